import Foundation
import Guarantees
import Learners
import LinearAlgebra
import Networks
import PropertyTesting
import Teachers

/// Recovers exactly, and then disturbs every output weight by a power of the number of samples.
///
/// The disturbance is a function of the samples, so that it is the same when it is measured again.
struct DisturbingLearner: Learner {
  static let identifier: String = "disturbing"
  static let summary: String = "exact recovery with an error that falls with the number of samples"
  static let source: String = "a mutant"

  /// The error behaves like n^exponent.
  let exponent: Double
  /// Refuses where there are fewer samples than this.
  var fewestSamples: Int = 0

  func study(_ samples: some SampleSource, threads: Int) throws -> LearnerOutcome {
    guard samples.count >= fewestSamples else { return .refused(Refusal(.insufficient, "too few")) }
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.inputsHaveDensity = true
    let outcome: LearnerOutcome = try ExactRecoveryLearner(options).study(samples, threads: threads)
    guard case .recovered(let recovery) = outcome else { return outcome }
    // Anything that scatters from problem to problem, and from one number of samples to another.
    let last: Double = try samples.samples(samples.count - 1..<samples.count).inputs[0, 0]
    let scatter: Double = exp(0.05 * sin(1000 * last))
    let error: Double = 0.1 * scatter * pow(Double(samples.count), exponent)
    return forged(
      try Network(
        hidden: recovery.student.layers[0].weights,
        output: recovery.student.layers[1].weights.scaled(by: 1 + error)))
  }
}

/// Claims about how an error falls with the number of samples, in one place, as an author outside would write them.
struct RateGuarantee: RecoveryGuarantee {
  static let identifier: String = "test-rate"
  static let title: String = "the error falls like 1/√n"
  static let source: String = "nobody"
  static let sizes: [Double] = [64, 128, 256, 512]

  var learner: any Learner = DisturbingLearner(exponent: -0.5)

  init() {}
  init(_ learner: any Learner) { self.learner = learner }

  static let problems: RecoveryProblems = RecoveryProblems(
    "two by two",
    .build { draw in
      let seed: UInt64 = try draw("seed", .integer())
      return try Problem(
        family: GaussianTeachers.self,
        size: TeacherSize(inputsDimension: 3, hidden: 2, outputs: 2, conditionNumber: 3),
        samples: Int(sizes.max() ?? 1), seed: seed)
    })

  func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    [
      claim("rate", "slope of log error on log n", .slope(-0.6...(-0.4), against: Self.sizes)) { points in
        .points(points)
      },
      claim("median", "error at n = 512", .quantile(0.5, .atMost(0.01))) { points in
        points.last.map { .value($0) } ?? .nothing("no point")
      },
      claim("mean", "error at n = 64", .mean(.atMost(0.05), in: 0...1, indifference: 0.05)) { points in
        points.first.map { .value(min(1, $0)) } ?? .nothing("no point")
      },
    ]
  }

  private func claim(
    _ name: String, _ quantity: String, _ kind: MeasuredQuantity.Kind,
    _ measurement: @escaping @Sendable ([Double]) -> TrialMeasurement
  ) -> RecoveryClaim {
    RecoveryClaim(
      name: name, statement: "the error is as small as that",
      quantity: MeasuredQuantity(quantity, kind), problems: Self.problems, learner: learner
    ) { problem, learner in
      let problems: [Problem] = try Self.sizes.map { size in
        try Problem(
          teacher: problem.teacher, family: problem.family, samples: Int(size), seed: problem.seed)
      }
      let all: TrialMeasurement = try .distances(of: learner, on: problems)
      guard case .points(let points) = all else { return all }
      return measurement(points)
    }
  }
}
