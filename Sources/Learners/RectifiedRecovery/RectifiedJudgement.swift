import Foundation
import LinearAlgebra
import Networks

/// Whether a network that was found may be handed out, and with which certificate.
struct RectifiedJudgement {
  let candidate: RectifiedCandidate
  let problem: RecoveryProblem
  let study: StudySet
  let plan: StudyPlan
  let hiddenUnits: Int?
  let effort: SearchEffort
  let threads: Int
  let fault: RectifiedFault?

  /// A half-space that is known less closely than this many radians is not handed out.
  private static let largestAngle: Double = 0.5

  /// Distinct samples that must activate a neuron: with d of them any increasing activation fits, with one more any
  /// factor, so the activation itself would go unchecked.
  static func fewestActive(_ dimension: Int) -> Int { dimension + 2 }

  private var tolerances: ExactRecoveryTolerances { problem.tolerances }
  private var scan: SampleScan { candidate.scan }

  func outcome() throws -> LearnerOutcome {
    let rank: Int = problem.space.rank
    guard scan.residual <= tolerances.networkFit else {
      return refuse(
        .notFound,
        "the network that fits the samples studied misses sample \(scan.worstSample) by \(shown(scan.residual)) of "
          + "the largest label; correct that sample, or give more")
    }
    if let wanted = hiddenUnits, rank < wanted {
      return refuse(
        .notIdentifiable,
        "\(rank) hidden units fit as well as \(wanted), so the larger network is not determined (one without effect, "
          + "or output weights without full column rank)")
    }
    guard scan.residual <= tolerances.certifiedFit else {
      return refuse(
        .insufficient,
        "a network with \(rank) hidden units fits to \(shown(scan.residual)) of the largest label, less closely than "
          + "labels of precision \(shown(tolerances.labelPrecision)) allow: a neuron too small to recover, or a wrong "
          + "label (sample \(scan.worstSample) is the worst); correct it, or state the labels' precision")
    }
    let activity: [[Bool]] = activity()
    if fault == .certificateSkipped { return recovered(.heldOut, PatternEvidence(activity: activity)) }
    let active: Int = activity.map { $0.count { $0 } }.min() ?? 0
    guard active >= Self.fewestActive(problem.dimension) else {
      return refuse(
        .insufficient,
        "a network fits, but \(active) distinct samples activate one of its neurons where "
          + "\(Self.fewestActive(problem.dimension)) are needed; give more samples")
    }
    let evidence: PatternEvidence = PatternEvidence(activity: activity)
    return candidate.activation == .step
      ? try outcomeOfStep(activity, evidence) : outcomeOfOthers(evidence)
  }

  private func outcomeOfOthers(_ evidence: PatternEvidence) -> LearnerOutcome {
    let isHomogeneous: Bool = candidate.activation.homogeneityDegree != nil
    let isVaried: Bool = evidence.suffices(dimension: problem.dimension)
    if isHomogeneous, scan.hasPurePatterns { return recovered(.purePatterns, evidence) }
    if isVaried, scan.heldOutSamples >= HeldOutRows.fewest { return recovered(.heldOut, evidence) }
    guard !isVaried else {
      return refuse(
        .insufficient,
        "a network fits, but no \(HeldOutRows.fewest) fresh samples are left to check it; give more samples")
    }
    return refuse(
      .insufficient,
      "a network fits, but \(evidence.pairs) samples tell its closest neurons apart where "
        + "\(PatternEvidence.pairsNeeded(problem.dimension)) are needed"
        + (evidence.triples.map { ", and \($0) its closest three" } ?? "") + "; give more samples")
  }

  private func outcomeOfStep(_ activity: [[Bool]], _ evidence: PatternEvidence) throws -> LearnerOutcome {
    guard plan.seesEverything else {
      return refuse(
        .insufficient, "a network of step units fits, but only all samples together tell its hyperplanes")
    }
    if let (first, second) = PatternSquares(activity: activity).pairWithoutSquare {
      return refuse(
        .insufficient,
        "a network fits, but the samples do not show neurons \(first) and \(second) switching apart, so others may fit; "
          + "give more samples")
    }
    let halfSpace: HalfSpace = HalfSpace(inputs: problem.inputs, norms: problem.inputNorms)
    let bounds: [Result<Double?, any Error>] = Parallel.map(candidate.directions.rows, threads: threads) {
      neuron in
      Result {
        let direction: [Double] = candidate.directions.row(neuron)
        return try halfSpace.angleBound(of: direction, problem.margins(of: direction).map { $0 > 0 })
      }
    }
    var angle: Double = 0
    for bound in bounds {
      guard let bound = try bound.get(), bound <= Self.largestAngle else {
        return refuse(
          .insufficient,
          "a network fits, but the samples leave a hyperplane free to turn by more than \(Self.largestAngle) radians; "
            + "give more samples")
      }
      angle = max(angle, bound)
    }
    return recovered(.halfSpaces, evidence, angle: fault == .boldAngle ? angle / 100 : angle)
  }

  private func recovered(
    _ kind: RectifiedCertificate.Kind, _ evidence: PatternEvidence, angle: Double? = nil
  ) -> LearnerOutcome {
    let dimension: Int = problem.dimension
    let count: Int = candidate.directions.rows
    let rho: Double = (candidate.sizes.min() ?? 1) / (candidate.sizes.max() ?? 1)
    let certificate: RectifiedCertificate = RectifiedCertificate(
      kind: kind, activation: candidate.activation, hiddenUnits: count,
      amplification: problem.space.amplification,
      parameterErrorBound: tolerances.parameterError(
        smallestWeightFraction: rho, residual: scan.residual,
        inputCondition: candidate.condition * max(1, problem.space.amplification)),
      angleBound: angle, pairEvidence: evidence.pairs,
      pairEvidenceNeeded: PatternEvidence.pairsNeeded(dimension), tripleEvidence: evidence.triples,
      tripleEvidenceNeeded: evidence.triples.map { _ in
        PatternEvidence.triplesNeeded(dimension, neurons: count)
      },
      heldOutSamples: scan.heldOutSamples,
      disagreementMassBound: scan.heldOutSamples > 0
        ? min(1, -log(ExactRecoveryTolerances.heldOutDoubt) / Double(scan.heldOutSamples)) : nil)
    return .recovered(
      Recovery(student: candidate.student, certificate: certificate, residual: scan.residual, effort: effort))
  }

  /// For each neuron whether it is active, on distinct samples that no neuron's hyperplane comes close to.
  private func activity() -> [[Bool]] {
    let band: Double = ExactRecoveryTolerances.finestBand
    let margins: [[Double]] = (0..<candidate.directions.rows).map {
      problem.margins(of: candidate.directions.row($0))
    }
    let clear: [Int] = study.isFirstOfItsKind.indices.filter { row in
      study.isFirstOfItsKind[row] && margins.allSatisfy { $0[row].magnitude > band }
    }
    return margins.map { values in clear.map { values[$0] > 0 } }
  }

  private func refuse(_ reason: Refusal.Reason, _ detail: String) -> LearnerOutcome {
    .refused(
      Refusal(reason, detail, candidate: candidate.student, residual: scan.residual, effort: effort))
  }

  private func shown(_ value: Double) -> String { String(format: "%.2g", value) }
}
