import Foundation
import LinearAlgebra
import Networks
import RandomStreams

/// What the answer to a search is: the confirmation, the bounds and the status.
struct SubspaceJudgement {
  let run: FilteredPCARun
  let source: any SampleSource
  let data: StudyData
  let search: FilteredPCASearch
  let result: FilteredPCASearch.Result
  let whitening: InputWhitening?

  /// The random features and the ridge of the regressor that measures what a subspace explains.
  private static let measuringFeatures: Int = 800
  private static let measuringRidge: Double = 1e-8

  private var options: FilteredPCALearner.Options { search.options }
  private var fault: FilteredPCAFault? { search.fault }

  func outcome() throws -> SubspaceOutcome {
    if let inputs = result.inputs, !inputs.passes {
      let mend: String =
        options.whitensInputs
        ? "no linear map mends that" : "--whiten mends another mean and covariance, and nothing else"
      return run.refused(
        .inputsNotStandardGaussian, "inputs are not standard Gaussian: \(inputs.worst); \(mend)",
        inputs: inputs)
    }
    if result.hasTooMany { return tooMany() }
    guard let candidate = result.fit else {
      return run.refused(
        .nothingAboveNoise, "no direction stands out of the noise of \(data.rows.count) samples; give more",
        rounds: result.rounds, inputs: result.inputs)
    }
    let validation: SubspaceValidation = SubspaceValidation(polish: search.polish, heldOut: data.heldOut)
    search.progress("asking the samples held out")
    let skips: Bool = fault == .noValidate || options.method == .singleFilter
    let checked: (fit: SubspaceFit?, steps: [ValidationStep]) =
      skips ? (candidate, []) : try validation.certified(candidate)
    var basis: Matrix = try checked.fit?.ordered() ?? Matrix(rows: data.dimension, columns: 0)
    if let rank = options.rank, basis.columns > rank { basis = basis.selectingColumns(0..<rank) }
    if fault == .stopsEarly, basis.columns > 0 { basis = basis.selectingColumns(0..<basis.columns - 1) }
    if fault == .countsOneTooMany { basis = withNoise(basis) }
    if basis.columns > search.limit { return tooMany() }
    guard basis.columns > 0 else {
      return SubspaceOutcome(
        status: .none, reason: .nothingAboveNoise,
        detail:
          "directions stood out, but none lowers the error on \(data.heldOut.count) samples held out; give "
          + "more samples",
        basis: basis, candidate: original(candidate.basis), residual: candidate.residual,
        rounds: result.rounds,
        validation: checked.steps, inputs: result.inputs)
    }
    return try answered(basis, checked.fit ?? candidate, candidate, checked.steps, validation)
  }

  private func answered(
    _ basis: Matrix, _ fit: SubspaceFit, _ candidate: SubspaceFit, _ steps: [ValidationStep],
    _ validation: SubspaceValidation
  ) throws -> SubspaceOutcome {
    let error: Double = try heldOutError(basis, validation)
    let split: (bound: Double?, missing: String?) = try splitBound(basis)
    let accuracy: SubspaceAccuracy = SubspaceAccuracy(
      heldOutError: error, nominalError: try fit.nominalError(samples: data.rows.count),
      splitBound: split.bound, splitBoundMissing: split.missing)
    let explains: Bool = error < FilteredPCALearner.partialError
    let isShort: Bool = options.rank.map { basis.columns < $0 } ?? false
    let count: String = "\(basis.columns) direction\(basis.columns == 1 ? "" : "s")"
    let share: String = "\(ShortNumber.text(100 * error * error)) % of the labels' variance"
    let detail: String =
      isShort
      ? "\(count) found where \(options.rank ?? 0) were asked for; give more samples"
      : options.method == .singleFilter
        ? "\(count), none of them confirmed; up to \(share) is left"
        : explains
          ? "\(count); at most \(share) is left to others"
          : "\(count) confirmed; up to \(share) is left, to other directions, to noise, or to the regressor"
    return SubspaceOutcome(
      status: explains && !isShort ? .ok : .partial, reason: nil, detail: detail, basis: original(basis),
      candidate: original(try candidate.ordered()), residual: candidate.residual, rounds: result.rounds,
      validation: steps, accuracy: accuracy, inputs: result.inputs)
  }

  /// The error of the best of three predictors on the subspace, each asked only where those before it leave much: the
  /// regressor of the search, a larger one, and a trained network.
  private func heldOutError(_ basis: Matrix, _ validation: SubspaceValidation) throws -> Double {
    var error: Double = try validation.relativeError(basis, features: options.features, ridge: 1e-6)
    guard error >= FilteredPCALearner.partialError / 2, options.method == .allFilters else { return error }
    error = min(
      error,
      try validation.relativeError(
        basis, features: Self.measuringFeatures, ridge: Self.measuringRidge, draws: 1))
    guard error >= FilteredPCALearner.partialError, options.networkSteps > 0, run.half == nil else {
      return error
    }
    search.progress("fitting a network on the subspace")
    let network: SubspaceNetwork = try SubspaceNetwork.fitted(
      basis, core: data.core, heldOut: data.heldOut, steps: options.networkSteps,
      stream: search.stream.child("network"), threads: search.threads)
    return min(error, validation.relative(network.heldOutError))
  }

  private func splitBound(_ basis: Matrix) throws -> (bound: Double?, missing: String?) {
    guard options.boundsError, run.half == nil else { return (nil, "not asked for") }
    return try SplitBound.bound(
      for: basis, source: source, learner: search, fault: fault, threads: search.threads)
  }

  private func tooMany() -> SubspaceOutcome {
    run.refused(
      .tooManyDirections,
      "the labels depend on more than \(search.limit) directions; raise --max-rank if that is expected",
      rounds: result.rounds, inputs: result.inputs)
  }

  private func original(_ basis: Matrix) -> Matrix { whitening.map { $0.original(basis) } ?? basis }

  /// A fault: a direction of noise beside those found.
  private func withNoise(_ basis: Matrix) -> Matrix {
    let drawn: RandomStream = search.stream.child("fault")
    let noise: Matrix = Matrix(rows: basis.rows, columns: 1) { drawn.fillGaussian(&$0, threads: 1) }
    return Orthonormal.basis(Orthonormal.joined(basis, noise))
  }
}

/// Numbers with few digits, for sentences.
enum ShortNumber {
  /// Two significant digits.
  static func text(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "\(value)" }
    let exponent: Int = Int(log10(value.magnitude).rounded(.down))
    let scale: Double = pow(10, Double(1 - exponent))
    let rounded: Double = (value * scale).rounded() / scale
    return rounded.magnitude >= 10 && rounded.magnitude < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }
}
