import DataFiles
public import ExactArithmetic
import Foundation
public import Optimization

/// Everything that `assay generate suite` does: a balanced set of instances whose answers are known, with a manifest.
///
/// Half of the instances are yes and half no. Each comes from a family of the reduction's kind at a small size; its
/// answer is the family's knowledge or a solver's verdict, and a yes has a certificate that has been verified. An
/// instance whose answer is open is passed over.
public struct SuiteGeneration: Sendable {
  /// One instance of the manifest.
  public struct Entry: Sendable, Equatable, Codable {
    /// The instance's directory, beside the manifest.
    public let directory: String
    /// `yes` or `no`.
    public let answer: SourceVerdict
    /// The source problem's optimum, where it is known; `null` for a colouring and where it is not.
    public let optimum: Int?
    /// The certificate's path, beside the manifest; `null` for a no.
    public let certificate: String?
    /// How the answer is known: what found it, and what checked it.
    public let known: String
    /// The family.
    public let family: String
    /// The family's size.
    public let size: Int
    /// The family's seed.
    public let seed: UInt64
    /// The instance's threshold.
    public let threshold: Rational
    /// The command that makes the instance again.
    public let command: String

    private enum CodingKeys: String, CodingKey {
      case directory, answer, optimum, certificate, known, family, size, seed, threshold, command
    }

    /// Encodes every field, with null where there is nothing.
    public func encode(to encoder: any Encoder) throws {
      var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(directory, forKey: .directory)
      try container.encode(answer, forKey: .answer)
      try container.encode(optimum, forKey: .optimum)
      try container.encode(certificate, forKey: .certificate)
      try container.encode(known, forKey: .known)
      try container.encode(family, forKey: .family)
      try container.encode(size, forKey: .size)
      try container.encode(seed, forKey: .seed)
      try container.encode(threshold, forKey: .threshold)
      try container.encode(command, forKey: .command)
    }
  }

  /// The file `manifest.json`.
  public struct Manifest: Sendable, Equatable, Codable {
    /// The format's name and version.
    public static let format: String = "assay-suite/1"
    /// The manifest's name in the suite's directory.
    public static let name: String = "manifest.json"

    /// ``format``.
    public let format: String
    /// The reduction's name on the command line.
    public let reduction: String
    /// How many instances are yes.
    public let yes: Int
    /// How many instances are no.
    public let no: Int
    /// The suite's seed.
    public let seed: UInt64
    /// The instances.
    public let instances: [Entry]
    /// What made the suite.
    public let generator: Provenance
  }

  /// What to encode by.
  public let reduction: any Reduction.Type
  /// How many instances.
  public let count: Int
  /// The suite's seed.
  public let seed: UInt64
  /// What is done to the samples of every instance, and which files are written; each instance's seed is its own.
  public let outputs: InstanceOutputs
  /// The directory to write.
  public let output: String
  /// The version of the program, for the record.
  public let version: String

  /// Creates a suite; ``run(options:progress:)`` makes it.
  public init(
    _ reduction: any Reduction.Type, count: Int, seed: UInt64, outputs: InstanceOutputs = InstanceOutputs(),
    output: String, version: String
  ) {
    self.reduction = reduction
    self.count = count
    self.seed = seed
    self.outputs = outputs
    self.output = output
    self.version = version
  }

  /// The most instances that are looked at for each that is wanted.
  private static let looksPerInstance: Int = 40

  /// Makes the instances, one directory each, and then the manifest.
  ///
  /// Interrupted, it leaves whole instances without a manifest; run again, it makes the same ones.
  ///
  /// - Parameter progress: called with the number of instances that are done.
  /// - Throws: ``RequestError`` where the count is not positive, or not enough instances of both answers were found;
  ///   `DataError` where the directory cannot be written.
  public func run(
    options: SolveOptions = SolveOptions(timeLimitSeconds: 20), progress: ((Int) -> Void)? = nil
  ) throws -> Manifest {
    guard count > 0 else { throw RequestError("a suite has at least one instance; give --count 1 or more") }
    var left: [SourceVerdict: Int] = [.yes: (count + 1) / 2, .no: count / 2]
    var entries: [Entry] = []
    let recipes: [SuiteRecipe] = SuiteRecipe.all(for: reduction.sourceKind)
    var look: Int = 0
    while entries.count < count {
      guard look < Self.looksPerInstance * count, !recipes.isEmpty else {
        throw RequestError(
          "only \(entries.count) of \(count) instances were found in \(look) draws; give a smaller --count")
      }
      let recipe: SuiteRecipe = recipes[look % recipes.count]
      let round: Int = look / recipes.count
      look += 1
      guard left[recipe.answer, default: 0] > 0 else { continue }
      let name: String = "instances/" + Self.padded(entries.count + 1)
      guard let entry = try make(recipe, round: round, name: name, options) else { continue }
      left[recipe.answer, default: 0] -= 1
      entries.append(entry)
      progress?(entries.count)
    }
    let manifest: Manifest = Manifest(
      format: Manifest.format, reduction: reduction.summary.id, yes: entries.count { $0.answer == .yes },
      no: entries.count { $0.answer == .no }, seed: seed, instances: entries,
      generator: Provenance(version: version, command: command))
    try AtomicFile.write(try CanonicalJSON.encode(manifest), to: path(Manifest.name))
    return manifest
  }

  private var command: String {
    let words: [String] =
      ["--reduction", reduction.summary.id, "--count", String(count), "--seed", String(seed)] + outputs.words
    return (["assay generate suite"] + words + ["--output DIR"]).joined(separator: " ")
  }

  private func path(_ name: String) -> String { InstanceDirectory.path(of: name, in: output) }

  /// The reduction's options for a draw.
  private func form(of request: FamilyRequest) throws -> ReductionOptions {
    guard reduction.optionNames.contains(.gap) else { return ReductionOptions() }
    switch try request.draw().content {
    case .graph(let graph), .hypergraph(let graph):
      // One violated edge is the whole gap, so that a graph that is not k-colourable is a no.
      return ReductionOptions(gap: Rational(1) / Rational(max(1, graph.edges.count)))
    case .setCover, .circuit, .formula: return ReductionOptions()
    }
  }

  private static func padded(_ number: Int) -> String {
    let digits: String = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Makes one instance and settles it; `nil`, with nothing left behind, where its answer is not the recipe's.
  private func make(
    _ recipe: SuiteRecipe, round: Int, name: String, _ options: SolveOptions
  ) throws -> Entry? {
    let request: FamilyRequest = recipe.request(round: round, seed: seed)
    guard let targets = try recipe.targets(of: request, options: options) else { return nil }
    let directory: String = path(name)
    let generation: InstanceGeneration = InstanceGeneration(
      reduction, of: .family(request), targets: targets, options: try form(of: request), outputs: outputs,
      output: directory, version: version)
    guard case .written(let summary) = try generation.run(options: options) else { return nil }
    let report: InstanceSolving.Report = try InstanceSolving.solve(
      directory: directory, options: options, version: version)
    if let known = summary.known, known.answer != .open, report.answer != .open, known.answer != report.answer
    {
      throw RequestError(
        "\(request.name), size \(request.size ?? 0), seed \(request.seed): the family says \(known.answer.rawValue) "
          + "and the solver \(report.answer.rawValue); this is a fault of Assay, please report it")
    }
    let answer: SourceVerdict = report.answer == .open ? summary.known?.answer ?? .open : report.answer
    let isCertified: Bool =
      try answer == .yes && report.certificate != nil
      && InstanceVerifier.verify(directory: directory).isAccepted
    guard answer == recipe.answer, isCertified || answer == .no else {
      try? FileManager.default.removeItem(atPath: directory)
      return nil
    }
    var known: [String] = []
    if let settlement = summary.known, settlement.answer != .open { known.append(settlement.reason) }
    if report.answer != .open {
      known.append(
        answer == .yes
          ? "\(report.solver) found a solution, which was verified exactly" : "proved by \(report.solver)")
    }
    // A certificate of a no is the best solution there is; it proves nothing, and a suite's no has none.
    if answer == .no {
      try? FileManager.default.removeItem(atPath: directory + "/" + InstanceDirectory.certificateName)
    }
    return Entry(
      directory: name, answer: answer, optimum: report.optimum ?? summary.known?.optimum,
      certificate: answer == .yes ? name + "/" + InstanceDirectory.certificateName : nil,
      known: known.joined(separator: "; "), family: request.name, size: request.size ?? 0, seed: request.seed,
      threshold: summary.threshold, command: generation.command)
  }
}
