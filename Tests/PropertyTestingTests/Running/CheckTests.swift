import PropertyTesting
import Testing

@Suite("Checking a property")
struct CheckTests {
  private static let numbers: Gen<Int> = .integer(in: 0...1000)
  private static let settings: RunSettings = .profile(.ci).with { $0.cases = 50 }

  private struct Fault: Error {}

  @Test("takes properties of every shape")
  func shapes() async throws {
    let (numbers, settings): (Gen<Int>, RunSettings) = (Self.numbers, Self.settings)
    try await check("returns", numbers, settings: settings) { $0 >= 0 }
    try await check("throws", numbers, settings: settings) { value in
      if value < 0 { throw Fault() }
    }
    try await check("tells", numbers, settings: settings) { value, trial in
      trial.label("x")
      return value >= 0
    }
    try await check("suspends and tells", numbers, settings: settings) { value, trial in
      await Task.yield()
      try trial.require(value >= 0)
    }
    try await check(numbers, settings: settings) { value in
      await Task.yield()
      return value >= 0
    }
    try await check(numbers, settings: settings) { (value: Int, _: Trial) in value >= 0 }
    try await check(zip(numbers, numbers), settings: settings) { first, second in first + second >= 0 }
    let report = try await check(zip(numbers, numbers), settings: settings) { pair, trial in
      trial.label("pairs")
      return pair.0 + pair.1 >= 0
    }
    #expect(report.passed && report.cases == 50 && report.discards == 0)
    #expect(report.labels.map(\.label) == ["pairs"] && report.labels.map(\.count) == [50])
    #expect(report.name.hasPrefix("PropertyTestingTests/CheckTests.swift:"))
  }

  @Test("throws the shrunk counterexample of a property that returns false or throws")
  func broken() async throws {
    let (numbers, settings): (Gen<Int>, RunSettings) = (Self.numbers, Self.settings)
    let returning = await #expect(throws: PropertyFailure.self) {
      try await check("small", numbers, settings: settings) { $0 < 17 }
    }
    let example = try #require(returning?.report.counterexample)
    #expect(example.values.map(\.description) == ["17"])
    #expect(example.failure.description == "the property returned false")
    let throwing = await #expect(throws: PropertyFailure.self) {
      try await check("small", numbers, settings: settings) { value in
        await Task.yield()
        if value >= 17 { throw Fault() }
      }
    }
    let second = try #require(throwing?.report.counterexample)
    #expect(second.choices == example.choices)
    guard case .threw(let error) = second.failure else {
      Issue.record("the property threw")
      return
    }
    #expect(error is Fault)
  }

  @Test("ignores results that are no Bool")
  func otherResults() async throws {
    try await check(Self.numbers, settings: Self.settings) { value in value - 5000 }
    let report = try await runProperty(
      nil, Self.numbers, settings: Self.settings, place: SourcePlace(),
      property: Property { Optional($0 < 0) })
    #expect(!report.passed)
  }

  @Test("runs on the main actor and elsewhere")
  @MainActor func mainActor() async throws {
    let limit: Int = 1000
    try await check(Self.numbers, settings: Self.settings) { $0 <= limit }
  }

  @Test("refuses settings that make no sense")
  func settings() async {
    await #expect(processExitsWith: .failure) {
      try await check(.boolean, settings: RunSettings.profile(.ci).with { $0.cases = 0 }) { _ in true }
    }
    await #expect(processExitsWith: .failure) {
      try await check(.boolean, settings: RunSettings.profile(.ci).with { $0.targetShare = .nan }) { _ in true
      }
    }
  }

  @Test("takes any share to cover: none demands nothing, and more than all or NaN demands all")
  func shares() async throws {
    func report(_ minimum: Double, _ isCovered: @escaping @Sendable (Bool) -> Bool) async throws
      -> PropertyReport
    {
      try await runProperty(
        "shares", .boolean, settings: .profile(.ci), place: SourcePlace(),
        property: Property { value, trial in trial.cover("it", minimum: minimum, when: isCovered(value)) })
    }
    #expect(try await report(0) { _ in false }.passed)
    #expect(try await report(2) { _ in true }.passed)
    #expect(try await !report(2) { $0 }.passed)
    #expect(try await !report(.nan) { $0 }.passed)
  }
}
