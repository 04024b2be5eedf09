import PropertyTesting
import Testing

@Suite("Shrinking of floats and trees")
struct FloatShrinkingTests {
  private func minima<Value: Sendable>(
    _ generator: Gen<Value>, failures: Int = 10, _ isFailure: @escaping @Sendable (Value) -> Bool
  ) async throws -> [Value] {
    var found: [Value] = []
    var seed: UInt64 = 0
    while found.count < failures, seed < 100_000 {
      let drawn: Generated<Value> = try generator.generate(seed: seed, style: .edgeCases)
      seed += 1
      guard isFailure(drawn.value) else { continue }
      let outcome = try #require(
        await Shrinker().shrink(generator, from: drawn.choices) { isFailure($0) })
      #expect(outcome.ending == .minimal && isFailure(outcome.value))
      found.append(outcome.value)
    }
    try #require(found.count == failures)
    return found
  }

  @Test("ends in whole numbers where they fail")
  func whole() async throws {
    let range: Gen<Double> = .float(in: -1e6...1e6)
    #expect(try await minima(range) { $0 > 123.4 }.allSatisfy { $0 == 124 })
    #expect(try await minima(range) { $0 <= -7.5 }.allSatisfy { $0 == -8 })
    #expect(try await minima(range) { abs($0) >= 3 }.allSatisfy { $0 == 3 })
    #expect(try await minima(Gen<Double>.anyFloat) { $0 > 1e10 }.allSatisfy { $0 == 10_000_000_001 })
    #expect(try await minima(Gen<Double>.anyFloat) { _ in true }.allSatisfy { $0 == 0 && $0.sign == .plus })
  }

  @Test("ends in short decimals where whole numbers pass")
  func decimals() async throws {
    let unit: Gen<Double> = .float(in: 0...1)
    #expect(try await minima(unit) { $0 > 0.2 && $0 < 0.95 }.allSatisfy { $0 == 0.3 })
    #expect(try await minima(unit) { $0 > 0.42 && $0 < 0.48 }.allSatisfy { $0 == 0.43 })
    #expect(
      try await minima(.float(in: 0...100)) { $0 != $0.rounded() }.allSatisfy { $0 == 0.1 })
  }

  @Test("ends in a power of two where only the magnitude counts")
  func powers() async throws {
    let tiny: [Double] = try await minima(.float(in: 0...1)) { $0 > 0 && $0 < 1e-9 }
    #expect(tiny.allSatisfy { $0.significandBitPattern == 0 })
  }

  @Test("keeps what only NaN and infinity break")
  func special() async throws {
    #expect(try await minima(Gen<Double>.anyFloat, failures: 5) { $0 != $0 }.allSatisfy { $0.isNaN })
    #expect(
      try await minima(Gen<Double>.anyFloat, failures: 5) { $0.isInfinite }.allSatisfy { $0 == .infinity })
  }

  @Test("keeps sums and differences of floats while lowering them")
  func pairs() async throws {
    let pair: Gen<(Double, Double)> = zip(.float(in: 0...1000), .float(in: 0...1000))
    #expect(try await minima(pair) { $0 + $1 >= 900 }.allSatisfy { $0 == (0, 900) })
  }

  @Test("finds the least number that a sparse condition has")
  func sparse() async throws {
    let numbers: Gen<Int> = .integer(in: 0...1_000_000)
    #expect(try await minima(numbers) { $0 >= 100 && $0 % 3 == 0 }.allSatisfy { $0 == 102 })
    #expect(try await minima(numbers) { $0 >= 1000 && $0 % 7 == 0 }.allSatisfy { $0 == 1001 })
    #expect(try await minima(numbers) { $0 >= 100 && $0 % 10 == 7 }.allSatisfy { $0 == 107 })
    let fractions: Gen<Double> = .float(in: 0...1000)
    #expect(
      try await minima(fractions) { $0 > 0.5 && $0 - $0.rounded(.down) > 0.3 }.allSatisfy { $0 == 0.6 })
  }

  private indirect enum Tree: Sendable {
    case leaf(Int)
    case branch(Tree, Tree)

    var largest: Int {
      switch self {
      case .leaf(let value): value
      case .branch(let left, let right): max(left.largest, right.largest)
      }
    }

    var leaves: Int {
      switch self {
      case .leaf: 1
      case .branch(let left, let right): left.leaves + right.leaves
      }
    }
  }

  @Test("puts a branch in the place of a tree that holds it")
  func trees() async throws {
    let trees: Gen<Tree> = .recursive(leaf: Gen<Int>.integer(in: 0...1000).map { .leaf($0) }) { part in
      zip(part, part).map { .branch($0, $1) }
    }
    let single: [Tree] = try await minima(trees) { $0.largest >= 700 }
    #expect(single.allSatisfy { $0.leaves == 1 && $0.largest == 700 })
    let pairs: [Tree] = try await minima(trees) { $0.largest >= 700 && $0.leaves >= 2 }
    #expect(pairs.allSatisfy { $0.leaves == 2 && $0.largest == 700 })
  }
}
