import PropertyTesting
import Testing

/// Needles that a random search misses with a hundred times the cases.
///
/// Each test states the calls within which targeted search finds its needle for every seed here, and how likely a
/// random case is to be one: counted or bounded by volume where that can be done, else by trying.
@Suite("Needles")
struct TargetNeedleTests {
  /// How many calls a search takes to reach a goal, or nil; batches are of 16.
  private func calls<Value>(
    _ generator: Gen<Value>, seed: UInt64, most: Int, goal: Double, _ score: (Value) -> Double
  ) -> Int? {
    var made: Int = 0
    var search = TargetOptimizer(seed: seed)
    let randomCases: Int = most / 50
    while made < most {
      let proposals: [ChoiceSequence] =
        made < randomCases
        ? Array(repeating: ChoiceSequence(), count: randomCases) : search.ask(count: min(16, most - made))
      for proposal in proposals {
        made += 1
        let source = ChoiceSource(
          extending: proposal, seed: seed &* 1_000_003 &+ UInt64(made), recording: .choices)
        guard let generated = try? generator.generate(from: source) else { continue }
        let found: Double = score(generated.value)
        if found >= goal { return made }
        search.tell([(proposal, generated.choices, found)])
      }
    }
    return nil
  }

  /// Whether any of so many random cases reaches a goal.
  private func isFoundAtRandom<Value>(
    _ generator: Gen<Value>, cases: Int, goal: Double, _ score: (Value) -> Double
  ) throws -> Bool {
    for seed in 0..<UInt64(cases) {
      if score(try generator.generate(seed: seed, recording: .choices).value) >= goal { return true }
    }
    return false
  }

  static let hidden: [Double] = [0.317, -0.742, 0.915, -0.128, 0.563, -0.389, 0.071, 0.834, -0.655, 0.227]

  private func squaredDistance(_ point: [Double]) -> Double {
    zip(point, Self.hidden).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  private func cube(_ dimension: Int) -> Gen<[Double]> {
    .array(of: .float(in: -1...1), count: dimension)
  }

  /// A ball of radius 1e-3 is less than (1e-3)⁶ = 1e-18 of a cube of side 2 in six dimensions, and less beyond.
  @Test("a hidden point is found to a thousandth", arguments: [(6, 700), (8, 1000), (10, 1200)])
  func point(_ dimension: Int, _ most: Int) throws {
    let score: ([Double]) -> Double = { -self.squaredDistance($0).squareRoot() }
    for seed: UInt64 in 0..<3 {
      let made: Int? = calls(cube(dimension), seed: seed, most: most, goal: -1e-3, score)
      #expect(made != nil, "seed \(seed)")
    }
  }

  @Test("random cases miss the hidden point by far, at a hundred times the cases")
  func pointAtRandom() throws {
    let found: Bool = try isFoundAtRandom(cube(6), cases: 100 * 700, goal: -0.01) {
      -self.squaredDistance($0).squareRoot()
    }
    #expect(!found)
  }

  /// Five independent sums of five integers, which all must come out right: one of 20 001⁵ = 3e21 values does it.
  private func misfit(_ values: [Int]) -> Double {
    let solution: [Int] = [1450, 800, 434, -120, 61]
    let rows: [[Int]] = [
      [3, -2, 0, 1, 0], [0, 1, 1, -4, 0], [0, 5, -7, 0, 2], [1, 0, 0, 1, -3], [1, 1, 1, 1, 1],
    ]
    let gaps: [Int] = zip(values, solution).map { $0 - $1 }
    return Double(rows.reduce(0) { sum, row in sum + abs(zip(row, gaps).reduce(0) { $0 + $1.0 * $1.1 }) })
  }

  static let integers: Gen<[Int]> = .array(of: .integer(in: -10_000...10_000), count: 5)

  @Test("integers that depend on each other are found exactly")
  func integers() throws {
    for seed: UInt64 in 0..<3 {
      let made: Int? = calls(Self.integers, seed: seed, most: 2200, goal: 0) { -self.misfit($0) }
      #expect(made != nil, "seed \(seed)")
    }
  }

  static let lists: Gen<[Int]> = .array(of: .integer(in: 0...1000), count: 0...100)

  /// At most 100 for an element, and less than 0 for most; so a sum of 5000 needs at least 50 good ones.
  private func sum(_ list: [Int]) -> Double {
    list.reduce(0) { $0 + 100 - Double(abs(($1 * 37) % 1001 - 500)) / 2 }
  }

  @Test("a list grows until its sum is large, which no random list of a hundred times the cases is")
  func growth() throws {
    for seed: UInt64 in 0..<3 {
      let made: Int? = calls(Self.lists, seed: seed, most: 1000, goal: 5000, sum)
      #expect(made != nil, "seed \(seed)")
    }
    #expect(try !isFoundAtRandom(Self.lists, cases: 100 * 1000, goal: 2000, sum))
  }

  /// An orthogonal matrix: mirrors at three vectors, one after the other.
  private func turned(_ point: [Double]) -> [Double] {
    var point: [Double] = point
    for round in 0..<3 {
      let normal: [Double] = point.indices.map { Double(($0 * 7 + round * 5) % 11) - 5 }
      let square: Double = normal.reduce(0) { $0 + $1 * $1 }
      let share: Double = 2 * zip(point, normal).reduce(0) { $0 + $1.0 * $1.1 } / square
      for place in point.indices { point[place] -= share * normal[place] }
    }
    return point
  }

  /// The points below 1e-6 are a part of 2e-38 of the cube. The axes of its level sets have the ratio 1000, and lie in no direction of the arguments.
  private func ellipsoid(_ point: [Double]) -> Double {
    let gaps: [Double] = turned(zip(point, Self.hidden).map { $0 - $1 })
    // The seventh root of 10⁶, for eight arguments.
    var (sum, scale): (Double, Double) = (0, 1)
    for gap in gaps {
      sum += scale * gap * gap
      scale *= 7.196856730011519
    }
    return sum
  }

  /// One axis after the other, each by steps that double and halve: what climbing without a population can do.
  private func coordinateClimb(calls most: Int) -> Double {
    var point: [Double] = Array(repeating: 0, count: 8)
    var steps: [Double] = Array(repeating: 0.25, count: 8)
    var (best, made): (Double, Int) = (ellipsoid(point), 1)
    while made < most {
      for place in point.indices {
        var improved: Bool = false
        for sign in [1.0, -1.0] where !improved {
          var moved: [Double] = point
          moved[place] += sign * steps[place]
          made += 1
          let value: Double = ellipsoid(moved)
          if value < best { (best, point, improved) = (value, moved, true) }
        }
        steps[place] *= improved ? 2 : 0.5
      }
    }
    return best
  }

  @Test("a narrow turned valley is followed to its end, where climbing along the axes stalls")
  func valley() throws {
    for seed: UInt64 in 0..<2 {
      let made: Int? = calls(cube(8), seed: seed, most: 12_000, goal: -1e-6) { -self.ellipsoid($0) }
      #expect(made != nil, "seed \(seed)")
    }
    #expect(coordinateClimb(calls: 36_000) > 1e-2)
  }
}
