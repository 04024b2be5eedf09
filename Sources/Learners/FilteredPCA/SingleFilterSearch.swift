import LinearAlgebra
import RandomStreams

/// The paper's own loop: one two-sided threshold of the residual, its top eigenvector, one direction each round.
///
/// The regressor on the subspace is one of random features, where the paper searches a net of networks. There are no
/// slices, no polish, no prune and no confirmation; it is the baseline that all of these are judged against.
struct SingleFilterSearch: Sendable {
  /// The quantile of |r| above which samples are selected.
  static let quantile: Double = 0.8

  let search: FilteredPCASearch

  func run() throws -> FilteredPCASearch.Result {
    var result: FilteredPCASearch.Result = FilteredPCASearch.Result()
    let data: StudyData = search.data
    for round in 1...search.limit + 1 {
      let known: Matrix = result.fit?.basis ?? Matrix(rows: data.dimension, columns: 0)
      guard known.columns < min(search.limit, data.dimension) else { break }
      search.progress("round \(round): \(known.columns) directions so far")
      let fit: SubspaceFit? = result.fit
      let usesRegressor: Bool = search.fault != .noRegressor
      let look: SearchRound = try SearchRound(
        data: data, known: known, options: search.options, fault: search.fault,
        stream: search.stream.child("round").child(round), threads: search.threads
      ) { rows in
        guard usesRegressor, let fit else { return rows.labels }
        return zip(rows.labels, fit.regressor.values(rows.inputs * fit.basis)).map { $0 - $1 }
      }
      if result.inputs == nil {
        let check: GaussianInputCheck = GaussianInputCheck(
          moments: look.moments, radial: data.radial, whitened: search.options.whitensInputs)
        result.inputs = check
        guard check.passes else { return result }
      }
      guard look.found.columns > 0 else {
        result.rounds.append(look.record(round, dimension: known.columns, residual: fit?.residual ?? 1))
        break
      }
      let joined: SubspaceFit = try search.polish.fit(
        Orthonormal.basis(Orthonormal.joined(known, look.found)))
      result.fit = joined
      result.rounds.append(
        look.record(round, dimension: joined.basis.columns, residual: joined.residual))
    }
    return result
  }
}
