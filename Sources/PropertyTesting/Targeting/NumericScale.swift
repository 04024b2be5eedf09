#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Places a numeric choice between 0 and 1, so that a step of one length is as weighty anywhere.
///
/// A range is mapped linearly, unless it spans many magnitudes: then by the logarithm, or by the inverse hyperbolic
/// sine where it has 0 inside, which is linear near 0 and logarithmic far from it.
struct NumericScale: Sendable, Equatable {
  private enum Shape: Sendable, Equatable {
    case linear
    case logarithmic(sign: Double)
    case symmetric
  }

  private let shape: Shape
  private let lower: Double
  private let upper: Double
  /// How many steps of 1 a linear range of integers has; nil for others.
  let steps: Double?
  /// Whether the choice is a whole number.
  let isInteger: Bool
  /// Whether equal steps are equal distances.
  var isLinear: Bool { shape == .linear }

  /// Ranges of fewer integers are alternatives rather than magnitudes; they are left to other moves.
  private static let leastSteps: Double = 4
  /// Integer ranges beyond this width span many magnitudes.
  private static let widestLinearInteger: Double = 0x1p32
  /// Floating-point ranges with 0 inside beyond this width span many magnitudes.
  private static let widestLinearFloat: Double = 1e9
  /// Ranges on one side of 0 whose ends have at least this ratio span many magnitudes.
  private static let leastLogarithmicRatio: Double = 1e4

  /// Nothing for yes and no, and for ranges of one or a few numbers.
  init?(_ choice: Choice) {
    switch choice {
    case .boolean: return nil
    case .integer(let choice):
      let width: Double = Double(choice.below) + Double(choice.above)
      guard width >= Self.leastSteps else { return nil }
      shape = width <= Self.widestLinearInteger ? .linear : .symmetric
      steps = width <= Self.widestLinearInteger ? width : nil
      isInteger = true
      (lower, upper) = (
        Self.map(-Double(choice.below), shape), Self.map(Double(choice.above), shape)
      )
    case .float(let choice):
      let most: Double = Double.greatestFiniteMagnitude
      let (low, high): (Double, Double) = (
        min(max(choice.domain.lowerBound, -most), most), min(max(choice.domain.upperBound, -most), most)
      )
      if low > 0, high / low >= Self.leastLogarithmicRatio {
        shape = .logarithmic(sign: 1)
      } else if high < 0, low / high >= Self.leastLogarithmicRatio {
        shape = .logarithmic(sign: -1)
      } else {
        shape = high - low <= Self.widestLinearFloat ? .linear : .symmetric
      }
      steps = nil
      isInteger = false
      (lower, upper) = (Self.map(low, shape), Self.map(high, shape))
    }
    guard upper > lower else { return nil }
  }

  /// Where a choice of this range is; the simplest number stands for NaN.
  func position(of choice: Choice) -> Double {
    let value: Double
    switch choice {
    case .boolean: return 0
    case .integer(let choice): value = Double(choice.offset)
    case .float(let choice): value = choice.value.isNaN ? choice.domain.simplest : choice.value
    }
    let place: Double = (Self.map(value, shape) - lower) / (upper - lower)
    return min(max(place, 0), 1)
  }

  /// The choice at a position, in the range of `choice`.
  func choice(at position: Double, like choice: Choice) -> Choice {
    let inside: Double = min(max(position, 0), 1)
    let mapped: Double = inside == 1 ? upper : lower + inside * (upper - lower)
    let value: Double = unmap(mapped)
    switch choice {
    case .boolean: return choice
    case .integer(let old):
      // A Double as large as 2^64 is still within 128 bits.
      return .integer(
        IntegerChoice(offset: Int128(value.rounded()), below: old.below, above: old.above))
    case .float(let old): return .float(FloatChoice(value, in: old.domain))
    }
  }

  /// A position outside [0, 1] brought inside by mirroring at the ends.
  static func reflected(_ position: Double) -> Double {
    guard position.isFinite else { return 0 }
    let turned: Double = position.magnitude.truncatingRemainder(dividingBy: 2)
    return turned > 1 ? 2 - turned : turned
  }

  private static func map(_ value: Double, _ shape: Shape) -> Double {
    switch shape {
    case .linear: value
    case .logarithmic(let sign): sign * log(max(sign * value, .leastNonzeroMagnitude))
    case .symmetric: asinh(min(max(value, -.greatestFiniteMagnitude), .greatestFiniteMagnitude))
    }
  }

  private func unmap(_ mapped: Double) -> Double {
    switch shape {
    case .linear: mapped
    case .logarithmic(let sign): sign * exp(sign * mapped)
    case .symmetric:
      min(max(sinh(mapped), -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    }
  }
}
