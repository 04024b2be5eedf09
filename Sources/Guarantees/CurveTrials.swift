import PropertyTesting
import RandomStreams

/// The trials behind a curve: at some places a fixed number of problems, and what became of each.
struct CurveTrials: Sendable {
  /// What became of one trial.
  struct Outcome: Sendable {
    var isRight: Bool = false
    var isCertified: Bool = false
    var refusal: String?
    /// How far the answer is off, where the curve shows it.
    var distance: Double?
  }

  let name: String
  let xLabel: String
  /// The places by growing *x*, and the number of samples of each problem there.
  let places: [(x: Double, samples: Int)]
  let trials: Int
  let confidence: Double
  /// What ``Outcome/distance`` is; nil where none is measured.
  var distanceName: String?

  /// Runs the trials; an interruption leaves out the places that are not complete.
  ///
  /// - Parameters:
  ///   - guarantee: the guarantee's name, from which with the curve's name all random numbers come.
  ///   - outcome: what becomes of the problem of a place and a seed.
  /// - Throws: what `outcome` throws.
  func run(
    guarantee: String, _ context: AuditContext,
    outcome: @escaping @Sendable (_ place: Int, _ seed: UInt64) throws -> Outcome
  ) async throws -> Curve {
    let stream: RandomStream = RandomStream(seed: context.seed).child(guarantee).child("curve").child(name)
    var points: [Curve.Point] = []
    for (index, place) in places.enumerated() {
      var outcomes: [Outcome] = []
      _ = try await CaseRunner.run(
        maximumCases: trials, workers: context.workers,
        case: { trial -> Outcome? in
          guard !context.isInterrupted() else { return nil }
          return try outcome(index, stream.child(index).child(trial).word(at: 0))
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
          successes: outcomes.count { $0.isRight && $0.isCertified }, right: outcomes.count(where: \.isRight),
          certified: outcomes.count(where: \.isCertified), refused: refused, confidence: confidence,
          metric: distanceName.flatMap { MetricSummary(name: $0, values: outcomes.compactMap(\.distance)) }))
    }
    return Curve(name: name, xLabel: xLabel, points: points)
  }
}
