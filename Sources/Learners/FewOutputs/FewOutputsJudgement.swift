import Foundation
import LinearAlgebra
import Networks

/// From a network that fits the samples studied to a certificate, or to the reason why there is none.
struct FewOutputsJudgement<Source: SampleSource> {
  let source: Source
  let study: StudySet
  let hiddenUnitsWereGiven: Bool
  let certifiesEveryFit: Bool
  let tolerances: ExactRecoveryTolerances
  let threads: Int

  /// A network in the coordinates of the source, and what all samples say of it.
  struct Fit {
    /// *V* and *U* for scaled samples, hidden rows of norm 1.
    let hidden: Matrix
    let output: Matrix
    let student: Network
    let scan: SampleScan
    /// How much larger the largest unit times its weight is than the largest label; not below 1.
    let cancellation: Double
  }

  /// Judges the network of a search, and says whether the outcome is final or another plan may do better.
  func judge(
    _ search: FewOutputsSearch, _ problem: FewOutputsProblem, isLast: Bool
  ) throws -> (outcome: LearnerOutcome, isFinal: Bool) {
    let effort: SearchEffort = SearchEffort(
      samplesStudied: problem.count, starts: search.starts, startsOnNeurons: search.startsThatFit,
      rejectedDirections: search.rejected)
    guard let found = search.found, let fit = try fit(search, problem) else {
      return (
        .refused(
          Refusal(
            .notFound, "the weights of the network found exceed the range of Double; rescale the data",
            effort: effort)), true
      )
    }
    let residual: Double = certifiesEveryFit ? studiedResidual(fit) : fit.scan.residual
    func refuse(_ reason: Refusal.Reason, _ detail: String, isFinal: Bool = true) -> (LearnerOutcome, Bool) {
      (
        .refused(
          Refusal(reason, detail, candidate: fit.student, residual: fit.scan.residual, effort: effort)),
        isFinal
      )
    }
    guard residual <= tolerances.networkFit * fit.cancellation else {
      return refuse(
        .notFound,
        "the network that fits the samples studied misses sample \(fit.scan.worstSample) by "
          + "\(text(residual)) of the largest label: another network made the labels, or that sample is wrong; give more "
          + "samples, or correct it")
    }
    if let reason = NetworkAmbiguity(hidden: fit.hidden, output: fit.output).reason {
      return refuse(.notIdentifiable, "a network fits, but \(reason)")
    }
    guard residual <= tolerances.certifiedFit * fit.cancellation else {
      return refuse(
        .insufficient,
        "a network with \(fit.hidden.rows) hidden units fits to \(text(residual)) of the largest label, less closely than "
          + "labels of precision \(text(tolerances.labelPrecision)) allow: a neuron too small to recover, or a wrong label "
          + "(sample \(fit.scan.worstSample) is the worst); correct it, or state the labels' precision")
    }
    let variety: Double =
      PatternVariety(
        inputs: study.samples.inputs, hidden: fit.hidden, isCounted: study.isFirstOfItsKind
      ).leastRatio
    guard variety > 1 || certifiesEveryFit else {
      return refuse(
        .insufficient,
        "a network fits, but on the samples studied its neurons are active too much alike: the samples that tell them apart "
          + "are \(text(variety)) times what another network could fit by chance; give more samples")
    }
    guard fit.scan.heldOutSamples >= HeldOutRows.fewest else {
      return refuse(
        .insufficient,
        "a network fits, but only \(fit.scan.heldOutSamples) of the samples kept to check it differ from those studied where "
          + "\(HeldOutRows.fewest) are needed; give more distinct samples", isFinal: isLast)
    }
    return (
      .recovered(
        Recovery(
          student: fit.student,
          certificate: certificate(
            fit, residual: residual, variety: variety, condition: found.conditionNumber, search: search),
          residual: fit.scan.residual, effort: effort)), true
    )
  }

  /// The network of a search in the coordinates of the source; nothing where it exceeds the range of Double.
  func fit(_ search: FewOutputsSearch, _ problem: FewOutputsProblem) throws -> Fit? {
    guard let found = search.found,
      var (hidden, output) = try problem.inSampleCoordinates(found.hidden, found.output)
    else { return nil }
    let units: Matrix = study.samples.inputs.timesTransposed(hidden).mapElements { max(0, $0) }
    let error: Double = (study.samples.labels - units.timesTransposed(output)).maximumMagnitude
    let largest: Double = study.samples.labels.maximumMagnitude
    if error > tolerances.refinement * largest {
      var refinement: JointRefinement = JointRefinement(
        hidden: hidden, output: output, inputs: study.samples.inputs, labels: study.samples.labels)
      try refinement.run()
      (hidden, output) = (refinement.hidden, refinement.output)
    }
    let scan: SampleScan = try SampleScan(
      source, hidden: hidden, output: output, study: study, tolerances: tolerances, threads: threads)
    guard
      let student = try? Network(
        hidden: hidden, output: output.scaled(by: study.labelScale / study.inputScale))
    else { return nil }
    var cancellation: Double = 1
    for unit in 0..<hidden.rows {
      let active: Double = units.column(unit).max() ?? 0
      cancellation = max(
        cancellation, active * output.column(unit).euclideanNorm / max(largest, .leastNormalMagnitude))
    }
    return Fit(
      hidden: hidden, output: output, student: student, scan: scan,
      cancellation: min(cancellation, FewOutputsTolerances.largestCancellation))
  }

  /// The largest error on the samples studied alone, relative to the largest label.
  private func studiedResidual(_ fit: Fit) -> Double {
    let units: Matrix = study.samples.inputs.timesTransposed(fit.hidden).mapElements { max(0, $0) }
    let error: Double = (study.samples.labels - units.timesTransposed(fit.output)).maximumMagnitude
    return error / max(study.samples.labels.maximumMagnitude, .leastNormalMagnitude)
  }

  private func certificate(
    _ fit: Fit, residual: Double, variety: Double, condition: Double, search: FewOutputsSearch
  ) -> HeldOutCertificate {
    let sizes: [Double] = (0..<fit.hidden.rows).map { fit.output.column($0).euclideanNorm }
    let rho: Double = (sizes.min() ?? 1) / (sizes.max() ?? 1)
    let error: Double = max(residual, max(tolerances.labelPrecision, Double.ulpOfOne) * fit.cancellation)
    return HeldOutCertificate(
      hiddenUnits: fit.hidden.rows, hiddenUnitsWereGiven: hiddenUnitsWereGiven,
      heldOutSamples: fit.scan.heldOutSamples,
      disagreementMassBound: min(
        1, -log(ExactRecoveryTolerances.heldOutDoubt) / Double(max(1, fit.scan.heldOutSamples))),
      studiedSamples: study.fingerprints.count, starts: search.starts, patternConditionNumber: condition,
      patternVariety: variety,
      parameterErrorBound: max(FewOutputsTolerances.leastParameterError, 10 * condition * error / rho))
  }

  private func text(_ number: Double) -> String { String(format: "%.2g", number) }
}
