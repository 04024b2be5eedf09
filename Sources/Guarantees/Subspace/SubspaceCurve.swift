import Learners
import LinearAlgebra
import PropertyTesting
import RandomStreams
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

  /// What became of one trial.
  private struct Outcome: Sendable {
    let isFound: Bool
    let isCertified: Bool
    let missed: Double
    let refusal: String?
  }

  /// Runs the trials; an interruption leaves out the places that are not complete.
  func run(
    guarantee: String, _ learner: any SubspaceLearner, _ context: AuditContext
  ) async throws -> Curve {
    let stream: RandomStream = RandomStream(seed: context.seed).child(guarantee).child("curve").child(name)
    var points: [Curve.Point] = []
    for (index, place) in places.enumerated() {
      var outcomes: [Outcome] = []
      _ = try await CaseRunner.run(
        maximumCases: trials, workers: context.workers,
        case: { trial -> Outcome? in
          guard !context.isInterrupted() else { return nil }
          return try outcome(place.problem(stream.child(index).child(trial).word(at: 0)), learner)
        },
        consume: { _, outcome in
          guard let outcome else { return .stop }
          outcomes.append(outcome)
          return .next
        })
      guard outcomes.count == trials else { break }
      var refused: [String: Int] = [:]
      for reason in outcomes.compactMap(\.refusal) { refused[reason, default: 0] += 1 }
      points.append(
        try Curve.Point(
          x: place.x, samples: place.samples, trials: trials,
          successes: outcomes.count { $0.isFound && $0.isCertified }, right: outcomes.count(where: \.isFound),
          certified: outcomes.count(where: \.isCertified), refused: refused,
          confidence: RecoveryCurve.standardConfidence,
          metric: MetricSummary(name: "sine of the largest angle", values: outcomes.map(\.missed))))
    }
    return Curve(name: name, xLabel: xLabel, points: points)
  }

  private func outcome(_ problem: SubspaceProblem, _ learner: any SubspaceLearner) throws -> Outcome {
    let answer: SubspaceOutcome = try learner.findSubspace(
      problem.samples(0..<problem.count, threads: 1), threads: 1)
    let missed: Double = try SubspaceJudge.missed(problem, answer)
    let certified: SubspaceComparison = try SubspaceComparison(
      found: answer.basis, right: problem.teacher.significantDirections())
    return Outcome(
      isFound: missed < SubspaceJudge.largestMissed,
      isCertified: certified.missed < SubspaceJudge.largestMissed,
      missed: missed, refusal: answer.dimension == 0 ? answer.reason?.rawValue ?? answer.status.rawValue : nil
    )
  }
}
