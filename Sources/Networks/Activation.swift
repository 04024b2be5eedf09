import Foundation

/// The function that a layer applies to each of its outputs.
///
/// Most are *rectified*: 0 for t ≤ 0 and positive for t > 0. A unit of a rectified activation leaves no trace in the
/// labels of the samples that do not activate it, and that is what learners build on. The value at a NaN is a NaN, and
/// a value beyond the range of `Double` is infinite.
public enum Activation: String, Sendable, Hashable, Codable, CaseIterable {
  /// max(0, t).
  case relu
  /// t itself; what the last layer of a network applies.
  case identity
  /// t² for t > 0, else 0.
  case reluSquared = "relu-squared"
  /// t³ for t > 0, else 0.
  case reluCubed = "relu-cubed"
  /// √t for t > 0, else 0.
  case reluSqrt = "relu-sqrt"
  /// eᵗ − 1 for t > 0, else 0; infinite from t = 710 on.
  case reluExpm1 = "relu-expm1"
  /// log(1 + t) for t > 0, else 0.
  case reluLog1p = "relu-log1p"
  /// tanh t for t > 0, else 0.
  case reluTanh = "relu-tanh"
  /// t e⁻ᵗ for t > 0, else 0: rises until t = 1 and falls from there, so its values do not tell t.
  case reluDecay = "relu-decay"
  /// 1 for t > 0, else 0: its values tell on which side of a hyperplane an input lies, and nothing else.
  case step
  /// t for t > 0, else t/10. **Not rectified**: every sample shows every unit, so that none is pinned down.
  case leakyRelu = "leaky-relu"

  /// What ``leakyRelu`` multiplies negative numbers by.
  public static let leakySlope: Double = 0.1

  /// The value at `t`.
  @inlinable public func callAsFunction(_ t: Double) -> Double {
    switch self {
    // Not max(0, t): a NaN must stay a NaN.
    case .relu: t < 0 ? 0 : t
    case .identity: t
    default: valueOfOthers(t)
    }
  }

  /// The value at `t` of all but the two that most networks have.
  @usableFromInline func valueOfOthers(_ t: Double) -> Double {
    guard !t.isNaN else { return t }
    guard t > 0 else {
      return switch self {
      case .identity: t
      case .leakyRelu: Self.leakySlope * t
      default: 0
      }
    }
    return switch self {
    case .relu, .identity, .leakyRelu: t
    case .reluSquared: t * t
    case .reluCubed: t * t * t
    case .reluSqrt: t.squareRoot()
    case .reluExpm1: expm1(t)
    case .reluLog1p: log1p(t)
    case .reluTanh: tanh(t)
    // e⁻ᵗ underflows to 0 long before t overflows; only an infinite t would give ∞ · 0.
    case .reluDecay: t == .infinity ? 0 : t * exp(-t)
    case .step: 1
    }
  }
}
