import PropertyTesting

/// What the trials of a claim say of the quantity that it is about.
public struct ClaimEstimate: Sendable, Hashable, Encodable {
  /// A point of the line whose slope is claimed.
  public struct Point: Sendable, Hashable, Encodable {
    /// Where it was measured.
    public let x: Double
    /// The middle of what the trials measured there; the lower of two.
    public let median: Double
  }

  /// What is measured, for people.
  public let quantity: String
  /// Where it is claimed to lie, for people.
  public let claimed: String
  /// The estimate: the mean, the quantile or the median slope.
  public let value: Double
  /// The lower end of an interval that is valid although it was looked at after every trial; nil where the trials do
  /// not bound the quantity from below.
  public let lower: Double?
  /// The upper end; nil where the trials do not bound the quantity from above.
  public let upper: Double?
  /// The confidence of the interval.
  public let confidence: Double
  /// The line whose slope is claimed.
  public let points: [Point]?

  init?(_ quantity: MeasuredQuantity, _ verdict: StatisticalVerdict, _ measurements: [TrialMeasurement]) {
    guard let estimate = verdict.estimate, estimate.value.isFinite else { return nil }
    self.quantity = quantity.name
    self.claimed = quantity.claimed
    self.value = estimate.value
    self.lower = estimate.lowerBound.isFinite ? estimate.lowerBound : nil
    self.upper = estimate.upperBound.isFinite ? estimate.upperBound : nil
    self.confidence = estimate.confidence
    guard case .slope(_, let sizes) = quantity.kind, !measurements.isEmpty else {
      self.points = nil
      return
    }
    let lines: [[Double]] = measurements.compactMap { measurement in
      guard case .points(let line) = measurement else { return nil }
      return line
    }
    self.points = sizes.indices.map { place in
      let sorted: [Double] = lines.map { $0[place] }.sorted()
      return Point(x: sizes[place], median: sorted[(sorted.count - 1) / 2])
    }
  }

  /// The estimate with its interval, for people: `-0.497 (-0.521 to -0.470)`.
  public var text: String {
    let ends: [String] = [lower, upper].map { $0.map(Self.short) ?? "unbounded" }
    return "\(Self.short(value)) (\(ends[0]) to \(ends[1]))"
  }

  private static func short(_ value: Double) -> String { ShortDecimal.text(value) }
}
