import BigInt
import DataFiles
import ExactArithmetic
import LinearAlgebra
import Networks

/// One attempt at bit-exact recovery from the samples that it may look at.
struct BitExactAttempt {
  let samples: IntegerSamples
  let rays: SampleRays
  /// The samples for every step but the last check.
  let rows: [Int]
  /// The samples kept from every step but the last check.
  let heldOut: [Int]
  let options: BitExactRecovery.Options
  let threads: Int
  let progress: @Sendable (String) -> Void

  /// The largest distance of a ratio of weights from the fraction that is tried first.
  private static let firstGuess: Double = 1e-9

  func run() throws -> LearnerOutcome {
    let hint: LearnerOutcome
    do {
      hint = try ExactRecoveryLearner(hints: options.search, progress: progress).study(
        samples.floats(rows), threads: threads)
    } catch let error as DataError where !heldOut.isEmpty {
      // What is wrong with a part of the samples need not be wrong with all of them.
      return .refused(Refusal(.notFound, error.problem))
    }
    let network: Network
    switch hint {
    case .recovered(let recovery): network = recovery.student
    case .refused(let refusal):
      guard let candidate = refusal.candidate else { return .refused(exactly(refusal)) }
      network = candidate
    }
    progress("deciding in rational arithmetic")
    let directions: [[Double]] = network.layers[0].weights.nestedRows
    if let (fit, output) = try exactFit(near: directions) {
      if let miss = fit.firstMismatch(output, samples: samples, rows: heldOut, threads: threads) {
        return .refused(
          Refusal(
            .insufficient,
            "a network has all labels that were studied and misses sample \(miss), which was held back; give more "
              + "samples, or correct that one", effort: effort(of: hint)))
      }
      return try judge(fit, output, effort: effort(of: hint))
    }
    if samples.labelsAreFloats, options.allowsRoundedLabels {
      switch try RoundedFit.search(
        near: try refined(directions), samples: samples, rows: rows, options: options, threads: threads)
      {
      case .found(let rounded):
        return try judge(rounded.fit, rounded.output, rounding: rounded.rounding, effort: effort(of: hint))
      case .refused(let reason, let detail):
        return .refused(
          Refusal(reason, detail, candidate: network, residual: residual(of: hint), effort: effort(of: hint)))
      }
    }
    return .refused(
      Refusal(
        .notFound,
        "a network fits in floating point, and none near it has the labels exactly; were the labels rounded, or the "
          + "weights not rational?",
        candidate: network, residual: residual(of: hint), effort: effort(of: hint)))
  }

  /// Hints to the precision of the labels, which labels that are rounded need; as they were where nothing improves them.
  private func refined(_ directions: [[Double]]) throws -> [[Double]] {
    let tolerances: ExactRecoveryTolerances = ExactRecoveryTolerances(
      labelPrecision: options.search.labelPrecision)
    let study: Samples = try StudySet(samples.floats(rows), tolerance: tolerances.networkFit) { _, _, _ in
      true
    }
    .samples
    let hidden: Matrix = try Matrix(directions)
    let units: Matrix = study.inputs.timesTransposed(hidden).mapElements { max(0, $0) }
    guard let output = try? OrthogonalFactors(units).solve(study.labels).transposed else { return directions }
    var refinement: JointRefinement = JointRefinement(
      hidden: hidden, output: output, inputs: study.inputs, labels: study.labels, threads: threads)
    guard (try? refinement.run()) != nil else { return directions }
    return refinement.hidden.nestedRows
  }

  /// What a refusal in floating point is worth: only what holds exactly is claimed.
  private func exactly(_ refusal: Refusal) -> Refusal {
    switch refusal.reason {
    case .notFound, .insufficient: return refusal
    case .notRealisable:
      let rank: Int = ResidueElimination(0)
        .independentColumns(samples.labels, columnCount: samples.outputsDimension).count
      if let wanted = options.search.hiddenUnits, rank > wanted, !samples.labelsAreFloats {
        return Refusal(
          .notRealisable,
          "the labels have rank \(rank), proved by elimination modulo a prime, more than \(wanted) hidden units can "
            + "give", effort: refusal.effort)
      }
      return Refusal(.notFound, "in floating point, \(refusal.detail)", effort: refusal.effort)
    case .notIdentifiable:
      return Refusal(.notFound, "in floating point, \(refusal.detail)", effort: refusal.effort)
    }
  }

  private func effort(of outcome: LearnerOutcome) -> SearchEffort? {
    switch outcome {
    case .recovered(let recovery): recovery.effort
    case .refused(let refusal): refusal.effort
    }
  }

  private func residual(of outcome: LearnerOutcome) -> Double? {
    switch outcome {
    case .recovered(let recovery): recovery.residual
    case .refused(let refusal): refusal.residual
    }
  }

  /// The network that has every label studied exactly, from the simplest fractions near the hints or from what the samples
  /// force; `nil` where neither gives one.
  private func exactFit(near hints: [[Double]]) throws -> (ExactFit, RationalMatrix)? {
    let candidates: DirectionCandidates = DirectionCandidates(samples: samples, rows: rows)
    let simple: [[BigInt]] = hints.compactMap {
      DirectionCandidates.simplest($0, within: Self.firstGuess)
    }
    if let found = fit(simple, count: hints.count) { return found }
    let columns: [Int] = ResidueElimination(0).independentColumns(
      rows.map { samples.labels[$0] }, columnCount: samples.outputsDimension)
    guard columns.count == hints.count else { return nil }
    let forced: [[BigInt]?] = Parallel.map(hints.count, threads: threads) { unit in
      candidates.forced(by: hints[unit], columns: columns)
    }
    return fit(forced.compactMap(\.self), count: hints.count)
  }

  private func fit(_ directions: [[BigInt]], count: Int) -> (ExactFit, RationalMatrix)? {
    guard directions.count == count else { return nil }
    let fit: ExactFit = ExactFit(directions: directions, samples: samples, threads: threads)
    guard let output = fit.outputWeights(samples, from: rows),
      fit.firstMismatch(output, samples: samples, rows: rows, threads: threads) == nil
    else { return nil }
    return (fit, output)
  }

  /// The verdict on a network that has every label, exactly or as rounded.
  private func judge(
    _ fit: ExactFit, _ output: RationalMatrix, rounding: ExactCertificate.Rounding? = nil,
    effort: SearchEffort?
  ) throws -> LearnerOutcome {
    let units: Int = fit.directions.count
    let hidden: RationalMatrix = RationalMatrix(fit.directions.map { $0.map { Rational($0) } })
    guard let network = RationalNetwork(hidden: hidden, output: output).normalForm,
      let student = try? network.rounded()
    else {
      return .refused(
        Refusal(.notFound, "the weights exceed the range of Double; rescale the data", effort: effort))
    }
    let residual: Double = try self.residual(of: student)
    func refuse(_ reason: Refusal.Reason, _ detail: String) -> LearnerOutcome {
      .refused(Refusal(reason, detail, candidate: student, residual: residual, effort: effort))
    }
    guard output.rank() == units else {
      return refuse(
        .insufficient,
        "a network with \(units) hidden units has these labels, and its output weights have not full column rank, "
          + "which the argument for its uniqueness needs")
    }
    if let wanted = options.search.hiddenUnits, units < wanted {
      return refuse(
        rounding == nil ? .notIdentifiable : .insufficient,
        "\(units) hidden units have these labels as well as \(wanted) would, so the larger network is not determined "
          + "(parallel neurons, one without effect, or output weights without full column rank)")
    }
    // In the order of the normal form, so that everything else is too.
    let ordered: ExactFit = ExactFit(
      directions: network.hidden.rows.map { $0.map(\.numerator) }, samples: samples, threads: threads)
    let evidence: ExactEvidence = ExactEvidence(ordered, samples: samples, rays: rays)
    let uniqueness: ExactCertificate.Uniqueness
    if evidence.provesUniqueness {
      uniqueness = .purePatterns
    } else if evidence.isVaried, options.search.inputsHaveDensity, hidden.rank() == units {
      if samples.areOnGrid {
        guard !heldOut.isEmpty else { return refuse(.insufficient, Self.gridDetail) }
        uniqueness = .heldOut
      } else {
        uniqueness = .generalPosition
      }
    } else if evidence.isVaried, !heldOut.isEmpty {
      uniqueness = .heldOut
    } else {
      return refuse(.insufficient, insufficientDetail(evidence))
    }
    let certificate: ExactCertificate = ExactCertificate(
      labels: rounding == nil ? .exact : .rounded, uniqueness: uniqueness, hiddenUnits: units,
      samples: samples.count, pureSamples: evidence.pureSamples, pureRanks: evidence.pureRanks,
      pairEvidence: evidence.patterns.pairs, tripleEvidence: evidence.patterns.triples, heldOut: heldOut,
      rounding: rounding, network: network)
    return .recovered(
      Recovery(student: student, certificate: certificate, residual: residual, effort: effort))
  }

  /// The largest error of the rounded student, relative to the largest label.
  private func residual(of student: Network) throws -> Double {
    let labels: Matrix = samples.floats.labels
    let error: Double = (labels - student.evaluate(samples.floats.inputs, threads: threads)).maximumMagnitude
    return error / max(labels.maximumMagnitude, .leastNormalMagnitude)
  }

  private static let gridDetail: String =
    "a network has these labels exactly, but the inputs lie on a coarse grid, so they were not drawn from a density, "
    + "and too few samples are left to hold any back; give more samples"

  private func insufficientDetail(_ evidence: ExactEvidence) -> String {
    let dimension: Int = samples.inputsDimension
    var detail: String = "a network has these labels, but "
    if evidence.isVaried {
      detail += "no samples are left to check it on"
    } else if !evidence.activeSamplesSpan {
      detail += "some hidden unit is active on samples that do not span the inputs"
    } else {
      detail +=
        "\(evidence.patterns.pairs) samples tell its closest neurons apart where "
        + "\(PatternEvidence.pairsNeeded(dimension)) are needed"
      if let triples = evidence.patterns.triples {
        detail +=
          ", and \(triples) its closest three where "
          + "\(PatternEvidence.triplesNeeded(dimension, neurons: evidence.pureSamples.count)) are"
      }
    }
    return detail + "; give more samples"
  }
}
