import Foundation

/// What learners and comparisons of networks need to know about an activation *f*.
extension Activation {
  /// The activations that are 0 for t ≤ 0 and positive for t > 0, in the order of ``allCases``.
  public static let rectified: [Activation] = allCases.filter(\.isRectified)

  /// Whether f(t) = 0 for t ≤ 0 and f(t) > 0 for t > 0.
  public var isRectified: Bool {
    switch self {
    case .identity, .leakyRelu: false
    default: true
    }
  }

  /// The number *p* with f(c t) = cᵖ f(t) for every c > 0; `nil` where there is none.
  ///
  /// A neuron (v, u) of a homogeneous activation has the same outputs as (c v, u / cᵖ): the length of v is free. The
  /// step has degree 0; of the others all parameters are determined.
  public var homogeneityDegree: Double? {
    switch self {
    case .relu, .identity, .leakyRelu: 1
    case .reluSquared: 2
    case .reluCubed: 3
    case .reluSqrt: 0.5
    case .step: 0
    case .reluExpm1, .reluLog1p, .reluTanh, .reluDecay: nil
    }
  }

  /// Whether f increases strictly for t > 0, so that a positive value tells t.
  public var isIncreasing: Bool { self != .step && self != .reluDecay }

  /// The t > 0 with f(t) = `value`; `nil` where f is not increasing or has no such value.
  public func inverse(_ value: Double) -> Double? {
    guard isIncreasing, value > 0, value.isFinite else { return nil }
    return switch self {
    case .reluSquared: value.squareRoot()
    case .reluCubed: cbrt(value)
    // Where the square leaves the range of Double there is no t.
    case .reluSqrt: (value * value).isNormal ? value * value : nil
    case .reluExpm1: log1p(value)
    case .reluLog1p: expm1(value).isFinite ? expm1(value) : nil
    case .reluTanh: value < 1 ? atanh(value) : nil
    case .relu, .identity, .leakyRelu: value
    case .reluDecay, .step: nil
    }
  }

  /// f′(t); at t = 0, where the sides may differ, the one from the left.
  public func derivative(at t: Double) -> Double {
    guard !t.isNaN else { return t }
    guard t > 0 else {
      return switch self {
      case .identity: 1
      case .leakyRelu: Self.leakySlope
      default: 0
      }
    }
    return switch self {
    case .relu, .identity, .leakyRelu: 1
    case .reluSquared: 2 * t
    case .reluCubed: 3 * t * t
    case .reluSqrt: 0.5 / t.squareRoot()
    case .reluExpm1: exp(t)
    case .reluLog1p: 1 / (1 + t)
    // 1 − tanh² would lose all digits where tanh is close to 1.
    case .reluTanh: 1 / (cosh(t) * cosh(t))
    case .reluDecay: t == .infinity ? 0 : (1 - t) * exp(-t)
    case .step: 0
    }
  }

  /// The function as a formula, for help and reports.
  public var formula: String {
    switch self {
    case .relu: "max(0, t)"
    case .identity: "t"
    case .reluSquared: "t² for t > 0, else 0"
    case .reluCubed: "t³ for t > 0, else 0"
    case .reluSqrt: "√t for t > 0, else 0"
    case .reluExpm1: "eᵗ − 1 for t > 0, else 0"
    case .reluLog1p: "log(1 + t) for t > 0, else 0"
    case .reluTanh: "tanh t for t > 0, else 0"
    case .reluDecay: "t e⁻ᵗ for t > 0, else 0"
    case .step: "1 for t > 0, else 0"
    case .leakyRelu: "t for t > 0, else t/10"
    }
  }
}
