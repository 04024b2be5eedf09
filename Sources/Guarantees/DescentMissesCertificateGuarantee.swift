public import Hardness
public import Learners

/// Gradient descent does not find the networks of planted solutions, where they are hard to find, and does where they
/// are easy.
///
/// On random instances with a planted solution, whose network has exactly the least loss, restarts of gradient descent
/// from random starts do not reach that loss at the sizes of the claims, with the ReLU itself (*plain*) and with softplus
/// of growing sharpness (*anneal*). On trees, and on instances of six vertices, annealed restarts do. Plain descent
/// fails first because of dead units (a sample on which no unit is active has no gradient) and not because of NP-hardness;
/// so the annealed claims say more, and those of large sizes say the most.
///
/// The share of restarts says what a user's many restarts would come to: at two in a hundred, 64 of them do reach the
/// certificate more often than not. A measured statement about one descent, Adam of 3000 steps, and not a theorem; the trials of a cell are single
/// restarts, each on an instance of its own.
public struct DescentMissesCertificateGuarantee: Guarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "gradient-descent-misses-certificate"
  /// The guarantee in one line.
  public static let title: String =
    "a restart of gradient descent seldom reaches a planted network of least loss, and some of 24 do on easy instances"
  /// The paper and theorem.
  public static let source: String =
    "measured with Adam (arXiv:1412.6980); hardness: \(SetCoverToReLU.summary.source.description)"

  /// A descent: the true loss that it ends with on an instance.
  public typealias Descent =
    @Sendable (_ instance: PlantedInstance, _ options: GradientDescent.Options) throws
    -> Double

  private let descent: Descent

  /// The guarantee of the product's own descent.
  public init() {
    self.init { try $0.descend($1) }
  }

  /// The same claims of another descent.
  public init(descent: @escaping Descent) { self.descent = descent }

  /// One claim for each kind of instance, size and variant.
  public func claimCount(_ profile: AuditProfile) -> Int { DescentCell.all(profile).count }

  /// Runs the trials.
  public func check(_ context: AuditContext) async throws -> GuaranteeResult {
    let start: ContinuousClock.Instant = ContinuousClock.now
    let cells: [DescentCell] = DescentCell.all(context.profile)
    var results: [ClaimResult] = []
    for (index, cell) in cells.enumerated() {
      let trials: DescentTrials = DescentTrials(cell: cell, descent: descent, seed: context.seed)
      let runner: ClaimRunner = ClaimRunner(
        guarantee: Self.identifier,
        claim: Claim(
          name: cell.name, statement: cell.statement, tolerance: cell.tolerance(context.profile),
          confidence: 1 - context.profile.doubt / Double(cells.count)),
        index: index, count: cells.count,
        metricName: cell.reduction == "set-cover" ? "loss over the optimum" : "loss at the end",
        context: context)
      results.append(
        try await runner.run(
          trial: { try trials.run(trial: $0) },
          minimise: { trial, _ in try trials.counterexample(trial: trial) }))
    }
    return GuaranteeResult(
      identifier: Self.identifier, title: Self.title, source: Self.source,
      subject: GradientDescentLearner.identifier, claims: results, timing: Timing(since: start))
  }
}

/// A yes instance with the network of its planted solution.
public struct PlantedInstance: Sendable {
  /// The training set.
  public let instance: TrainingInstance
  /// The network of the planted solution, whose loss is the threshold.
  public let certificate: CertificateNetwork

  /// The true loss that the product's own descent ends with.
  ///
  /// - Throws: `DataError` where every restart overflowed.
  public func descend(_ options: GradientDescent.Options) throws -> Double {
    let samples: DescentSamples = DescentSamples(instance)
    return try GradientDescent(options).fit(
      inputs: samples.inputs, labels: samples.labels, weights: samples.weights, units: instance.units,
      threads: 1
    ).loss
  }
}
