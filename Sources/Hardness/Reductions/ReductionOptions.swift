public import ExactArithmetic

/// What a reduction can be asked for besides its source problem.
public struct ReductionOptions: Sendable, Hashable {
  /// Whether the units may have biases (the *affine* normal form).
  public var isAffine: Bool
  /// The share γ of edges that a colouring may violate; for `gap-colouring`.
  public var gap: Rational?
  /// The vector c whose multiples the labels are; for `label-matrix`.
  public var labelVector: [Rational]?

  /// Creates options; without any, each reduction takes its own defaults.
  public init(isAffine: Bool = false, gap: Rational? = nil, labelVector: [Rational]? = nil) {
    self.isAffine = isAffine
    self.gap = gap
    self.labelVector = labelVector
  }

  /// Which options a reduction takes.
  public enum Name: String, Sendable, Hashable, Codable, CaseIterable {
    /// ``ReductionOptions/isAffine``.
    case affine
    /// ``ReductionOptions/gap``.
    case gap
    /// ``ReductionOptions/labelVector``.
    case labelVector = "label-vector"
  }

  /// The options that are set.
  public var names: Set<Name> {
    var names: Set<Name> = []
    if isAffine { names.insert(.affine) }
    if gap != nil { names.insert(.gap) }
    if labelVector != nil { names.insert(.labelVector) }
    return names
  }
}
