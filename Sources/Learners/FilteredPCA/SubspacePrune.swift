import LinearAlgebra

extension SubspacePolish {
  /// A direction along which Γ̂ is larger is kept without a question. Estimated gradients carry the regressor's noise, so
  /// that this is more than a weak direction would need.
  private static var largestQuestionedSlope: Double { 0.1 }
  /// How much of the residual a dropped direction may cost.
  private static var largestCost: Double { 1.02 }

  /// Drops directions that cost next to nothing, the weakest first, each after the rest was polished without it.
  func pruned(_ start: SubspaceFit) throws -> SubspaceFit {
    var fit: SubspaceFit = start
    while fit.basis.columns > 1, try fit.weakestSlope() <= Self.largestQuestionedSlope {
      let smaller: SubspaceFit = try onCore(try fit.withoutWeakest())
      guard smaller.residual <= Self.largestCost * fit.residual else { break }
      fit = smaller
    }
    return fit
  }
}
