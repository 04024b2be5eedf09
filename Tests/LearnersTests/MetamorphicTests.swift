import Foundation
import Learners
import LinearAlgebra
import Networks
import PropertyTesting
import RandomStreams
import Testing

/// Changes of a problem whose effect on the answer is known: what is recovered must change in the same way.
@Suite("Exact recovery follows every change whose effect is known")
struct MetamorphicTests {
  /// A change of inputs X, labels A, and the teacher's V and U.
  private struct Change: Sendable, CustomTestStringConvertible {
    let name: String
    /// Whether inputs stay independent draws of a density, so that the counts of general position may be used.
    var keepsDensity: Bool = true
    let apply: @Sendable (inout Problem, RandomStream) throws -> Void
    var testDescription: String { name }
  }

  private struct Problem: Sendable {
    var inputs: Matrix
    var labels: Matrix
    var hidden: Matrix
    var output: Matrix
  }

  private static let dimension: Int = 6
  private static let hiddenUnits: Int = 3
  private static let outputs: Int = 4
  private static let samples: Int = 480
  private static let largestError: Double = 1e-11
  private static let seeds: Int = 20

  private static let changes: [Change] = [
    Change(name: "X → X O, V → V O") { problem, stream in
      let rotation: Matrix = try OrthogonalFactors(square(dimension, stream)).orthonormal()
      problem.inputs = problem.inputs * rotation
      problem.hidden = problem.hidden * rotation
    },
    Change(name: "X → X B, V → V B⁻ᵀ") { problem, stream in
      let map: Matrix = square(dimension, stream) + Matrix.identity(dimension).scaled(by: 3)
      problem.inputs = problem.inputs * map
      // (V B⁻ᵀ)ᵀ solves B y = Vᵀ.
      problem.hidden = try OrthogonalFactors(map).solve(problem.hidden.transposed).transposed
    },
    Change(name: "A → A M, U → Mᵀ U") { problem, stream in
      let map: Matrix = square(outputs, stream) + Matrix.identity(outputs).scaled(by: 3)
      problem.labels = problem.labels * map
      problem.output = map.transposedTimes(problem.output)
    },
    Change(name: "samples in another order") { problem, stream in
      let order: [Int] = (0..<samples).map { ($0, stream.word(at: UInt64($0))) }
        .sorted { $0.1 < $1.1 }.map(\.0)
      problem.inputs = problem.inputs.selectingRows(order)
      problem.labels = problem.labels.selectingRows(order)
    },
    Change(name: "rows of X and A scaled together") { problem, stream in
      let scales: [Double] = RecoveryScene.gaussian(1, samples, stream).row(0).map { exp(2 * $0) }
      let scaling: Matrix = Matrix.diagonal(scales)
      problem.inputs = scaling * problem.inputs
      problem.labels = scaling * problem.labels
    },
    Change(name: "rows twice, and rows of zeros", keepsDensity: false) { problem, stream in
      let twice: Range<Int> = 0..<samples / 4
      let zeros: Int = 5
      problem.inputs = problem.inputs.appendingRows(of: problem.inputs.rowRange(twice))
        .appendingRows(of: Matrix(rows: zeros, columns: dimension))
      problem.labels = problem.labels.appendingRows(of: problem.labels.rowRange(twice))
        .appendingRows(of: Matrix(rows: zeros, columns: outputs))
    },
    Change(name: "(X, A) → 10⁶ (X, A)") { problem, _ in
      problem.inputs = problem.inputs.scaled(by: 1e6)
      problem.labels = problem.labels.scaled(by: 1e6)
    },
    Change(name: "A → 10⁻⁹ A") { problem, _ in
      problem.labels = problem.labels.scaled(by: 1e-9)
      problem.output = problem.output.scaled(by: 1e-9)
    },
  ]

  private static func square(_ size: Int, _ stream: RandomStream) -> Matrix {
    RecoveryScene.gaussian(size, size, stream.child("map"))
  }

  /// The change of a problem that a seed fixes.
  private static func changed(_ change: Change, seed: Int) throws -> Problem {
    let scene: RecoveryScene = RecoveryScene(
      dimension, hiddenUnits, outputs, samples: samples, seed: UInt64(seed))
    var problem: Problem = Problem(
      inputs: scene.inputs, labels: try scene.labels, hidden: scene.hidden, output: scene.output)
    try change.apply(&problem, RandomStream(seed: UInt64(seed)).child(change.name))
    return problem
  }

  /// The error of what is recovered from the changed problem; infinite where it is refused.
  private static func error(
    of problem: Problem, keepsDensity: Bool, learn: (Matrix, Matrix, Bool) throws -> LearnerOutcome
  ) throws -> Double {
    guard case .recovered(let recovery) = try learn(problem.inputs, problem.labels, keepsDensity) else {
      return .infinity
    }
    return NeuronMatching.relativeError(
      of: recovery.student, against: try Network(hidden: problem.hidden, output: problem.output))
  }

  @Test("for twenty teachers each", arguments: changes)
  private func followed(_ change: Change) async throws {
    try await check(
      change.name, .integer(in: 0...Self.seeds - 1), settings: .with { $0.cases = Self.seeds }
    ) { seed -> Bool in
      let error: Double = try Self.error(
        of: Self.changed(change, seed: seed), keepsDensity: change.keepsDensity
      ) { inputs, labels, density in
        try RecoveryScene.learn(inputs, labels) { $0.inputsHaveDensity = density }
      }
      return error <= Self.largestError
    }
  }

  @Test("and a learner that favours an axis, a scale or an order is caught by one of them")
  func mutants() throws {
    let mutants: [(name: String, learn: (Matrix, Matrix, Bool) throws -> LearnerOutcome)] = [
      (
        "takes the first coordinate of each row for positive",
        { try Self.tampered($0, $1, $2) { hidden in hidden[0, 0] = hidden[0, 0].magnitude } }
      ),
      (
        "gives weights of the scale of an input of size 1",
        { try Self.tampered($0, $1.scaled(by: 1 / $1.maximumMagnitude), $2) { _ in } }
      ),
    ]
    for mutant in mutants {
      let worst: Double = try Self.changes.reduce(0) { worst, change in
        try (0..<4).reduce(worst) { worst, seed in
          max(
            worst,
            try Self.error(
              of: Self.changed(change, seed: seed), keepsDensity: change.keepsDensity, learn: mutant.learn))
        }
      }
      #expect(worst > 0.1, "\(mutant.name)")
    }
  }

  private static func tampered(
    _ inputs: Matrix, _ labels: Matrix, _ density: Bool, _ tamper: (inout Matrix) -> Void
  ) throws -> LearnerOutcome {
    let outcome: LearnerOutcome = try RecoveryScene.learn(inputs, labels) { $0.inputsHaveDensity = density }
    guard let recovery = outcome.recovery else { return outcome }
    var hidden: Matrix = recovery.student.layers[0].weights
    tamper(&hidden)
    return .recovered(
      Recovery(
        student: try Network(hidden: hidden, output: recovery.student.layers[1].weights),
        certificate: recovery.certificate, residual: recovery.residual))
  }
}
