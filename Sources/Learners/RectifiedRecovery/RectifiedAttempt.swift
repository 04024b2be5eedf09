import DataFiles
import Foundation
import LinearAlgebra
import Networks
import RandomStreams

/// One attempt at recovery with rectified activations, from the samples that its plan lets it see.
struct RectifiedAttempt<Source: SampleSource> {
  let source: Source
  let plan: StudyPlan
  /// The activations to try; one where the caller states it.
  let activations: [Activation]
  let options: RectifiedRecoveryLearner.Options
  let tolerances: ExactRecoveryTolerances
  let threads: Int
  let fault: RectifiedFault?
  let progress: @Sendable (String) -> Void

  /// Runs the attempt; nothing where the plan has no samples to hold back.
  ///
  /// - Parameter failures: how many attempts so far found no unit at all.
  func run(_ failures: inout Int) throws -> LearnerOutcome? {
    guard let isStudied = try plan.selector(for: source) else { return nil }
    let study: StudySet = try StudySet(source, tolerance: tolerances.networkFit, where: isStudied)
    if let contradiction = study.contradiction {
      return refuse(.notRealisable, "\(contradiction); no network without biases does that")
    }
    guard study.samples.count > 0 else {
      return refuse(.insufficient, "all inputs that were studied are zero")
    }
    let problem: RecoveryProblem = try RecoveryProblem(study.samples, tolerances: tolerances)
    if let refusal = try refusalBeforeSearch(problem) { return refusal }

    var search: RectifiedSearch = RectifiedSearch(
      units: LabelUnitSearch(
        problem: problem, stream: RandomStream(seed: options.seed).child("rectified-recovery").child("labels")
      ),
      activations: activations, failures: failures, threads: threads, fault: fault, progress: progress)
    try search.run()
    if search.isWithoutUnits { failures += 1 }
    let effort: SearchEffort = SearchEffort(
      samplesStudied: problem.count, starts: search.starts, startsOnNeurons: search.startsOnUnits,
      rejectedDirections: search.rejectedUnits)
    let candidates: [RectifiedCandidate] = try search.completeActivations.compactMap { index in
      try RectifiedCandidate(
        search.neurons[index], activation: activations[index], problem: problem, study: study, source: source,
        threads: threads)
    }
    guard !candidates.isEmpty else {
      return refuse(.notFound, notFoundDetail(search, problem), effort: effort)
    }
    let fitting: [RectifiedCandidate] = candidates.filter { $0.scan.residual <= tolerances.networkFit }
    if fitting.count > 1 {
      let names: String = fitting.map(\.activation.rawValue).joined(separator: " and ")
      return .refused(
        Refusal(
          .notIdentifiable,
          "networks of \(names) fit these samples alike; state the activation, or give samples that are more varied",
          candidate: fitting[0].student, residual: fitting[0].scan.residual, effort: effort))
    }
    return try RectifiedJudgement(
      candidate: fitting.first ?? candidates[0], problem: problem, study: study, plan: plan,
      hiddenUnits: options.hiddenUnits, effort: effort, threads: threads,
      fault: fault
    ).outcome()
  }

  private func refuse(
    _ reason: Refusal.Reason, _ detail: String, effort: SearchEffort? = nil
  ) -> LearnerOutcome {
    .refused(Refusal(reason, detail, effort: effort))
  }

  private func refusalBeforeSearch(_ problem: RecoveryProblem) throws -> LearnerOutcome? {
    let rank: Int = problem.space.rank
    let dimension: Int = problem.dimension
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
    let fewest: Int = RectifiedJudgement.fewestActive(dimension)
    if plan.seesEverything, problem.count < fewest {
      return refuse(
        .insufficient,
        "\(problem.count) samples cannot single out a neuron in \(dimension) dimensions; give at least \(fewest)"
      )
    }
    guard problem.count >= dimension,
      try OrthogonalFactors(problem.inputs).conditionNumberIsBelow(1 / tolerances.spanning)
    else {
      return refuse(
        .notIdentifiable,
        "the inputs studied do not span their \(dimension) dimensions, so some directions have no effect; "
          + "give more samples or remove dependent inputs")
    }
    return nil
  }

  private func notFoundDetail(_ search: RectifiedSearch, _ problem: RecoveryProblem) -> String {
    let rank: Int = problem.space.rank
    guard !search.isWithoutUnits else {
      return
        "no unit that is zero on part of the samples was found from \(search.starts) starting points; noise, biases, "
        + "an activation that is not zero for t ≤ 0, or fewer outputs than hidden units look like this"
    }
    let kind: String = activations.count == 1 ? activations[0].rawValue : "any one activation"
    var detail: String =
      "\(search.mostNeurons) of \(rank) neurons of \(kind) found from \(search.starts) starting points"
    if search.rejectedUnits > 0 {
      detail += "; \(search.rejectedUnits) units have the right zeros and other values"
      if activations.count == 1 { detail += ", as another activation gives them" }
    }
    return detail + "; give more samples, or labels of higher precision"
  }
}

/// A network of one activation, from the neurons that were found, and what all samples say of it.
struct RectifiedCandidate {
  let activation: Activation
  /// *v̂*, `k × d`, rows of norm 1.
  let directions: Matrix
  /// |v| of each neuron, on the scaled inputs.
  let lengths: [Double]
  /// *U*, `m × k`, on the scaled samples.
  let output: Matrix
  /// The largest condition number of the equations behind a neuron.
  let condition: Double
  /// The norm of each neuron's part of the labels at its largest.
  let sizes: [Double]
  let scan: SampleScan
  /// The network on the samples as they are.
  let student: Network

  /// Solves for the output weights; nothing where the units are dependent or a weight leaves the range of `Double`.
  init?(
    _ neurons: [RectifiedNeuron], activation: Activation, problem: RecoveryProblem, study: StudySet,
    source: some SampleSource, threads: Int
  ) throws {
    let weights: Matrix = try Matrix(neurons.map { $0.direction.scaled(by: $0.length) })
    let units: Matrix = problem.inputs.timesTransposed(weights).mapElements { activation($0) }
    guard units.isFinite, let solution = try? OrthogonalFactors(units).solve(problem.labels) else {
      return nil
    }
    let output: Matrix = solution.transposed
    let sizes: [Double] = neurons.indices.map { index in
      output.column(index).euclideanNorm * (units.column(index).max() ?? 0)
    }
    // Neurons are ordered by what they contribute, so that the answer does not depend on how they were found.
    let order: [Int] = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    self.activation = activation
    self.directions = try Matrix(order.map { neurons[$0].direction })
    self.lengths = order.map { neurons[$0].length }
    self.output = output.selectingColumns(order)
    self.sizes = order.map { sizes[$0] }
    self.condition = neurons.reduce(1) { max($0, $1.condition) }
    self.scan = try SampleScan(
      source, hidden: directions, output: self.output, study: study, tolerances: problem.tolerances,
      threads: threads, activation: activation, lengths: lengths)
    // A homogeneous neuron keeps |v| = 1 and takes the scale of the inputs into its output weights.
    let (hidden, factor): (Matrix, Double)
    if let degree = activation.homogeneityDegree {
      (hidden, factor) = (directions, study.labelScale / pow(study.inputScale, degree))
    } else {
      (hidden, factor) = (
        Matrix.diagonal(lengths.map { $0 / study.inputScale }) * directions, study.labelScale
      )
    }
    guard hidden.isFinite,
      let student = try? Network(
        hidden: hidden, output: self.output.scaled(by: factor), activation: activation)
    else { return nil }
    self.student = student
  }
}
