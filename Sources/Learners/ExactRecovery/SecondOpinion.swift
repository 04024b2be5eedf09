import Networks

/// Asks of a search that found nothing whether it failed because several networks fit.
///
/// Units with one activity pattern can be mixed, so no single one is singled out for a search to find: labels that are
/// linear in the inputs, or two neurons that are active on the same samples. The exhaustive search sees that from the
/// faces of its cone, and what it proves replaces the failure; what it does not prove changes nothing.
struct SecondOpinion {
  private static let mostSamples: Int = 20_000
  private static let largestRank: Int = 8
  private static let rayLimit: Int = 200
  private static let faceLimit: Int = 500
  private static let workLimit: Int = 5_000_000

  let options: ExactRecoveryLearner.Options
  let threads: Int

  /// The first outcome, or a proof that several networks fit.
  ///
  /// - Throws: `DataError` where the samples cannot be read.
  func outcome(_ first: LearnerOutcome, on samples: some SampleSource) throws -> LearnerOutcome {
    guard case .refused(let refusal) = first, refusal.reason == .notFound, samples.count <= Self.mostSamples
    else { return first }
    var limits: ExhaustiveRecoveryLearner.Options = ExhaustiveRecoveryLearner.Options()
    limits.hiddenUnits = options.hiddenUnits
    limits.labelPrecision = options.labelPrecision
    limits.rayLimit = Self.rayLimit
    limits.faceLimit = Self.faceLimit
    let attempt: ExhaustiveAttempt = ExhaustiveAttempt(
      source: samples, options: limits,
      tolerances: ExactRecoveryTolerances(labelPrecision: options.labelPrecision), threads: threads,
      fault: .none, largestRank: Self.largestRank, workLimit: Self.workLimit, progress: { _ in })
    // The first outcome stands where the second search breaks down.
    guard case .refused(let second)? = try? attempt.run(), second.reason == .notIdentifiable else {
      return first
    }
    return .refused(
      Refusal(
        .notIdentifiable, second.detail, candidate: second.candidate, residual: second.residual,
        effort: refusal.effort))
  }
}
