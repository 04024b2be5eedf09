extension Gen where Value: FixedWidthInteger & Sendable {
  /// The integers of a closed range; the simplest is the one nearest to 0, or to `origin` where one is given.
  ///
  /// Integers count as simple in the order origin, origin + 1, origin − 1, origin + 2, …, which goes on upward or
  /// downward alone where the other side is used up. Every width up to 128 bits is there; an integer of a range of
  /// more than 2⁶⁴ takes two choices.
  public static func integer(
    in range: ClosedRange<Value> = Value.min...Value.max, origin: Value? = nil
  ) -> Gen<Value> {
    let zero: Value = 0
    let simplest: Value = min(max(origin ?? zero, range.lowerBound), range.upperBound)
    // In two's complement a distance is right even where the subtraction wraps.
    let above: Value.Magnitude = Value.Magnitude(truncatingIfNeeded: range.upperBound &- simplest)
    let below: Value.Magnitude = Value.Magnitude(truncatingIfNeeded: simplest &- range.lowerBound)
    if let above = UInt64(exactly: above), let below = UInt64(exactly: below),
      !above.addingReportingOverflow(below).overflow
    {
      return Gen { source in
        let choice: IntegerChoice = try source.chooseInteger(below: below, above: above)
        return simplest &+ Value(truncatingIfNeeded: choice.offset)
      }
    }
    return wideInteger(from: simplest, below: UInt128(below), above: UInt128(above))
  }

  /// Integers of a range of more than 2⁶⁴: on which side, then the high and the low word of the distance.
  private static func wideInteger(
    from simplest: Value, below: UInt128, above: UInt128
  ) -> Gen<Value> {
    Gen { source in
      let (isBelow, distance): (Bool, UInt128) = try source.chooseWideInteger(below: below, above: above)
      let step: Value = Value(truncatingIfNeeded: distance)
      return isBelow ? simplest &- step : simplest &+ step
    }
  }
}
