import Learners
import LinearAlgebra
import Networks
import RandomStreams
import Testing

@Suite("Exhaustive search on a handful of small integers")
struct ExhaustiveTinyTests {
  struct Problem: Sendable, CustomTestStringConvertible {
    let name: String
    let inputs: [[Double]]
    let labels: [[Double]]
    var testDescription: String { name }

    func learn(fault: ExhaustiveFault = .none) throws -> LearnerOutcome {
      try ExhaustiveRecoveryLearner(ExhaustiveRecoveryLearner.Options(), fault: fault)
        .study(Samples(inputs: Matrix(inputs), labels: Matrix(labels)))
    }
  }

  /// U relu(V x) for two antipodal neurons.
  private static func antipodal(_ inputs: [[Double]], _ direction: [Double], _ output: [[Double]]) -> Problem
  {
    let labels: [[Double]] = inputs.map { input in
      let product: Double = zip(input, direction).reduce(0) { $0 + $1.0 * $1.1 }
      return output.map { $0[0] * max(0, product) + $0[1] * max(0, -product) }
    }
    return Problem(name: "neurons \(direction) and its opposite", inputs: inputs, labels: labels)
  }

  static let opposites: [Problem] = [
    antipodal([[1], [-2], [0], [2]], [2], [[2, -1], [1, 1], [-1, -1]]),
    antipodal([[-2], [-1], [0], [1], [-2], [0], [0], [-4]], [1], [[1, 1], [-1, 1], [0, -1]]),
    antipodal(
      [[1, 2], [2, 1], [1, -1], [-1, 3], [-1, -2], [-3, 1], [2, -3], [0, -1]], [1, 1], [[2, 1], [1, -3]]),
  ]

  @Test("finds two antipodal neurons, whose labels lie on two rays", arguments: opposites)
  func antipodalNeurons(_ problem: Problem) throws {
    let outcome: LearnerOutcome = try problem.learn()
    #expect(outcome.recovery?.exhaustive?.uniqueness == .allFaces, "\(outcome)")
  }

  @Test(
    "says nothing of what fractions do not confirm", arguments: [ExhaustiveFault.forgetsUnits, .seesNoInside])
  func unconfirmed(_ fault: ExhaustiveFault) throws {
    for problem in Self.opposites {
      let refusal: Refusal? = try problem.learn(fault: fault).refusal
      #expect(refusal?.reason == .notFound)
      #expect(refusal?.detail.contains("exact arithmetic did not confirm it") == true)
    }
  }

  /// The samples that activate the only neuron do not span the inputs; some of these made the solver cycle.
  static let open: [Problem] = [
    Problem(name: "one active sample of two", inputs: [[1, 1], [1, -1]], labels: [[0], [2]]),
    Problem(name: "a negative weight", inputs: [[-1, 2], [-1, -2]], labels: [[0], [-7]]),
    Problem(
      name: "repeated rows", inputs: [[1, 1], [1, -1], [1, -1], [1, 1], [1, 1], [1, 1]],
      labels: [[0, 0], [2, 0], [2, 0], [0, 0], [0, 0], [0, 0]]),
    Problem(
      name: "two active samples of three", inputs: [[2, 1, 1], [-2, -1, 1], [-1, 1, -1]],
      labels: [[-1], [-1], [0]]),
    Problem(
      name: "four samples", inputs: [[1, 3], [2, 1], [-2, 0], [0, -1]], labels: [[0], [0], [2], [0]]),
    Problem(
      name: "six samples", inputs: [[1, 3], [3, 3], [2, 1], [-2, 0], [0, -1], [0, -1]],
      labels: [[0, 0], [0, 0], [0, 0], [-2, 1], [0, 0], [0, 0]]),
    Problem(
      name: "a direction that only inequalities hold", inputs: [[1, 0], [0, 1], [0, -1]],
      labels: [[1], [0], [0]]),
  ]

  @Test("certifies no neuron whose active samples leave its direction open", arguments: open)
  func openDirection(_ problem: Problem) throws {
    let refusal: Refusal? = try problem.learn().refusal
    #expect(refusal?.reason == .notIdentifiable)
    #expect(refusal?.detail.contains("do not determine its direction") == true)
    #expect((refusal?.residual ?? 1) < 1e-12)
  }

  @Test("has the exact search for help where exact recovery finds nothing in them")
  func exactRecovery() throws {
    for problem in Self.open {
      let samples: Samples = try Samples(inputs: Matrix(problem.inputs), labels: Matrix(problem.labels))
      #expect(try ExactRecoveryLearner().study(samples).recovery == nil, "\(problem.name)")
    }
  }

  @Test("sees that units mix where the same rows come again")
  func continuum() throws {
    let inputs: [[Double]] = [[1, 1], [1, -1], [1, 1], [1, -1]]
    let labels: [[Double]] = [[-6, 0, 2, 0], [-1, -1, -3, 0], [-6, 0, 2, 0], [-1, -1, -3, 0]]
    let outcome: LearnerOutcome = try Problem(name: "", inputs: inputs, labels: labels).learn()
    #expect(outcome.refusal?.reason == .notIdentifiable, "\(outcome)")
  }

  enum Kind: Int, CaseIterable {
    case teacher, antipodal, leaky, arbitrary, oneWrong
  }

  @Test("agrees with all 2^n activity patterns", arguments: Kind.allCases)
  func bruteForce(_ kind: Kind) throws {
    var seen: [String: Int] = [:]
    for seed in 0..<60 {
      let stream: RandomStream = RandomStream(seed: UInt64(1000 * kind.rawValue + seed))
      func integers(_ name: String, _ rows: Int, _ columns: Int, upTo limit: Int) throws -> Matrix {
        ExhaustiveScene.uniform(rows, columns, stream.child(name)).mapElements {
          ($0 * Double(2 * limit + 1)).rounded(.down) - Double(limit)
        }
      }
      let (k, d): (Int, Int) = (1 + seed % 3, 1 + seed / 3 % 3)
      let count: Int = 3 + seed / 9 % 4
      var inputs: Matrix = try integers("inputs", count, d, upTo: 1 + seed % 2)
      // A row comes twice in every other problem.
      if seed % 2 == 1 { for column in 0..<d { inputs[count - 1, column] = inputs[0, column] } }
      var hidden: Matrix = try integers("hidden", k, d, upTo: 2)
      if kind == .antipodal, k > 1 { for column in 0..<d { hidden[1, column] = -hidden[0, column] } }
      let output: Matrix = try integers("output", k, k, upTo: 2)
      var labels: Matrix = inputs.timesTransposed(hidden)
        .mapElements { max(0, $0) + (kind == .leaky ? min(0, $0) / 4 : 0) }.timesTransposed(output)
      if kind == .arbitrary { labels = try integers("labels", count, k, upTo: 3) }
      if kind == .oneWrong { labels[seed % count, 0] += 1 }
      guard inputs.maximumMagnitude > 0, count >= k,
        try SingularValues(labels).values.allSatisfy({ $0 > 1e-6 })
      else { continue }
      let expected: BruteForceCone.Verdict = try BruteForceCone(inputs: inputs, labels: labels).verdict()
      let outcome: LearnerOutcome = try ExhaustiveScene.learn(inputs, labels)
      let verdict: String = outcome.refusal?.reason.rawValue ?? "recovered"
      #expect(verdict == expected.rawValue, "seed \(seed): \(inputs), \(labels): \(outcome)")
      seen[verdict, default: 0] += 1
    }
    #expect(seen.count > 1)
  }

  @Test("finds a teacher of many outputs through few combinations of them")
  func manyOutputs() throws {
    for (count, outputs) in [(200, 40), (60, 200)] {
      let scene: ExhaustiveScene = ExhaustiveScene(6, 3, outputs, samples: count, seed: 4)
      #expect(try scene.scene.error(of: scene.learn()) <= 1e-11)
    }
  }

  @Test("leaves a cone of four units no question that its faces answer")
  func fourUnits() throws {
    let inputs: [[Double]] = [[0, 0], [2, 2], [-1, 1], [-2, -1], [0, -2]]
    let labels: [[Double]] = [
      [0, 0, 0, 0], [-12, 0, 12, -12], [-4, -2, -3, -4], [-10, -10, -7, 8], [-4, -4, -2, 5],
    ]
    let outcome: LearnerOutcome = try Problem(name: "", inputs: inputs, labels: labels).learn()
    #expect(outcome.refusal?.reason == .notIdentifiable, "\(outcome)")
  }
}
