extension Gen where Value == Double {
  /// The numbers of a range, and NaN where it is asked for; whole numbers and short decimals are simple.
  ///
  /// - Parameters:
  ///   - range: its ends may be infinite, and then belong to it.
  ///   - allowsNaN: whether NaN is among the values.
  /// - Precondition: the range has no NaN as an end.
  public static func float(
    in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude,
    allowsNaN: Bool = false
  ) -> Gen<Double> {
    let domain: FloatChoice.Domain = FloatChoice.Domain(range, allowsNaN: allowsNaN)
    return Gen { source in try source.chooseFloat(in: domain) }
  }

  /// Every number there is: finite ones, both infinities, and NaN.
  public static var anyFloat: Gen<Double> { float(in: -Double.infinity...Double.infinity, allowsNaN: true) }
}

extension Gen where Value == Float {
  /// The numbers of a range, and NaN where it is asked for; whole numbers and short decimals are simple.
  ///
  /// - Parameters:
  ///   - range: its ends may be infinite, and then belong to it.
  ///   - allowsNaN: whether NaN is among the values.
  /// - Precondition: the range has no NaN as an end.
  public static func float(
    in range: ClosedRange<Float> = -Float.greatestFiniteMagnitude...Float.greatestFiniteMagnitude,
    allowsNaN: Bool = false
  ) -> Gen<Float> {
    let domain: FloatChoice.Domain = FloatChoice.Domain(
      Double(range.lowerBound)...Double(range.upperBound), allowsNaN: allowsNaN)
    return Gen { source in
      // Rounding to the nearest Float may leave the range by at most one step.
      let drawn: Float = Float(try source.chooseFloat(in: domain))
      return drawn.isNaN ? drawn : min(max(drawn, range.lowerBound), range.upperBound)
    }
  }

  /// Every number there is: finite ones, both infinities, and NaN.
  public static var anyFloat: Gen<Float> { float(in: -Float.infinity...Float.infinity, allowsNaN: true) }
}
