extension RunSettings {
  /// The settings that an environment asks for.
  ///
  /// | variable | value |
  /// |---|---|
  /// | `ASSAY_PROFILE` | `default`, `ci` or `thorough`; where it is not set, `ci` on a build server |
  /// | `ASSAY_CASES`, `ASSAY_WORKERS`, `ASSAY_SHRINK_CALLS` | a number from 1 |
  /// | `ASSAY_SEED` | a number from 0 |
  /// | `ASSAY_DEADLINE_SECONDS`, `ASSAY_SHRINK_SECONDS` | a number above 0, or `none` |
  /// | `ASSAY_EXAMPLES` | the folder of the example store, or `none` |
  /// | `ASSAY_REPLAY` | the line that a failure prints: a property's name, a colon, and choices; or choices alone |
  /// | `ASSAY_SHARD` | `I/N`: part I, counted from 0, of N |
  /// | `ASSAY_FALSE_ALARM_RATE` | of all statistical properties of the run together, between 0 and 1 |
  /// | `ASSAY_STATISTICAL_PROPERTIES` | how many of them share it |
  ///
  /// The part is also taken from `TEST_SHARD_INDEX` and `TEST_TOTAL_SHARDS`, or from Slurm's
  /// `SLURM_ARRAY_TASK_ID`, `SLURM_ARRAY_TASK_MIN` and `SLURM_ARRAY_TASK_COUNT`.
  ///
  /// - Returns: the settings; ``faults`` tells of unknown variables, and of values without a meaning.
  public static func from(environment: [String: String]) -> RunSettings {
    EnvironmentReader(environment).settings()
  }
}

/// Reads the variables of an environment one after the other, and keeps what is wrong with them.
struct EnvironmentReader {
  private let environment: [String: String]
  private var faults: [EnvironmentFault] = []

  /// Variables that build servers set.
  private static let signsOfCI: [String] = [
    "CI", "GITHUB_ACTIONS", "GITLAB_CI", "BUILDKITE", "CIRCLECI", "TRAVIS", "TF_BUILD", "TEAMCITY_VERSION",
    "JENKINS_URL", "APPVEYOR", "CIRRUS_CI", "DRONE", "BITBUCKET_BUILD_NUMBER", "CODEBUILD_BUILD_ID",
    "CI_XCODE_CLOUD",
  ]

  init(_ environment: [String: String]) {
    self.environment = environment
  }

  func settings() -> RunSettings {
    var reader: EnvironmentReader = self
    return reader.read()
  }

  private mutating func read() -> RunSettings {
    let profile: Profile? = read(.profile, "one of \(list(Profile.allCases.map(\.rawValue)))") { text in
      Profile(rawValue: text)
    }
    var settings: RunSettings = .profile(profile ?? (isCI ? .ci : .default))
    if let cases = count(.cases) { settings.cases = cases }
    if let workers = count(.workers) { settings.workers = workers }
    if let calls = count(.shrinkCalls) { settings.shrinkCalls = calls }
    if let seed = read(.seed, "a whole number from 0 to \(UInt64.max)", { UInt64($0) }) {
      settings.seed = seed
    }
    if let limit = limit(.deadlineSeconds) { settings.deadlineSeconds = limit.seconds }
    if let limit = limit(.shrinkSeconds) { settings.shrinkSeconds = limit.seconds }
    settings.stores = stores()
    settings.replay = read(.replay, "the line that a failure printed, whole", Replay.init(line:))
    settings.shard = shard() ?? .whole
    // The parts of one run are drawn from one seed, or together they would not have each case once.
    if settings.shard != .whole, settings.seed == nil { settings.seed = 0 }
    if let budget = budget() { settings.budget = budget }
    reportUnknown()
    settings.faults = faults
    return settings
  }

  private var isCI: Bool {
    Self.signsOfCI.contains { name in
      guard let value: String = environment[name] else { return false }
      return !["", "0", "false", "no"].contains(value.lowercased())
    }
  }

  // MARK: - Values

  private mutating func read<Result>(
    _ variable: EnvironmentVariable, _ mend: String, _ parse: (String) -> Result?
  ) -> Result? {
    read(variable.rawValue, mend, parse)
  }

  private mutating func read<Result>(
    _ name: String, _ mend: String, _ parse: (String) -> Result?
  ) -> Result? {
    guard let value: String = environment[name], !value.isEmpty else { return nil }
    if let result: Result = parse(value) { return result }
    faults.append(.malformed(name, value, mend: mend))
    return nil
  }

  private mutating func count(_ variable: EnvironmentVariable) -> Int? {
    read(variable, "a whole number from 1") { text in Int(text).flatMap { $0 >= 1 ? $0 : nil } }
  }

  /// A limit that may be that there is none.
  private struct Limit {
    let seconds: Double?
  }

  private mutating func limit(_ variable: EnvironmentVariable) -> Limit? {
    read(variable, "a number of seconds above 0, or `none`") { text in
      if text == EnvironmentVariable.none { return Limit(seconds: nil) }
      return Double(text).flatMap { $0 > 0 && $0.isFinite ? Limit(seconds: $0) : nil }
    }
  }

  private func stores() -> [any ExampleStorage] {
    switch environment[EnvironmentVariable.examples.rawValue] ?? "" {
    case "": [RegressionStore(), ExampleStore()]
    case EnvironmentVariable.none: []
    case let directory: [RegressionStore(), ExampleStore(directory: directory)]
    }
  }

  private mutating func budget() -> SuiteBudget? {
    let total: Double? = read(.falseAlarmRate, "a probability strictly between 0 and 1") { text in
      Double(text).flatMap { $0 > 0 && $0 < 1 ? $0 : nil }
    }
    let capacity: Int? = count(.statisticalProperties)
    guard total != nil || capacity != nil else { return nil }
    return try? SuiteBudget(
      total: total ?? SuiteBudget.defaultTotal, capacity: capacity ?? SuiteBudget.defaultCapacity)
  }

  // MARK: - Parts

  private mutating func shard() -> Shard? {
    if environment[EnvironmentVariable.shard.rawValue] ?? "" != "" {
      return read(.shard, "I/N with I from 0 to N − 1, such as 0/4", Shard.init(text:))
    }
    if environment["TEST_TOTAL_SHARDS"] ?? "" != "" {
      return shard(index: "TEST_SHARD_INDEX", from: 0, count: "TEST_TOTAL_SHARDS")
    }
    if environment["SLURM_ARRAY_TASK_COUNT"] ?? "" != "" {
      let first: Int = read("SLURM_ARRAY_TASK_MIN", "a whole number") { Int($0) } ?? 0
      return shard(index: "SLURM_ARRAY_TASK_ID", from: first, count: "SLURM_ARRAY_TASK_COUNT")
    }
    return nil
  }

  private mutating func shard(index: String, from first: Int, count: String) -> Shard? {
    guard let whole: Int = read(count, "a whole number from 1", { Int($0).flatMap { $0 >= 1 ? $0 : nil } })
    else { return nil }
    let mend: String = "a whole number from \(first), one for each of \(whole) parts without gaps"
    guard environment[index] ?? "" != "" else {
      faults.append(.malformed(index, "", mend: mend))
      return nil
    }
    return read(index, mend) { text in
      guard let number: Int = Int(text) else { return nil }
      let (place, overflow): (Int, Bool) = number.subtractingReportingOverflow(first)
      return !overflow && (0..<whole).contains(place) ? Shard(index: place, count: whole) : nil
    }
  }

  // MARK: - Names

  private mutating func reportUnknown() {
    for (name, value) in environment.sorted(by: { $0.key < $1.key })
    where name.hasPrefix(EnvironmentVariable.prefix) && EnvironmentVariable(rawValue: name) == nil {
      faults.append(.unknown(name, value))
    }
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
