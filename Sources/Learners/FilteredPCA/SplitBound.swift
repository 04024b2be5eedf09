import LinearAlgebra
import Networks

/// The bound on a subspace's error from two halves of the samples.
///
/// With D the distance of the subspaces of both halves, of the dimension of the whole: independent errors e(n/2) add to
/// D² ≈ 2 e(n/2)² = 4 e(n)², so that e(n) ≈ D / 2. The bound claims 1.2 D + 0.004; measured, e / D had the median 0.51
/// and the maximum 0.92 over 52 teachers.
enum SplitBound {
  /// The factor on the halves' distance.
  static let factor: Double = 1.2
  /// What the polish leaves open.
  static let allowance: Double = 0.004

  /// The bound, or why there is none.
  static func bound(
    for basis: Matrix, source: any SampleSource, learner: FilteredPCASearch, fault: FilteredPCAFault?,
    threads: Int
  ) throws -> (bound: Double?, missing: String?) {
    var options: FilteredPCALearner.Options = learner.options
    options.boundsError = false
    // The inputs that arrive here are standard already.
    let whitens: Bool = options.whitensInputs
    options.whitensInputs = false
    var halves: [Matrix] = []
    for half in RowRoles.Half.allCases {
      learner.progress("bounding the error: half \(half.rawValue + 1)")
      let run: FilteredPCARun = FilteredPCARun(
        source: source, learner: FilteredPCALearner(options, fault: fault), threads: threads, half: half)
      let found: SubspaceOutcome = try run.outcome()
      guard found.dimension == basis.columns else {
        let what: String =
          whitens && found.reason == .inputsNotStandardGaussian
          ? "are not standard" : "show \(found.dimension) directions, not \(basis.columns)"
        return (nil, "half of the samples \(what): they are too few to confirm as much")
      }
      halves.append(found.basis)
    }
    let distance: Double = try Orthonormal.distance(halves[0], halves[1])
    return (min(1, factor * distance + allowance), nil)
  }
}
