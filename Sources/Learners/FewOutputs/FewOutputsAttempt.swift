import Foundation
import LinearAlgebra
import Networks
import RandomStreams

/// One attempt at recovery from few outputs, from the samples that its plan lets it see.
struct FewOutputsAttempt<Source: SampleSource> {
  let source: Source
  let plan: FewOutputsPlan
  let options: FewOutputsLearner.Options
  let threads: Int
  let progress: @Sendable (String) -> Void
  private let tolerances: ExactRecoveryTolerances
  private let judgement: FewOutputsJudgement<Source>
  private let study: StudySet

  /// Starts for each smaller number of hidden units, once the number that was asked for has failed.
  private static var startsForSmaller: Int { 6 }

  init(
    source: Source, plan: FewOutputsPlan, options: FewOutputsLearner.Options, certifiesEveryFit: Bool,
    threads: Int, progress: @escaping @Sendable (String) -> Void
  ) throws {
    let tolerances: ExactRecoveryTolerances = ExactRecoveryTolerances(labelPrecision: options.labelPrecision)
    let study: StudySet = try StudySet(source, tolerance: tolerances.networkFit, where: plan.isStudied)
    self.source = source
    self.plan = plan
    self.options = options
    self.threads = threads
    self.progress = progress
    self.tolerances = tolerances
    self.study = study
    self.judgement = FewOutputsJudgement(
      source: source, study: study, hiddenUnitsWereGiven: options.hiddenUnits != nil,
      certifiesEveryFit: certifiesEveryFit, tolerances: tolerances, threads: threads)
  }

  /// Runs the attempt, and says whether its outcome is final or another plan may do better.
  func run() throws -> (outcome: LearnerOutcome, isFinal: Bool) {
    if let contradiction = study.contradiction {
      return refuse(.notRealisable, "\(contradiction); no network without biases does that")
    }
    if let tooFew = tooFewSamples(for: options.hiddenUnits ?? 1) { return refuse(.insufficient, tooFew) }
    guard let problem = try FewOutputsProblem(study.samples, tolerances: tolerances) else {
      return refuse(
        .notIdentifiable,
        "the inputs studied do not span their \(source.inputsDimension) dimensions, so some directions have no effect; "
          + "give more samples or remove dependent inputs")
    }
    if problem.linearMisfit() <= max(FewOutputsTolerances.linearLabels, 100 * tolerances.labelPrecision) {
      return try refuseLinear()
    }
    guard let wanted = options.hiddenUnits else { return try runUpward(problem) }
    let search: FewOutputsSearch = try search(problem, hiddenUnits: wanted, starts: options.starts)
    if search.found != nil { return try judgement.judge(search, problem, isLast: plan.isLast) }
    if let smaller = try smallerNetwork(problem, below: wanted) { return (.refused(smaller), true) }
    if let open = search.open { return refuseOpen(open, problem, search) }
    return refuse(.notFound, notFoundDetail("\(wanted)", search), effort: effort(search, problem))
  }

  /// Tries 1, 2, … hidden units.
  private func runUpward(_ problem: FewOutputsProblem) throws -> (LearnerOutcome, Bool) {
    for hiddenUnits in 1...FewOutputsLearner.largestHiddenUnitsTried {
      if let tooFew = tooFewSamples(for: hiddenUnits) {
        return refuse(
          .insufficient, "no network with up to \(hiddenUnits - 1) hidden units was found, and \(tooFew)")
      }
      let search: FewOutputsSearch = try search(problem, hiddenUnits: hiddenUnits, starts: options.starts)
      if search.found != nil { return try judgement.judge(search, problem, isLast: plan.isLast) }
      if let open = search.open { return refuseOpen(open, problem, search) }
      if hiddenUnits == FewOutputsLearner.largestHiddenUnitsTried {
        return refuse(
          .notFound, notFoundDetail("1 to \(hiddenUnits)", search), effort: effort(search, problem))
      }
    }
    return refuse(.notFound, "no number of hidden units was tried")
  }

  private func search(
    _ problem: FewOutputsProblem, hiddenUnits: Int, starts: Int
  ) throws -> FewOutputsSearch {
    try FewOutputsSearch(
      problem, hiddenUnits: hiddenUnits, starts: starts,
      stream: RandomStream(seed: options.seed).child("fpt-recovery").child(hiddenUnits),
      tolerances: tolerances, threads: threads, progress: progress)
  }

  private func refuse(
    _ reason: Refusal.Reason, _ detail: String, effort: SearchEffort? = nil
  ) -> (outcome: LearnerOutcome, isFinal: Bool) {
    (.refused(Refusal(reason, detail, effort: effort)), true)
  }

  /// Why there are too few samples for a number of hidden units, where there are.
  private func tooFewSamples(for hiddenUnits: Int) -> String? {
    let unknowns: Int = hiddenUnits * source.inputsDimension
    let fewest: Int = Int((FewOutputsTolerances.fewestSamplesPerUnknown * Double(unknowns)).rounded(.up))
    guard study.fingerprints.count < fewest else { return nil }
    return
      "\(study.fingerprints.count) distinct samples besides those kept to check the answer cannot determine "
      + "\(hiddenUnits) hidden units in \(source.inputsDimension) dimensions; \(fewest) are the least, and "
      + "\(3 * unknowns) are often enough"
  }

  private func effort(_ search: FewOutputsSearch, _ problem: FewOutputsProblem) -> SearchEffort {
    SearchEffort(
      samplesStudied: problem.count, starts: search.starts, startsOnNeurons: search.startsThatFit,
      rejectedDirections: search.rejected)
  }

  /// The refusal where fewer hidden units than asked for do as well.
  private func smallerNetwork(_ problem: FewOutputsProblem, below wanted: Int) throws -> Refusal? {
    for hiddenUnits in 1..<max(1, wanted) {
      let search: FewOutputsSearch = try search(
        problem, hiddenUnits: hiddenUnits, starts: min(options.starts, Self.startsForSmaller))
      guard search.found != nil, let fit = try judgement.fit(search, problem),
        fit.scan.residual <= tolerances.certifiedFit * fit.cancellation
      else { continue }
      return Refusal(
        .notIdentifiable,
        "\(hiddenUnits) hidden units fit as well as \(wanted), so the larger network is not determined (parallel "
          + "neurons, or one without effect)",
        candidate: fit.student, residual: fit.scan.residual, effort: effort(search, problem))
    }
    return nil
  }

  private func refuseOpen(
    _ network: NetworkPoint, _ problem: FewOutputsProblem, _ search: FewOutputsSearch
  ) -> (outcome: LearnerOutcome, isFinal: Bool) {
    let reason: String? =
      NetworkAmbiguity(
        hidden: network.hidden, output: network.output, parallel: FewOutputsTolerances.nearlyParallel
      ).reason
    let effort: SearchEffort = effort(search, problem)
    if let reason { return refuse(.notIdentifiable, "a network fits, but \(reason)", effort: effort) }
    return refuse(
      .insufficient,
      "a network with \(network.hidden.rows) hidden units fits, but the samples on which its neurons differ leave some of "
        + "its parameters open; give more samples",
      effort: effort)
  }

  private func notFoundDetail(_ units: String, _ search: FewOutputsSearch) -> String {
    let loss: String = String(format: "%.1g", search.leastLoss)
    return
      "no network with \(units) hidden units found from \(search.starts) starts (least squared loss \(loss) of the labels'); "
      + "noise, biases, another activation or more hidden units look like this; give another number of hidden units, more "
      + "starts, or more samples"
  }

  /// The refusal where no kink shows among the samples studied, if none shows among the others.
  private func refuseLinear() throws -> (LearnerOutcome, Bool) {
    let coefficients: Matrix = try OrthogonalFactors(study.samples.inputs).solve(study.samples.labels)
    var largestError: Double = 0
    for block in source.blocks() {
      let read: Samples = try source.samples(block)
      let inputs: Matrix = read.inputs.mapElements { $0 / study.inputScale }
      let labels: Matrix = read.labels.mapElements { $0 / study.labelScale }
      largestError = max(largestError, (labels - inputs * coefficients).maximumMagnitude)
    }
    let isZero: Bool = study.samples.labels.maximumMagnitude == 0
    let what: String = isZero ? "all zero" : "a linear function of the inputs"
    guard largestError <= tolerances.networkFit else {
      return refuse(
        .insufficient, "the labels that were studied are \(what), and only others are not; give more samples")
    }
    return refuse(
      .notIdentifiable,
      "the labels are \(what), so that no kink shows where a neuron begins"
        + (isZero ? "" : ": two neurons that cancel look like this, or inputs that leave every neuron active")
    )
  }
}
