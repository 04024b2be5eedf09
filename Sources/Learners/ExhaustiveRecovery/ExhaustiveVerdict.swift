import LinearAlgebra
import Networks

/// What may be said after an exhaustive search.
struct ExhaustiveVerdict<Source: SampleSource> {
  let attempt: ExhaustiveAttempt<Source>
  let study: StudySet
  let problem: ConeProblem
  let search: ConeSearch

  private var rank: Int { problem.rank }
  private var tolerances: ExactRecoveryTolerances { attempt.tolerances }
  private var asksForMore: Bool { (attempt.options.hiddenUnits ?? rank) > rank }

  /// The verdict where the cone has no inside.
  func flat() -> LearnerOutcome {
    let seen: String =
      "no \(rank) independent combinations of the labels are nowhere negative, as \(rank) hidden units would be"
    guard !asksForMore else { return open(seen) }
    guard let exact = ExactRefutation(study.samples, rank: rank),
      exact.coneIsFlat() || (rank <= ConeSearch.completeRank && exact.facesHoldTooFewUnits(sides: []))
    else { return unconfirmed(seen) }
    return attempt.refuse(.notRealisable, "\(seen); \(Self.exactProof)")
  }

  /// The verdict where the faces were searched.
  func outcome() throws -> LearnerOutcome {
    let (chosen, separation): ([Int], Double) = independentSolutions()
    guard chosen.count == rank, separation > problem.tolerances.clear else {
      return unrealised(found: chosen.count, isOpen: chosen.count == rank)
    }
    return try judge(chosen.map { search.solutions[$0] })
  }

  private static var exactProof: String {
    "an exact proof, repeated in rational arithmetic on the samples as they are"
  }

  /// What rounding says and fractions do not confirm is no proof.
  private func unconfirmed(_ seen: String) -> LearnerOutcome {
    attempt.refuse(
      .notFound,
      "\(seen), within a tolerance of \(attempt.number(problem.tolerances.zero)); exact arithmetic did not confirm it, so "
        + "it is no proof; give fewer samples, or labels of higher precision")
  }

  /// The label rank may be below the number of units; then networks with more units than the rank remain.
  private func open(_ seen: String) -> LearnerOutcome {
    attempt.refuse(
      .notFound,
      "\(seen); networks with \(attempt.options.hiddenUnits ?? rank) hidden units and labels of rank \(rank) are beyond "
        + "this search, which covers as many units as the rank")
  }

  private func unrealised(found: Int, isOpen: Bool) -> LearnerOutcome {
    let seen: String =
      "\(search.facesSolved) faces of a cone with \(search.rays) rays hold \(found) independent hidden units where "
      + "\(rank) are needed (\(search.programs) linear programs)"
    guard attempt.fault != .failureIsProof else { return attempt.refuse(.notRealisable, seen) }
    if asksForMore { return open(seen) }
    if rank > ConeSearch.completeRank {
      return attempt.refuse(
        .notFound,
        "\(seen); with more than \(ConeSearch.completeRank) hidden units this is no proof; try exact-recovery"
      )
    }
    guard search.isComplete else {
      return attempt.refuse(
        .notFound, "\(seen); the limit of \(attempt.options.faceLimit) faces was reached, raise it")
    }
    guard search.open == 0, !isOpen else {
      return attempt.refuse(
        .notFound,
        "\(seen); rounding leaves \(max(1, search.open)) faces open, so it is no proof; give labels of higher precision"
      )
    }
    guard let exact = ExactRefutation(study.samples, rank: rank),
      exact.facesHoldTooFewUnits(sides: search.sides)
    else { return unconfirmed(seen) }
    return attempt.refuse(
      .notRealisable, "\(seen), so no network with \(rank) hidden units fits; \(Self.exactProof)")
  }

  /// Solutions that are as independent as may be, as many as the rank at most; and how far the last is from the
  /// span of the others.
  private func independentSolutions() -> (chosen: [Int], separation: Double) {
    var rest: [[Double]] = search.solutions.map(\.coefficients)
    var chosen: [Int] = []
    var separation: Double = 1
    while chosen.count < rank {
      let sizes: [Double] = rest.map(\.euclideanNorm)
      guard let best = sizes.indices.max(by: { (sizes[$0], $1) < (sizes[$1], $0) }),
        sizes[best] > problem.tolerances.zero
      else { break }
      separation = min(separation, sizes[best])
      chosen.append(best)
      let unit: [Double] = rest[best].scaled(by: 1 / sizes[best])
      rest = rest.map { row in
        let part: Double = row.dot(unit)
        return zip(row, unit).map { $0 - part * $1 }
      }
    }
    return (chosen, separation)
  }

  /// Both layers in normal form, neurons ordered by the size of their output weights.
  private func layers(of solutions: [ConeSolution]) throws -> (hidden: Matrix, output: Matrix)? {
    var directions: [[Double]] = []
    for solution in solutions {
      guard let direction = problem.inputMap.times(solution.direction).normalised else { return nil }
      directions.append(direction)
    }
    var hidden: Matrix = try Matrix(directions)
    let units: Matrix = study.samples.inputs.timesTransposed(hidden).mapElements { max(0, $0) }
    guard units.rows >= units.columns,
      var output = try? OrthogonalFactors(units).solve(study.samples.labels).transposed
    else { return nil }
    if !solutions.contains(where: \.isPinned), !search.isAmbiguous, problem.inputsSpan {
      (hidden, output) = refined(hidden, output)
    }
    let sizes: [Double] = (0..<hidden.rows).map { output.column($0).euclideanNorm }
    let order: [Int] = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    return (hidden.selectingRows(order), output.selectingColumns(order))
  }

  /// Both layers after a refinement, which sees many outputs through as many combinations of them as their rank.
  private func refined(_ hidden: Matrix, _ output: Matrix) -> (hidden: Matrix, output: Matrix) {
    let frame: Matrix = problem.labelFrame
    let isWide: Bool = frame.rows > frame.columns
    let labels: Matrix = study.samples.labels
    var refinement: JointRefinement = JointRefinement(
      hidden: hidden, output: isWide ? frame.transposedTimes(output) : output, inputs: study.samples.inputs,
      labels: isWide ? labels * frame : labels)
    // Where the refinement has no solution the network stays as it was.
    guard (try? refinement.run()) != nil else { return (hidden, output) }
    guard isWide else { return (refinement.hidden, refinement.output) }
    let units: Matrix = study.samples.inputs.timesTransposed(refinement.hidden).mapElements { max(0, $0) }
    guard let weights = try? OrthogonalFactors(units).solve(labels) else { return (hidden, output) }
    return (refinement.hidden, weights.transposed)
  }

  private func judge(_ solutions: [ConeSolution]) throws -> LearnerOutcome {
    guard let (hidden, output) = try layers(of: solutions) else {
      return attempt.refuse(.notFound, "the hidden units found are too ill-conditioned for output weights")
    }
    let scan: SampleScan = try SampleScan(
      attempt.source, hidden: hidden, output: output, study: study, tolerances: tolerances,
      threads: attempt.threads)
    let scale: Double = study.labelScale / study.inputScale
    guard let student = try? Network(hidden: hidden, output: output.scaled(by: scale)) else {
      return attempt.refuse(.notFound, "the output weights exceed the range of Double; rescale the data")
    }
    func refuse(_ reason: Refusal.Reason, _ detail: String) -> LearnerOutcome {
      .refused(Refusal(reason, detail, candidate: student, residual: scan.residual))
    }
    guard scan.residual <= tolerances.networkFit else {
      return refuse(
        .notFound,
        "the network found misses sample \(scan.worstSample) by \(attempt.number(scan.residual)) of the largest label; "
          + "give labels of higher precision")
    }
    if let reason = try ambiguity(solutions) { return refuse(.notIdentifiable, reason) }
    let isExhausted: Bool = search.isComplete && search.open == 0
    guard isExhausted || scan.hasPurePatterns else {
      return refuse(
        .insufficient,
        search.isComplete
          ? "a network fits, but rounding leaves \(search.open) faces of the cone open, which may hold others"
          : "a network fits, but only \(search.facesSolved) faces of the cone were searched, the limit of "
            + "\(attempt.options.faceLimit) being too low for all; raise it, or give more samples")
    }
    guard scan.residual <= tolerances.certifiedFit else {
      return refuse(
        .insufficient,
        "a network fits to \(attempt.number(scan.residual)) of the largest label, less closely than labels of precision "
          + "\(attempt.number(tolerances.labelPrecision)) allow: a neuron too small to recover, or a wrong label"
      )
    }
    return .recovered(
      Recovery(
        student: student,
        certificate: certificate(
          isExhausted ? .allFaces : .purePatterns, hidden, output, solutions, residual: scan.residual),
        residual: scan.residual))
  }

  /// Why several networks fit; nothing where only one was found.
  private func ambiguity(_ solutions: [ConeSolution]) throws -> String? {
    if asksForMore {
      return
        "\(rank) hidden units fit as well as \(attempt.options.hiddenUnits ?? rank), so the larger network is not "
        + "determined (parallel neurons, one without effect, or output weights without full column rank)"
    }
    if !problem.inputsSpan {
      return
        "the inputs span \(problem.inputRank) of their \(problem.inputMap.rows) dimensions, so the other directions of "
        + "the hidden weights have no effect on these samples"
    }
    if search.hasContinuum {
      return "hidden units with the same activity pattern can be mixed, so a continuum of networks fits"
    }
    if search.solutions.count > rank {
      return
        "\(search.solutions.count) hidden units agree with the labels where \(rank) make a network, so several networks "
        + "fit"
    }
    let activeRank: Int = try solutions.map(problem.activeRank).min() ?? 0
    if search.hasManyDirections || activeRank < problem.inputRank {
      return
        "the samples that activate a neuron span \(activeRank) of the \(problem.inputRank) dimensions of the inputs, so "
        + "they do not determine its direction; give more samples"
    }
    return nil
  }

  private func certificate(
    _ uniqueness: ExhaustiveCertificate.Uniqueness, _ hidden: Matrix, _ output: Matrix,
    _ solutions: [ConeSolution], residual: Double
  ) -> ExhaustiveCertificate {
    let sizes: [Double] = (0..<hidden.rows).map { output.column($0).euclideanNorm }
    let condition: Double = solutions.map(\.condition).max() ?? 1
    var ranks: [Int] = []
    var active: [Int] = []
    for neuron in 0..<hidden.rows {
      let products: [Double] = study.samples.inputs.times(hidden.row(neuron))
      let norms: [Double] = (0..<products.count).map { study.samples.inputs.row($0).euclideanNorm }
      let band: Double = problem.tolerances.zero
      active.append(products.indices.count { products[$0] > band * norms[$0] })
      let inactive: [Int] = products.indices.filter { products[$0] <= band * norms[$0] }
      ranks.append(labelRank(on: inactive))
    }
    return ExhaustiveCertificate(
      uniqueness: uniqueness, hiddenUnits: rank, samples: problem.count, rays: search.rays,
      faces: search.facesSolved, programs: search.programs, inactiveLabelRanks: ranks, activeSamples: active,
      zeroTolerance: problem.tolerances.zero, amplification: problem.amplification,
      parameterErrorBound: tolerances.parameterError(
        smallestWeightFraction: (sizes.min() ?? 1) / (sizes.max() ?? 1), residual: residual,
        inputCondition: condition * problem.inputCondition))
  }

  private func labelRank(on rows: [Int]) -> Int {
    guard !rows.isEmpty,
      let values = try? SingularValues.right(of: problem.labelBasis.selectingRows(rows)).values
    else { return 0 }
    let zero: Double = problem.tolerances.zero * Double(problem.count).squareRoot()
    return values.count { $0 > zero }
  }
}
