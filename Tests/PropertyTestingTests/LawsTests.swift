import PropertyTesting
import Testing

@Suite("Laws of protocols")
struct LawsTests {
  private typealias Mutants = LawsMutants

  private struct Fault: Error {}

  /// Nothing is kept, because these failures are wanted.
  private static let settings: RunSettings = RunSettings.laws.with { settings in
    settings.stores = []
    settings.cases = 1000
    settings.seed = 0
  }
  /// Enough for types that break no law.
  private static let few: RunSettings = settings.with { $0.cases = 200 }
  private static let numbers: Gen<Int> = .integer(in: -50...50)

  /// The names of the laws that do not hold.
  private func broken<Value>(
    _ laws: Laws<Value>, _ generator: Gen<Value>, settings: RunSettings = LawsTests.settings
  ) async throws -> [String] {
    let report: LawsReport = try await runLaws(
      laws, of: generator, settings: settings, place: SourcePlace())
    return report.failures.map(\.law)
  }

  // MARK: - Types that keep them

  @Test("hold for standard types")
  func standard() async throws {
    try await expectAll(of: .integer(in: Int.min...Int.max))
    try await expectAll(of: Gen<String>.string(count: 0...4))
    try await expectAll(of: Gen<Double>.float())
    try await checkLaws(.hashable, of: Gen<[Int?]>.array(of: Self.numbers.optional), settings: Self.few)
    try await checkLaws(.hashable, of: Gen<Set<UInt8>>.set(of: .integer(in: 0...9)), settings: Self.few)
    try await checkLaws(.inequality(!=), of: Self.numbers, settings: Self.few)
  }

  private func expectAll(
    of generator: Gen<some Hashable & Comparable & LosslessStringConvertible & SendableMetatype>
  ) async throws {
    try await checkLaws(
      .hashable + .comparable + .losslessStringConvertible, of: generator, settings: Self.few)
  }

  @Test("hold for a hash that leaves out a field")
  func fewHashed() async throws {
    let values: Gen<Mutants.HashesLittle> = zip(Self.numbers, Self.numbers).map { .init(name: $0, note: $1) }
    try await checkLaws(.hashable, of: values, settings: Self.settings)
  }

  // MARK: - Types that break them

  @Test("name the broken law of equality")
  func equality() async throws {
    let irreflexive = try await broken(.equatable, Self.numbers.map { Mutants.Irreflexive(number: $0) })
    #expect(irreflexive == ["== is reflexive"])
    let asymmetric = try await broken(.equatable, Self.numbers.map { Mutants.Asymmetric(number: $0) })
    #expect(asymmetric == ["== is symmetric"])
    let nontransitive = try await broken(.equatable, Self.numbers.map { Mutants.Nontransitive(number: $0) })
    #expect(nontransitive == ["== is transitive"])
    let odd = try await broken(.inequality(!=), Self.numbers.map { Mutants.OddInequality(number: $0) })
    #expect(odd == ["!= is the opposite of =="])
  }

  @Test(
    "find a tolerance of a hundredth not to be transitive among all numbers",
    arguments: 1...5 as ClosedRange<UInt64>)
  func tolerance(_ seed: UInt64) async throws {
    let values: Gen<Mutants.Approximate> = Gen<Double>.float(in: -1000...1000).map { .init(number: $0) }
    let settings: RunSettings = Self.settings.with { settings in
      settings.seed = seed
      // About three thousandths of the cases show it: both steps must be of the right size.
      settings.cases = 5000
    }
    #expect(try await broken(.equatable, values, settings: settings) == ["== is transitive"])
  }

  @Test("tell that NaN is not equal to itself")
  func nan() async throws {
    let names: [String] = try await broken(.hashable, Gen<Double>.anyFloat)
    #expect(names.contains("== is reflexive"))
    #expect(!names.contains("== is symmetric") && !names.contains("equal values have equal hashes"))
  }

  @Test("name the broken law of hashing, also in types of which no two independent values are equal")
  func hashing() async throws {
    let wide: Gen<Int> = .integer(in: Int.min...Int.max)
    let extra = try await broken(
      .hashable, zip(wide, wide).map { Mutants.HashesTooMuch(name: $0, note: $1) })
    #expect(extra.contains("equal values have equal hashes"))
    #expect(!extra.contains { $0.hasPrefix("==") } && !extra.contains("a hash does not change"))
    let instances = try await broken(.hashable, wide.map { Mutants.HashesInstance($0) })
    #expect(instances.contains("equal values have equal hashes"))
  }

  @Test("name the broken law of order")
  func order() async throws {
    let cyclic = try await broken(
      .comparable, Gen<Int>.integer(in: 0...2).map { Mutants.Cyclic(number: $0) })
    #expect(cyclic.contains("< is transitive"))
    #expect(!cyclic.contains("< is irreflexive") && !cyclic.contains("< is asymmetric"))
    let reflexive = try await broken(.comparable, Self.numbers.map { Mutants.LessOrEqual(number: $0) })
    #expect(reflexive.contains("< is irreflexive"))
    let partial = try await broken(
      .comparable, zip(Self.numbers, Self.numbers).map { Mutants.PartlyOrdered(major: $0, minor: $1) })
    #expect(partial.contains("exactly one of a < b, a == b and b < a is true"))
    #expect(partial.contains("sorting gives the same in whatever order it starts"))
    #expect(!partial.contains("< is transitive"))
    let odd = try await broken(.comparable, Self.numbers.map { Mutants.OddComparison(number: $0) })
    #expect(odd == ["a >= b says the same as b < a or a == b"])
  }

  @Test("name the broken law of coding and of descriptions")
  func coding() async throws {
    let rounding = try await broken(
      .codable(encode: { Float($0) }, decode: { Double($0) }), Gen<Double>.float(in: 0...1))
    #expect(rounding == ["decoding gives back what was encoded"])
    let same = try await broken(
      .codable(encode: { Float($0) }, decode: { Double($0) }, areSame: { Float($0) == Float($1) }),
      Gen<Double>.float(in: 0...1))
    #expect(same == [])
    let text = try await broken(.losslessStringConvertible, Self.numbers.map { Mutants.LossyText($0) })
    #expect(text == ["a description gives back its value"])
  }

  @Test("name the broken law of operations")
  func operations() async throws {
    let good: Laws<Int> =
      .associative("+") { $0 &+ $1 } + .commutative("+") { $0 &+ $1 } + .neutral(0, of: "+") { $0 &+ $1 }
    #expect(try await broken(good + .idempotent("abs", { abs($0) }), Self.numbers) == [])
    let bad: Laws<Int> =
      .associative("-") { $0 &- $1 } + .commutative("-") { $0 &- $1 } + .neutral(0, of: "-") { $0 &- $1 }
    #expect(
      try await broken(bad + .idempotent("negation", { -$0 }), Self.numbers)
        == ["- is associative", "- is commutative", "0 is neutral to -", "negation is idempotent"])
    let own: Laws<Int> = Laws(
      Law("numbers are small") { $0 < 40 }, Law("numbers are near") { abs($0 - $1) < 60 })
    #expect(try await broken(own, Self.numbers) == ["numbers are small", "numbers are near"])
  }

  // MARK: - Reports

  @Test("show shrunk values by name and what the operations gave")
  func counterexample() async throws {
    let values: Gen<Mutants.Nontransitive> = Gen<Int>.integer(in: 0...1000).map { .init(number: $0) }
    let failure = try await #require(throws: LawsFailure.self) {
      try await checkLaws(.equatable, of: values, settings: Self.settings)
    }
    let entry: LawsReport.Entry = try #require(failure.report.failures.first)
    let counterexample: Counterexample = try #require(entry.report.counterexample)
    #expect(counterexample.values.map(\.name) == ["a", "b", "c"])
    let numbers: [String] = counterexample.values.map { $0.description.filter(\.isNumber) }
    #expect([["0", "1", "2"], ["2", "1", "0"]].contains(numbers), "\(counterexample.values)")
    guard case .threw(let error as LawViolation) = counterexample.failure else {
      Issue.record("not a broken law: \(counterexample.failure)")
      return
    }
    #expect(error.law == "== is transitive")
    #expect(error.explanation == "a == b and b == c, but a == c is false")
    #expect(failure.description.contains("1 of 3 laws do not hold"))
  }

  @Test("are tried with the choices that a failure printed, first")
  func examples() async throws {
    let rare: Gen<Int> = .integer(in: Int.min...Int.max)
    let laws: Laws<Int> = Laws(Law("no number is 123456789") { $0 != 123_456_789 })
    let example: ChoiceSequence = try rare.generate(
      replaying: ChoiceSequence([
        .integer(IntegerChoice(offset: 123_456_789, below: 1 << 63, above: 1 << 63 - 1))
      ])
    ).choices
    try await checkLaws(laws, of: rare, settings: Self.few)
    await #expect(throws: LawsFailure.self) {
      try await checkLaws(laws, of: rare, examples: [example.description], settings: Self.few)
    }
  }

  @Test("are checked with given values, and an error breaks a law")
  func givenValues() throws {
    let law: Law<Int> = Law("nothing is thrown") { (a: Int) throws in
      if a == 1 { throw Fault() }
      return true
    }
    try law.check([0])
    let violation = try #require(throws: LawViolation.self) { try law.check([1]) }
    #expect(violation.description == "the law 'nothing is thrown' is broken: an operation threw Fault()")
  }

  @Test("are the same law only once")
  func union() {
    let both: [String] = (Laws<Int>.hashable + .comparable).laws.map(\.name)
    #expect(Set(both).count == both.count)
    #expect(both.starts(with: Laws<Int>.hashable.laws.map(\.name)))
  }
}
