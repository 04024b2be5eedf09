import LinearAlgebra

/// The sizes and tolerances of recovery from few outputs; what both learners share is in ``ExactRecoveryTolerances``.
enum FewOutputsTolerances {
  /// Unknowns of the exact step, k d, times this are the fewest samples from which a network is sought.
  static let fewestSamplesPerUnknown: Double = 1.05
  /// A relative squared loss below this is taken for the loss of the right activity patterns, off by rounding alone.
  static let acceptedLoss: Double = 1e-10
  /// Where descent stops; its convergence is quadratic at the end, so that this costs a step or two.
  static let lossGoal: Double = 1e-20
  /// The margins around each hyperplane, relative to the sample's norm, whose samples the exact step leaves out, in
  /// its two passes.
  static let activityBands: [Double] = [1e-4, 1e-9]
  /// Of the solution for a neuron, v_i u_iᵀ, the second singular value must be below this fraction of the first.
  static let rankOne: Double = 1e-6
  /// The exact step is refused where the smallest singular value of its matrix is below this fraction of the largest.
  static let patternCondition: Double = 1e-9
  /// An output weight below this fraction of the largest counts as none.
  static let zeroWeight: Double = 1e-9
  /// Unit directions closer than this are parallel.
  static let parallel: Double = 1e-6
  /// Directions of an approximate network closer than this are taken for parallel when its ambiguity is explained.
  static let nearlyParallel: Double = 1e-3
  /// The error of a parameter is never stated below this.
  static let leastParameterError: Double = 1e-12
  /// Output weights or sums of neurons below this fraction of what they are made of count as cancelled.
  static let cancelled: Double = 1e-7
  /// Labels closer than this fraction of their size to a linear function are linear.
  static let linearLabels: Double = 1e-10
  /// A residual may exceed that of well-scaled networks by the ratio of the largest unit to the largest label, up to
  /// this factor.
  static let largestCancellation: Double = 1e3
}
