import LinearAlgebra
import RandomStreams

/// The rounds of filtered PCA: look, join, polish, prune, and look again at what the regressor leaves.
struct FilteredPCASearch: Sendable {
  let data: StudyData
  let options: FilteredPCALearner.Options
  let fault: FilteredPCAFault?
  let polish: SubspacePolish
  let stream: RandomStream
  let threads: Int
  let progress: @Sendable (String) -> Void

  /// What the rounds came to.
  struct Result: Sendable {
    var fit: SubspaceFit?
    var rounds: [FilterRound] = []
    var hasTooMany: Bool = false
    var inputs: GaussianInputCheck?
  }

  /// Directions beyond the limit that a round may still try, since prune takes some away.
  static let spare: Int = 2
  /// The residual at which nothing is left to look for.
  static let smallestResidual: Double = 0.01
  /// A round must lower the residual below this share of it; otherwise its direction mirrors a small misalignment.
  static let requiredDecrease: Double = 0.98
  /// Above this residual a new dimension is kept all the same.
  static let largeResidual: Double = 0.5

  /// The most directions that may be returned.
  var limit: Int { options.rank ?? options.largestRank }

  func run() throws -> Result {
    var result: Result = Result()
    for round in 1...options.rounds {
      let known: Matrix = result.fit?.basis ?? Matrix(rows: data.dimension, columns: 0)
      guard known.columns < data.dimension else { break }
      progress("round \(round): \(known.columns) directions so far")
      let look: SearchRound = try look(round, result.fit, known)
      if result.inputs == nil {
        let check: GaussianInputCheck = GaussianInputCheck(
          moments: look.moments, radial: data.radial, whitened: options.whitensInputs)
        result.inputs = check
        guard check.passes else { return result }
      }
      let residual: Double = result.fit?.residual ?? 1
      var found: Matrix = look.found
      guard found.columns > 0 else {
        result.rounds.append(look.record(round, dimension: known.columns, residual: residual))
        break
      }
      if known.columns + found.columns > limit + Self.spare {
        guard options.rank != nil, limit + Self.spare > known.columns else {
          result.hasTooMany = options.rank == nil
          let reason: String = "more than \(limit) directions"
          result.rounds.append(
            look.record(round, dimension: known.columns, residual: residual, dropped: reason))
          break
        }
        found = found.selectingColumns(0..<limit + Self.spare - known.columns)
      }
      let joined: Matrix = Orthonormal.basis(Orthonormal.joined(known, found))
      let fit: SubspaceFit = try polish.onAll(try polish.pruned(try polish.onCore(joined)))
      guard isProgress(from: result.fit, to: fit) else {
        let reason: String = "the residual stays, at \(fit.residual)"
        result.rounds.append(
          look.record(round, dimension: known.columns, residual: residual, dropped: reason))
        break
      }
      result.fit = fit
      result.rounds.append(look.record(round, dimension: fit.basis.columns, residual: fit.residual))
      if fit.residual < Self.smallestResidual { break }
    }
    return result
  }

  private func look(_ round: Int, _ fit: SubspaceFit?, _ known: Matrix) throws -> SearchRound {
    let usesRegressor: Bool = fault != .noRegressor
    return try SearchRound(
      data: data, known: known, options: options, fault: fault, stream: stream.child("round").child(round),
      threads: threads
    ) { rows in
      guard usesRegressor, let fit else { return rows.labels }
      return zip(rows.labels, fit.regressor.values(rows.inputs * fit.basis)).map { $0 - $1 }
    }
  }

  private func isProgress(from old: SubspaceFit?, to new: SubspaceFit) -> Bool {
    let before: Double = old?.residual ?? 1
    guard !(new.residual <= Self.requiredDecrease * before) else { return true }
    return before >= Self.largeResidual && new.basis.columns > (old?.basis.columns ?? 0)
  }
}
