import DataFiles
import LinearAlgebra
import Networks
import RandomStreams

/// One study of samples, from reading them to the judgement.
struct FilteredPCARun {
  let source: any SampleSource
  let learner: FilteredPCALearner
  let threads: Int
  var half: RowRoles.Half?

  private var options: FilteredPCALearner.Options { learner.options }

  func outcome() throws -> SubspaceOutcome {
    try checkLabelColumn()
    guard options.whitensInputs else { return try outcome(of: source, whitening: nil) }
    guard source.count >= FilteredPCALearner.fewestSamples else { return refused(.tooFewSamples) }
    guard let whitening = try InputWhitening(source) else {
      return refused(
        .inputsNotStandardGaussian,
        "the covariance of the inputs is singular; leave out inputs that others determine")
    }
    return try outcome(of: StandardInputs(source: source, whitening: whitening), whitening: whitening)
  }

  private func checkLabelColumn() throws {
    let columns: Int = source.outputsDimension
    guard let column = options.labelColumn else {
      guard columns == 1 else {
        throw DataError(
          .badData, file: source.names.labels, place: "header", problem: "has \(columns) columns of labels",
          mend: "name the one to study, --label-column 0 to \(columns - 1)")
      }
      return
    }
    guard column < columns else {
      throw DataError(
        .badData, file: source.names.labels, place: "header",
        problem: "has \(columns) columns, and column \(column) was asked for",
        mend: "name a column from 0 to \(columns - 1)")
    }
  }

  private func outcome(of source: some SampleSource, whitening: InputWhitening?) throws -> SubspaceOutcome {
    let data: StudyData
    do {
      learner.progress("reading the samples")
      data = try StudyData(source, options: options, half: half, threads: threads)
    } catch StudyData.Failure.constantLabels {
      return refused(.constantLabels)
    } catch StudyData.Failure.tooFewSamples {
      return refused(.tooFewSamples)
    }
    let stream: RandomStream = RandomStream(seed: options.seed, path: [.label(FilteredPCALearner.identifier)])
    let polish: SubspacePolish = SubspacePolish(
      core: data.core, all: data.rows, features: options.features, stream: stream.child("features"),
      threads: threads)
    let search: FilteredPCASearch = FilteredPCASearch(
      data: data, options: options, fault: learner.fault, polish: polish, stream: stream, threads: threads,
      progress: learner.progress)
    let result: FilteredPCASearch.Result =
      options.method == .singleFilter
      ? try SingleFilterSearch(search: search).run() : try search.run()
    let judgement: SubspaceJudgement = SubspaceJudgement(
      run: self, source: source, data: data, search: search, result: result, whitening: whitening)
    return try judgement.outcome()
  }

  /// An answer without a subspace.
  func refused(
    _ reason: SubspaceOutcome.Reason, _ detail: String? = nil, rounds: [FilterRound] = [],
    inputs: GaussianInputCheck? = nil
  ) -> SubspaceOutcome {
    let text: String =
      switch reason {
      case .tooFewSamples:
        "\(source.count) samples are too few; give at least \(FilteredPCALearner.fewestSamples), and about 200 "
          + "for each input"
      case .constantLabels: "all labels are equal, so they depend on no direction"
      default: detail ?? ""
      }
    let empty: Matrix = Matrix(rows: source.inputsDimension, columns: 0)
    return SubspaceOutcome(
      status: reason == .tooManyDirections ? .tooMany : .none, reason: reason, detail: detail ?? text,
      basis: empty, candidate: empty, residual: 1, rounds: rounds, inputs: inputs)
  }
}
