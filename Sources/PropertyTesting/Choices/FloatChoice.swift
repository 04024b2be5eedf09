/// A floating-point number that a generator chose, with the numbers that it could have chosen.
public struct FloatChoice: Sendable, Hashable {
  /// The number; NaN has one form.
  public let value: Double
  /// The numbers that could have been chosen.
  public let domain: Domain

  /// The floating-point numbers that a choice is among.
  public struct Domain: Sendable, Hashable {
    /// The least number; it may be −∞.
    public let lowerBound: Double
    /// The greatest number; it may be +∞.
    public let upperBound: Double
    /// Whether NaN belongs to them.
    public let allowsNaN: Bool

    /// The numbers of a range, and NaN where it is allowed.
    public init(_ range: ClosedRange<Double>, allowsNaN: Bool = false) {
      self.lowerBound = range.lowerBound
      self.upperBound = range.upperBound
      self.allowsNaN = allowsNaN
    }

    /// Whether a number belongs to the domain.
    public func contains(_ value: Double) -> Bool {
      value.isNaN ? allowsNaN : value >= lowerBound && value <= upperBound
    }

    /// The simplest number: 0, or else the whole number nearest to 0, or else the shortest decimal.
    public var simplest: Double {
      if contains(0) { return 0 }
      let nearest: Double = lowerBound > 0 ? lowerBound : upperBound
      var scale: Double = 1
      for _ in 0...Self.mostDecimals {
        let scaled: Double = nearest * scale
        let candidate: Double = (nearest > 0 ? scaled.rounded(.up) : scaled.rounded(.down)) / scale
        if contains(candidate) { return candidate }
        scale *= 10
      }
      return nearest
    }

    /// Beyond as many decimals no Double needs more to be told from its neighbours near 1.
    private static let mostDecimals: Int = 17
  }

  /// Creates a choice; a number outside the domain becomes the end of the range that is nearer, and NaN that is not
  /// allowed the simplest number.
  public init(_ value: Double, in domain: Domain) {
    self.domain = domain
    if value.isNaN {
      self.value = domain.allowsNaN ? Double.nan : domain.simplest
    } else {
      self.value = min(max(value, domain.lowerBound), domain.upperBound)
    }
  }

  /// Whether two choices are the same, bit by bit: 0 and −0 differ, and NaN is the same as NaN.
  public static func == (first: FloatChoice, second: FloatChoice) -> Bool {
    first.value.bitPattern == second.value.bitPattern && first.domain == second.domain
  }

  /// Feeds the bits of the number.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(value.bitPattern)
    hasher.combine(domain)
  }
}
