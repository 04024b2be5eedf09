import DataFiles
import Foundation
import LinearAlgebra
import Networks

/// One exhaustive search, from reading the samples to the verdict.
struct ExhaustiveAttempt<Source: SampleSource> {
  let source: Source
  let options: ExhaustiveRecoveryLearner.Options
  let tolerances: ExactRecoveryTolerances
  let threads: Int
  let fault: ExhaustiveFault
  /// Labels of a higher rank are not searched.
  var largestRank: Int = .max
  /// The most comparisons of rays; some seconds.
  var workLimit: Int = 400_000_000
  let progress: @Sendable (String) -> Void

  /// Searches and judges.
  func run() throws -> LearnerOutcome {
    guard source.count > 0 else { return refuse(.insufficient, "there are no samples") }
    let study: StudySet = try StudySet(source, tolerance: tolerances.networkFit) { _, _, _ in true }
    guard study.samples.inputs.isFinite, study.samples.labels.isFinite else {
      throw DataError(
        .badData, file: source.names.inputs, problem: "a number of the samples is NaN or infinite",
        mend: "give finite numbers")
    }
    if let contradiction = study.contradiction {
      return refuse(.notRealisable, "\(contradiction); no network without biases does that")
    }
    guard study.samples.count > 0 else {
      return refuse(.insufficient, "all inputs are zero, where every network without biases gives zero")
    }
    let problem: ConeProblem
    do {
      problem = try ConeProblem(study.samples, tolerances: tolerances)
    } catch let fault as ConeProblem.Fault {
      return refusal(of: fault)
    }
    let rank: Int = problem.rank
    if let wanted = options.hiddenUnits, rank > wanted {
      return refuse(
        .notRealisable,
        "the labels have rank \(rank), more than \(wanted) hidden units can give (to within the labels' precision "
          + "\(number(tolerances.labelPrecision))); if the labels are noisy or rounded, state their precision"
      )
    }
    guard rank <= largestRank else {
      return refuse(.notFound, "labels of rank \(rank) are beyond an exhaustive search")
    }
    progress(
      "\(problem.count) samples, rank \(rank): the cone has at most \(Self.mostRays(problem)) rays; the search stops at "
        + "\(options.rayLimit)")
    var search: ConeSearch = ConeSearch(
      problem, rayLimit: options.rayLimit, faceLimit: options.faceLimit, workLimit: workLimit,
      threads: threads, fault: fault, progress: progress)
    let end: ConeSearch.End = try search.run()
    let verdict: ExhaustiveVerdict<Source> = ExhaustiveVerdict(
      attempt: self, study: study, problem: problem, search: search)
    switch end {
    case .flat: return verdict.flat()
    case .thin:
      return refuse(
        .notFound, "the labels are so nearly dependent that rounding decides whether any network fits")
    case .tooManyRays:
      return refuse(
        .notFound,
        "the cone of the hidden units has more than \(options.rayLimit) rays, or rounding hides them; exhaustive search "
          + "is for few hidden units (the labels have rank \(rank)): raise the limit, or use exact-recovery")
    case .searched: return try verdict.outcome()
    }
  }

  func refuse(_ reason: Refusal.Reason, _ detail: String) -> LearnerOutcome {
    .refused(Refusal(reason, detail))
  }

  private func refusal(of fault: ConeProblem.Fault) -> LearnerOutcome {
    switch fault {
    case .noLabels:
      return refuse(
        .notIdentifiable, "all labels are zero, as those of every network with output weights 0 are")
    case .range:
      return refuse(
        .notFound, "labels divided by the norms of their inputs leave the range of Double; rescale the data")
    case .precision(let zero):
      return refuse(
        .notFound,
        "labels or inputs are so ill-conditioned for a label precision of \(number(tolerances.labelPrecision)) that zero "
          + "cannot be told better than \(number(zero)); give labels of higher precision")
    }
  }

  /// The upper bound on the number of rays of a cone with n sides in k dimensions, for people.
  private static func mostRays(_ problem: ConeProblem) -> String {
    let (n, k): (Double, Int) = (Double(problem.count), problem.rank)
    guard k > 1 else { return "1" }
    // McMullen's upper bound theorem: C(n − ⌈(k−1)/2⌉, ⌊(k−1)/2⌋) + C(n − ⌊(k−1)/2⌋ − 1, ⌈(k−1)/2⌉ − 1).
    let (low, high): (Int, Int) = ((k - 1) / 2, k / 2)
    func binomial(_ top: Double, _ bottom: Int) -> Double {
      guard bottom > 0 else { return 1 }
      return (0..<bottom).reduce(1.0) { $0 * max(0, top - Double($1)) / Double($1 + 1) }
    }
    let bound: Double = binomial(n - Double(high), low) + binomial(n - Double(low) - 1, high - 1)
    return bound < 1e6 ? String(Int(bound.rounded())) : number(bound)
  }

  func number(_ value: Double) -> String { Self.number(value) }

  static func number(_ value: Double) -> String { String(format: "%.2g", value) }
}
