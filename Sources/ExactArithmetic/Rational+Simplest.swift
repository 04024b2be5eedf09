public import BigInt

extension Rational {
  /// The fraction in the interval with the smallest denominator, and of those the one nearest to 0.
  ///
  /// No fraction of the interval has a smaller numerator either (in absolute value). It is found on the
  /// Stern–Brocot tree: the continued fractions of both ends agree up to the place where it stops.
  ///
  /// ```swift
  /// let bounds: ClosedRange<Rational> = Rational(333) / 1000...Rational(334) / 1000
  /// Rational.simplest(in: bounds)      // 1/3
  /// ```
  ///
  /// - Complexity: quadratic in the length of the ends.
  public static func simplest(in interval: ClosedRange<Rational>) -> Rational {
    if interval.lowerBound.signum <= 0 && interval.upperBound.signum >= 0 { return .zero }
    if interval.upperBound.signum < 0 {
      return -simplest(in: -interval.upperBound...(-interval.lowerBound))
    }
    var (lower, upper): (Rational, Rational) = (interval.lowerBound, interval.upperBound)
    var convergents: Convergents = Convergents()
    while true {
      let ceiling: BigInt = lower.ceiling
      if Rational(ceiling) <= upper {
        convergents.append(ceiling)
        return convergents.last
      }
      let whole: BigInt = ceiling - 1
      convergents.append(whole)
      (lower, upper) = (1 / (upper - Rational(whole)), 1 / (lower - Rational(whole)))
    }
  }

  /// The simplest fraction between two floats, both included; `nil` where an end is not finite or they are crossed.
  ///
  /// The ends are taken exactly, as the dyadic rationals that they stand for.
  public static func simplest(from lower: Double, through upper: Double) -> Rational? {
    guard lower <= upper, let low = Rational(exactly: lower), let high = Rational(exactly: upper) else {
      return nil
    }
    return simplest(in: low...high)
  }

  /// The simplest fraction that is not further than `error` from a float estimate.
  ///
  /// Where the true number is p/q and `error` is below 1/(2q²) and really bounds the distance, the answer is p/q.
  /// `nil` where either number is not finite or `error` is negative.
  public static func simplest(near estimate: Double, within error: Double) -> Rational? {
    guard error >= 0, let centre = Rational(exactly: estimate), let radius = Rational(exactly: error) else {
      return nil
    }
    return simplest(in: (centre - radius)...(centre + radius))
  }

  /// The fraction nearest to `value` among those with a denominator up to `bound`; the smaller denominator in a tie.
  ///
  /// - Precondition: `bound` is at least 1.
  public static func nearest(to value: Rational, denominatorAtMost bound: BigInt) -> Rational {
    precondition(bound >= 1, "a denominator is at least 1")
    guard value.denominator > bound else { return value }
    var convergents: Convergents = Convergents()
    var rest: Rational = value
    while true {
      let whole: BigInt = rest.floor
      guard let next = convergents.denominator(appending: whole), next > bound else {
        convergents.append(whole)
        rest = 1 / (rest - Rational(whole))
        continue
      }
      let last: Rational = convergents.last
      let between: Rational = convergents.farthest(denominatorAtMost: bound)
      let (toLast, toBetween) = ((value - last).magnitude, (value - between).magnitude)
      if toLast == toBetween { return last.denominator < between.denominator ? last : between }
      return toLast < toBetween ? last : between
    }
  }

  /// The primitive integer vector on the ray of `vector`: coprime entries, the same direction; zeros stay zeros.
  ///
  /// Two vectors are positive multiples of each other exactly where their primitive vectors are equal.
  public static func primitive(_ vector: [Rational]) -> [BigInt] {
    IntegerRow(clearing: vector).entries
  }
}

/// The last two convergents p/q of a continued fraction.
struct Convergents {
  private var numerators: (BigInt, BigInt) = (0, 1)
  private var denominators: (BigInt, BigInt) = (1, 0)
  private var isEmpty: Bool = true

  mutating func append(_ quotient: BigInt) {
    numerators = (numerators.1, quotient * numerators.1 + numerators.0)
    denominators = (denominators.1, quotient * denominators.1 + denominators.0)
    isEmpty = false
  }

  /// The last convergent.
  var last: Rational { Rational(numerators.1, over: denominators.1) }

  /// The denominator that the next convergent would have; `nil` at the first, whose denominator is always 1.
  func denominator(appending quotient: BigInt) -> BigInt? {
    isEmpty ? nil : quotient * denominators.1 + denominators.0
  }

  /// The fraction between the last two convergents with the largest denominator within the bound.
  func farthest(denominatorAtMost bound: BigInt) -> Rational {
    let steps: BigInt = (bound - denominators.0) / denominators.1
    return Rational(
      numerators.0 + steps * numerators.1, over: denominators.0 + steps * denominators.1)
  }
}
