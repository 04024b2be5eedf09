public import PropertyTesting

/// A quantity that every trial of a claim measures, and where it is claimed to lie.
///
/// ```swift
/// // The error falls like 1/√n.
/// MeasuredQuantity("slope of log error on log n", .slope(-0.6 ... -0.4, against: [1000, 2000, 4000, 8000]))
/// ```
public struct MeasuredQuantity: Sendable, Hashable {
  /// What of the measurements is claimed.
  public enum Kind: Sendable, Hashable {
    /// Each trial measures a positive *y* at each of these *x*; the median over the trials of the slope of log y on log x
    /// lies in the range (`SlopeTest`).
    case slope(ClosedRange<Double>, against: [Double])
    /// Each trial measures a number in a range; their mean is bounded (`MeanTest`). By up to the indifference, in the
    /// unit of the number, it may be beyond the bound and the claim yet be accepted.
    case mean(StatisticalBound, in: ClosedRange<Double>, indifference: Double)
    /// Each trial measures a number; a quantile of them, 0.5 for the median, is bounded (`QuantileTest`).
    case quantile(Double, StatisticalBound)
  }

  /// What is measured, for people: `slope of log error on log n`.
  public let name: String
  /// What of it is claimed.
  public let kind: Kind

  /// Creates a claim about a quantity; its numbers are checked where it is tested.
  public init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// The claim as the property-testing engine tests it.
  public var statisticalClaim: StatisticalClaim {
    switch kind {
    case .slope(let range, let sizes): .slope(range, against: sizes)
    case .mean(.atMost(let bound), let range, let zone): .mean(atMost: bound, in: range, indifference: zone)
    case .mean(.atLeast(let bound), let range, let zone):
      .mean(atLeast: bound, in: range, indifference: zone)
    case .quantile(let level, .atMost(let bound)): .quantile(level, atMost: bound)
    case .quantile(let level, .atLeast(let bound)): .quantile(level, atLeast: bound)
    }
  }

  /// The number that a trial's measurement gives; nil where it gives none.
  func value(of measurement: TrialMeasurement) -> Double? {
    switch (kind, measurement) {
    case (.slope(_, let sizes), .points(let errors)):
      return (try? SlopeFit(errors: errors, sizes: sizes))?.slope
    case (.mean(_, let range, _), .value(let value)): return range.contains(value) ? value : nil
    case (.quantile, .value(let value)): return value.isNaN ? nil : value
    case (.slope, _), (.mean, _), (.quantile, _): return nil
    }
  }

  /// Whether a trial's number is on the claimed side, which a part of the trials need not be.
  func admits(_ value: Double) -> Bool {
    switch kind {
    case .slope(let range, _): range.contains(value)
    case .mean(let bound, _, _), .quantile(_, let bound):
      bound.isUpper ? value <= bound.value : value >= bound.value
    }
  }

  /// Where the quantity is claimed to lie, for people.
  var claimed: String { "\(statisticalClaim)" }
}

/// What one trial measured.
public enum TrialMeasurement: Sendable, Hashable {
  /// A number.
  case value(Double)
  /// A number for each *x* of the claim, in their order.
  case points([Double])
  /// Nothing, and why, in a few words: `refused: insufficient`.
  case nothing(String)
}
