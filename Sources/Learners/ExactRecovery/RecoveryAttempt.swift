import DataFiles
import Foundation
import LinearAlgebra
import Networks
import RandomStreams

/// One attempt at exact recovery, from the samples that its plan lets it see.
struct RecoveryAttempt<Source: SampleSource> {
  let source: Source
  let plan: StudyPlan
  let options: ExactRecoveryLearner.Options
  let tolerances: ExactRecoveryTolerances
  let faults: Set<RecoveryFault>
  /// Whether a network that fits to half the digits is all that is asked for.
  let givesHints: Bool
  let threads: Int
  let history: SearchHistory
  let progress: @Sendable (String) -> Void

  /// Runs the attempt and adds what was found to the history; nothing where the plan has no samples to hold back.
  func run(_ nextHistory: inout SearchHistory) throws -> LearnerOutcome? {
    guard let isStudied = try plan.selector(for: source) else { return nil }
    let study: StudySet = try StudySet(source, tolerance: tolerances.networkFit, where: isStudied)
    if let contradiction = study.contradiction {
      return refuse(.notRealisable, "\(contradiction); no network without biases does that")
    }
    guard study.samples.count > 0 else {
      return refuse(.insufficient, "all inputs that were studied are zero")
    }
    let problem: RecoveryProblem = try RecoveryProblem(
      study.samples, tolerances: tolerances, faults: faults)
    let rank: Int = problem.space.rank
    guard rank > 0 else {
      guard plan.seesEverything else { return refuse(.notFound, "all labels that were studied are zero") }
      return refuse(
        .notIdentifiable,
        "all labels are zero (the label matrix has rank 0), as every network gives them that is active on none of "
          + "the samples; give labels of a network that is active somewhere")
    }
    if let wanted = options.hiddenUnits, rank > wanted {
      return refuse(
        .notRealisable,
        "the labels have rank \(rank), more than \(wanted) hidden units can give; "
          + "if the labels are noisy or rounded, state their precision")
    }
    if plan.seesEverything, let fewest = fewestSamples(rank: rank), problem.count < fewest,
      !faults.contains(.uncertified)
    {
      return refuse(
        .insufficient,
        "\(problem.count) samples cannot single out \(rank) neurons in \(problem.dimension) dimensions; "
          + "give at least \(fewest)")
    }
    if let spanning = try spanningFault(study.samples.inputs) { return refuse(.notIdentifiable, spanning) }

    var search: NeuronSearch = NeuronSearch(
      problem: problem, route: options.route,
      stream: RandomStream(seed: options.seed).child("exact-recovery"), history: history, threads: threads,
      progress: progress)
    try search.run()
    nextHistory.add(search)
    let effort: SearchEffort = SearchEffort(
      samplesStudied: problem.count, starts: search.starts, startsOnNeurons: search.startsOnNeurons,
      rejectedDirections: search.rejectedDirections)
    guard search.isComplete else { return refuse(.notFound, notFoundDetail(search), effort: effort) }
    let (hidden, output): (Matrix, Matrix) = try layers(of: search.neurons, in: problem)
    return try judge(hidden, output, problem: problem, study: study, effort: effort)
  }

  /// Whether samples held back could certify what all of them could not, of inputs that have a density: a network with
  /// more neurons than dimensions.
  func couldHoldBack(after outcome: LearnerOutcome) -> Bool {
    guard case .refused(let refusal) = outcome, refusal.reason == .insufficient,
      let candidate = refusal.candidate?.layers.first?.weights
    else { return false }
    return !hasFullRowRank(candidate)
  }

  private func refuse(
    _ reason: Refusal.Reason, _ detail: String, effort: SearchEffort? = nil
  ) -> LearnerOutcome {
    .refused(Refusal(reason, detail, effort: effort))
  }

  /// The number of samples without which no certificate can come out; `nil` for a single neuron.
  ///
  /// Three patterns tell two neurons apart, and the most frequent of them does not count as evidence.
  private func fewestSamples(rank: Int) -> Int? {
    guard rank > 1 else { return nil }
    let evidence: Int = (3 * PatternEvidence.pairsNeeded(source.inputsDimension) + 1) / 2
    return min(evidence, rank * source.inputsDimension)
  }

  private func spanningFault(_ inputs: Matrix) throws -> String? {
    let dimension: Int = inputs.columns
    guard inputs.rows >= dimension,
      try OrthogonalFactors(inputs).conditionNumberIsBelow(1 / tolerances.spanning)
    else {
      return
        "the inputs studied do not span their \(dimension) dimensions, so some directions have no effect; "
        + "give more samples or remove dependent inputs"
    }
    return nil
  }

  private func notFoundDetail(_ search: NeuronSearch) -> String {
    let rank: Int = search.problem.space.rank
    var detail: String =
      "\(search.neurons.count) of \(rank) neurons found from \(search.starts) starting points"
    if rank == source.outputsDimension {
      detail +=
        "; the labels have full rank \(rank), as noise, biases, another activation or more hidden units than "
        + "outputs would give them"
    }
    return detail + "; give more samples, or labels of higher precision"
  }

  /// Both layers in normal form, neurons ordered by the size of their output weights.
  private func layers(of neurons: [Neuron], in problem: RecoveryProblem) throws -> (Matrix, Matrix) {
    var hidden: Matrix = try Matrix(neurons.map(\.direction))
    let units: Matrix = problem.inputs.timesTransposed(hidden).mapElements { max(0, $0) }
    var output: Matrix = try OrthogonalFactors(units).solve(problem.labels).transposed
    let error: Double = (problem.labels - units.timesTransposed(output)).maximumMagnitude
    if !givesHints,
      error > tolerances.refinement * problem.labels.maximumMagnitude
        || problem.space.amplification > tolerances.refinementAmplification
    {
      var refinement: JointRefinement = JointRefinement(
        hidden: hidden, output: output, inputs: problem.inputs, labels: problem.labels,
        threads: threads)
      try refinement.run()
      (hidden, output) = (refinement.hidden, refinement.output)
    }
    let sizes: [Double] = (0..<hidden.rows).map { output.column($0).euclideanNorm }
    let order: [Int] = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    return (hidden.selectingRows(order), output.selectingColumns(order))
  }

  private func judge(
    _ hidden: Matrix, _ output: Matrix, problem: RecoveryProblem, study: StudySet, effort: SearchEffort
  ) throws -> LearnerOutcome {
    let scan: SampleScan = try SampleScan(
      source, hidden: hidden, output: output, study: study, tolerances: tolerances,
      threads: threads, countsStudied: faults.contains(.studiedAsHeldOut))
    let scale: Double = study.labelScale / study.inputScale
    guard let student = try? Network(hidden: hidden, output: output.scaled(by: scale)) else {
      return refuse(
        .notFound, "the output weights exceed the range of Double; rescale the data", effort: effort)
    }
    func refuseCandidate(_ reason: Refusal.Reason, _ detail: String) -> LearnerOutcome {
      .refused(
        Refusal(reason, detail, candidate: student, residual: scan.residual, effort: effort))
    }
    guard scan.residual <= tolerances.networkFit else {
      return refuseCandidate(
        .notFound,
        "the network that fits the samples studied misses sample \(scan.worstSample) by "
          + "\(String(format: "%.2g", scan.residual)) of the largest label; correct that sample, or give more"
      )
    }
    guard !givesHints else {
      return refuseCandidate(.insufficient, "the network that fits was not certified")
    }
    let mustBeUnique: Bool = !faults.contains(.uncertified)
    if let wanted = options.hiddenUnits, problem.space.rank < wanted, mustBeUnique {
      return refuseCandidate(
        .notIdentifiable,
        "\(problem.space.rank) hidden units fit as well as \(wanted), so the larger network is not determined "
          + "(parallel neurons, one without effect, or output weights without full column rank)")
    }
    guard scan.residual <= tolerances.certifiedFit else {
      return refuseCandidate(
        .insufficient,
        "a network with \(problem.space.rank) hidden units fits to \(String(format: "%.2g", scan.residual)) of the "
          + "largest label, less closely than labels of precision "
          + "\(String(format: "%.2g", tolerances.labelPrecision)) allow: a neuron too small to recover, or a wrong "
          + "label (sample \(scan.worstSample) is the worst); correct it, or state the labels' precision")
    }
    return try certify(
      student, scan: scan, hidden: hidden, output: output, problem: problem, study: study, effort: effort,
      refuse: refuseCandidate)
  }

  private func certify(
    _ student: Network, scan: SampleScan, hidden: Matrix, output: Matrix, problem: RecoveryProblem,
    study: StudySet, effort: SearchEffort, refuse: (Refusal.Reason, String) -> LearnerOutcome
  ) throws -> LearnerOutcome {
    let dimension: Int = problem.dimension
    let evidence: PatternEvidence = PatternEvidence(
      activity: activity(
        of: hidden, in: problem,
        rows: study.isFirstOfItsKind.map { $0 || faults.contains(.copiesAsEvidence) }))
    let isVaried: Bool = evidence.suffices(dimension: dimension)
    let kind: UniquenessCertificate.Kind
    if scan.hasPurePatterns {
      kind = .purePatterns
    } else if isVaried, options.inputsHaveDensity, hasFullRowRank(hidden) {
      kind = .generalPosition
    } else if isVaried, scan.heldOutSamples >= HeldOutRows.fewest {
      kind = .heldOut
    } else if faults.contains(.uncertified) {
      kind = .heldOut
    } else {
      return refuse(.insufficient, insufficientDetail(evidence, dimension: dimension, isVaried: isVaried))
    }
    let sizes: [Double] = (0..<hidden.rows).map { output.column($0).euclideanNorm }
    let rho: Double = (sizes.min() ?? 1) / (sizes.max() ?? 1)
    let triplesNeeded: Int = PatternEvidence.triplesNeeded(dimension, neurons: hidden.rows)
    let certificate: UniquenessCertificate = UniquenessCertificate(
      kind: kind, hiddenUnits: hidden.rows, amplification: problem.space.amplification,
      parameterErrorBound: tolerances.parameterError(
        smallestWeightFraction: rho, residual: scan.residual,
        inputCondition: try inputCondition(hidden, problem)),
      pairEvidence: evidence.pairs, pairEvidenceNeeded: PatternEvidence.pairsNeeded(dimension),
      tripleEvidence: evidence.triples, tripleEvidenceNeeded: evidence.triples.map { _ in triplesNeeded },
      heldOutSamples: scan.heldOutSamples,
      disagreementMassBound: scan.heldOutSamples > 0
        ? min(1, -log(ExactRecoveryTolerances.heldOutDoubt) / Double(scan.heldOutSamples)) : nil)
    return .recovered(
      Recovery(student: student, certificate: certificate, residual: scan.residual, effort: effort))
  }

  /// For each neuron whether it is active, on distinct samples that no neuron's hyperplane comes close to.
  private func activity(of hidden: Matrix, in problem: RecoveryProblem, rows: [Bool]) -> [[Bool]] {
    let band: Double = ExactRecoveryTolerances.finestBand
    let margins: [[Double]] = (0..<hidden.rows).map { problem.margins(of: hidden.row($0)) }
    let clear: [Int] = rows.indices.filter { row in
      rows[row] && margins.allSatisfy { $0[row].magnitude > band }
    }
    return margins.map { values in clear.map { values[$0] > 0 } }
  }

  /// The largest condition number of the samples that activate a neuron.
  private func inputCondition(_ hidden: Matrix, _ problem: RecoveryProblem) throws -> Double {
    try (0..<hidden.rows).reduce(1) { largest, neuron in
      let margins: [Double] = problem.margins(of: hidden.row(neuron))
      let active: Matrix = problem.inputs.selectingRows(margins.indices.filter { margins[$0] > 0 })
      guard active.rows >= active.columns else { return 1 / tolerances.spanning }
      return max(largest, min(1 / tolerances.spanning, try OrthogonalFactors(active).conditionNumber()))
    }
  }

  private func hasFullRowRank(_ hidden: Matrix) -> Bool {
    guard hidden.rows <= hidden.columns, let values = try? SingularValues(hidden).values,
      let largest = values.first, let smallest = values.last
    else { return false }
    return smallest > tolerances.spanning * largest
  }

  private func insufficientDetail(_ evidence: PatternEvidence, dimension: Int, isVaried: Bool) -> String {
    guard !isVaried else {
      return
        "a network fits, but no \(HeldOutRows.fewest) fresh samples are left to check it; give more "
        + "samples, or declare that the inputs were drawn from a density"
    }
    var detail: String =
      "a network fits, but \(evidence.pairs) samples tell its closest neurons apart where "
      + "\(PatternEvidence.pairsNeeded(dimension)) are needed"
    if let triples = evidence.triples {
      detail += ", and \(triples) its closest three"
    }
    return detail + "; give more samples"
  }
}
