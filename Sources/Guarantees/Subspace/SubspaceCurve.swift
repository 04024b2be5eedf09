import Learners
import LinearAlgebra
import PropertyTesting
public import Teachers

/// How a learner's error depends on a quantity: at some places a fixed number of teachers, their share of successes, and the
/// middle and the worst sine of the largest angle.
public struct SubspaceCurve: Sendable {
  /// One place of the curve.
  public struct Place: Sendable {
    /// The place, in the unit of the curve's label.
    public let x: Double
    /// The number of samples of each problem.
    public let samples: Int
    /// The problem of a seed.
    public let problem: @Sendable (UInt64) throws -> SubspaceProblem
  }

  /// A name that is unique within the guarantee, fit for a file: lower-case letters, digits and hyphens.
  public let name: String
  /// What the places are, for people.
  public let xLabel: String
  /// The places, by growing *x*.
  public let places: [Place]
  /// The number of trials at each place.
  public let trials: Int

  /// Runs the trials; an interruption leaves out the places that are not complete.
  func run(
    guarantee: String, _ learner: any SubspaceLearner, _ context: AuditContext
  ) async throws -> Curve {
    try await CurveTrials(
      name: name, xLabel: xLabel, places: places.map { ($0.x, $0.samples) }, trials: trials,
      confidence: RecoveryCurve.standardConfidence, distanceName: "sine of the largest angle"
    ).run(guarantee: guarantee, context) { place, seed in
      try outcome(places[place].problem(seed), learner)
    }
  }

  private func outcome(_ problem: SubspaceProblem, _ learner: any SubspaceLearner) throws
    -> CurveTrials.Outcome
  {
    let answer: SubspaceOutcome = try learner.findSubspace(
      problem.samples(0..<problem.count, threads: 1), threads: 1)
    let missed: Double = try SubspaceJudge.missed(problem, answer)
    let certified: SubspaceComparison = try SubspaceComparison(
      found: answer.basis, right: problem.teacher.significantDirections())
    return CurveTrials.Outcome(
      isRight: missed < SubspaceJudge.largestMissed,
      isCertified: certified.missed < SubspaceJudge.largestMissed,
      refusal: answer.dimension == 0 ? answer.reason?.rawValue ?? answer.status.rawValue : nil,
      distance: missed)
  }
}
