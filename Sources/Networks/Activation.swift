/// The function that a layer applies to each of its outputs.
public enum Activation: String, Sendable, Hashable, Codable, CaseIterable {
  /// max(0, t).
  case relu
  /// t itself; what the last layer of a network applies.
  case identity

  /// The value at `t`.
  @inlinable public func callAsFunction(_ t: Double) -> Double {
    switch self {
    // Not max(0, t): a NaN must stay a NaN.
    case .relu: t < 0 ? 0 : t
    case .identity: t
    }
  }
}
