/// A one-sided bound that a claim puts on a quantity.
public enum StatisticalBound: Sendable, Hashable {
  /// The quantity is this much or less.
  case atMost(Double)
  /// The quantity is this much or more.
  case atLeast(Double)

  /// The bound as a number.
  public var value: Double {
    switch self {
    case .atMost(let value), .atLeast(let value): value
    }
  }

  /// Whether the quantity is bounded from above.
  public var isUpper: Bool {
    if case .atMost = self { true } else { false }
  }
}
