import PropertyTesting
import Testing

@Suite("The target optimiser")
struct TargetOptimizerTests {
  typealias Evaluation = TargetOptimizer.Evaluation

  static let mixed: Gen<([Double], [Int], Bool)> = .build { draw in
    let flag: Bool = try draw(.boolean)
    let numbers: [Double] = try draw(.array(of: .float(in: -100...100, allowsNaN: true), count: 0...6))
    let wide: [Int] = try draw(.array(of: .integer(), count: 1...4))
    if flag { _ = try draw(.float(in: 1e-9...1)) }
    return (numbers, wide, flag)
  }

  /// Runs a search of so many calls, and gives everything that was proposed.
  @discardableResult
  private func run<Value>(
    _ search: inout TargetOptimizer, _ generator: Gen<Value>, calls: Int, batch: Int = 16,
    _ score: (Value, Int) -> Double?
  ) -> [ChoiceSequence] {
    var proposed: [ChoiceSequence] = []
    while proposed.count < calls {
      let count: Int = min(batch, calls - proposed.count)
      let proposals: [ChoiceSequence] = search.ask(count: count)
      #expect((1...count).contains(proposals.count))
      let evaluations: [Evaluation] = proposals.map { proposal in
        proposed.append(proposal)
        let source = ChoiceSource(
          extending: proposal, seed: UInt64(proposed.count), maximumChoices: 1000, recording: .choices)
        guard let made = try? generator.generate(from: source) else { return (proposal, proposal, nil) }
        return (proposal, made.choices, score(made.value, proposed.count))
      }
      search.tell(evaluations)
    }
    return proposed
  }

  static let strangeScores: [Double?] = [nil, .nan, 0, .infinity, -.infinity, .greatestFiniteMagnitude]

  @Test("ends quietly whatever it is told", arguments: strangeScores, [1, 7, 64])
  func oddScores(_ score: Double?, _ batch: Int) {
    var search = TargetOptimizer(seed: 1)
    let proposed: [ChoiceSequence] = run(&search, Self.mixed, calls: 1000, batch: batch) { _, _ in score }
    #expect(proposed.count == 1000 && search.calls == 1000)
    if let score, !score.isNaN {
      #expect(search.best?.score == score)
    } else {
      #expect(search.best == nil)
    }
  }

  @Test("ends quietly where scores jump between everything there is", arguments: [1, 5, 32])
  func wildScores(_ batch: Int) {
    var search = TargetOptimizer(seed: 2)
    run(&search, Self.mixed, calls: 2000, batch: batch) { _, call in Self.strangeScores[call * 7919 % 13 % 5]
    }
    #expect(search.best?.score == .infinity)
  }

  @Test("ends quietly where every value is discarded, and where there is nothing to choose")
  func nothing() {
    var search = TargetOptimizer(seed: 3)
    let none: Gen<Int> = .build { draw in try draw.discard() }
    run(&search, none, calls: 200) { _, _ in 1 }
    #expect(search.best == nil)
    run(&search, Gen<Int>.constant(3), calls: 200) { _, _ in 1 }
    #expect(search.best?.choices == ChoiceSequence() && search.best?.score == 1)
    run(&search, Gen<Int>.constant(3), calls: 200) { _, call in Double(call) }
    #expect(search.best?.score == 200)
  }

  @Test("proposes the same from the same seed and scores, and else from another seed")
  func deterministic() {
    func proposals(_ seed: UInt64) -> [ChoiceSequence] {
      var search = TargetOptimizer(seed: seed)
      return run(&search, Self.mixed, calls: 600) { value, _ in value.0.reduce(0, +) }
    }
    #expect(proposals(5) == proposals(5))
    #expect(proposals(5) != proposals(6))
  }

  @Test("depends on the order of scores, not on their scale, but for steps to the tops of parabolas")
  func monotone() {
    func best(_ transform: @escaping (Double) -> Double) -> Double? {
      var search = TargetOptimizer(seed: 5)
      run(&search, Gen<[Double]>.array(of: .float(in: -1...1), count: 4), calls: 3000) { value, _ in
        transform(-value.reduce(0) { $0 + ($1 - 0.3) * ($1 - 0.3) })
      }
      return search.best?.score
    }
    #expect(best { $0 } ?? -1 > -1e-6)
    #expect(best { $0 * 1e300 } ?? -1 > -1e294)
    #expect(best { $0 < -1e-6 ? -1 / -$0 : 0 } ?? -1 <= 0)
  }

  @Test("keeps its best, uses what it is told at the start, and takes news from outside")
  func best() throws {
    let generator: Gen<Int> = .integer(in: 0...1000)
    let start = try generator.generate(seed: 1).choices
    let other = try generator.generate(seed: 2).choices
    var search = TargetOptimizer(seed: 1, start: [(start, 3), (other, .nan), (other, 2)])
    #expect(search.best?.score == 3 && search.best?.choices == start)
    search.tell([(other, other, 4)])
    #expect(search.best?.score == 4 && search.best?.choices == other)
    search.tell([(other, start, 1), (other, start, nil)])
    #expect(search.best?.score == 4 && search.calls == 3)
  }

  @Test("goes on where answers come late, in parts, or never")
  func partial() {
    let generator: Gen<[Double]> = .array(of: .float(in: -1...1), count: 3)
    var search = TargetOptimizer(seed: 4)
    var made: Int = 0
    for round in 0..<400 {
      for (place, proposal) in search.ask(count: 12).enumerated() where place % 5 != round % 5 {
        made += 1
        let source = ChoiceSource(extending: proposal, seed: UInt64(made), recording: .choices)
        guard let value = try? generator.generate(from: source) else { continue }
        let score: Double = -value.value.reduce(0) { $0 + ($1 - 0.3) * ($1 - 0.3) }
        search.tell([(proposal, value.choices, score)])
      }
    }
    #expect(search.best?.score ?? -1 > -1e-6)
  }

  @Test("finds the ends of ranges of every size")
  func ends() {
    func best<Value: BinaryInteger & FixedWidthInteger & Sendable>(_ type: Value.Type) -> Double? {
      var search = TargetOptimizer(seed: 4)
      run(&search, Gen<Value>.integer(), calls: 300) { value, _ in -Double(value) }
      return search.best?.score
    }
    #expect(best(Int8.self) == 128)
    #expect(best(Int64.self) == 0x1p63)
    #expect(best(UInt64.self) == 0)
    var search = TargetOptimizer(seed: 4)
    run(&search, .anyFloat, calls: 300) { value, _ in value }
    #expect(search.best?.score == .infinity)
  }

  @Test("finds a number of any magnitude")
  func magnitudes() {
    for goal in [1e-7, 3e-2, 7.0, 6e12, -4e200] {
      var search = TargetOptimizer(seed: 4)
      run(&search, Gen<Double>.float(), calls: 2000) { value, _ in -(value - goal).magnitude }
      #expect(-(search.best?.score ?? -.infinity) <= 1e-6 * max(goal.magnitude, 1), "\(goal)")
    }
    for goal in [5, -77, 1 << 40, -(1 << 50) + 3] {
      var search = TargetOptimizer(seed: 4)
      run(&search, Gen<Int>.integer(), calls: 3000) { value, _ in
        -Double((Int128(value) - Int128(goal)).magnitude)
      }
      #expect(search.best?.score ?? -.infinity >= -1, "\(goal)")
    }
    var search = TargetOptimizer(seed: 4)
    run(&search, Gen<Double>.float(in: 1e-12...1), calls: 1000) { value, _ in -(value / 3e-9 - 1).magnitude }
    #expect(search.best?.score ?? -1 > -1e-6)
  }

  @Test("a source that extends replays first, and then draws at random")
  func extending() throws {
    let generator: Gen<[Int]> = .array(of: .integer(in: 0...1_000_000), count: 6)
    let full: ChoiceSequence = try generator.generate(seed: 1).choices
    let half: ChoiceSequence = ChoiceSequence(Array(full.choices.prefix(3)))
    func value(_ seed: UInt64, _ choices: ChoiceSequence) throws -> Generated<[Int]> {
      try generator.generate(from: ChoiceSource(extending: choices, seed: seed))
    }
    #expect(try value(1, full).isExact && value(1, full).choices == full)
    let (first, second) = (try value(1, half), try value(2, half))
    #expect(!first.isExact && first.choices != second.choices)
    #expect(first.choices.choices.prefix(3) == half.choices[...])
    #expect(try value(1, half).choices == first.choices)
    #expect(try generator.generate(replaying: first.choices).value == first.value)
  }
}
