/// What one trial of a statistical claim may yield: a Bool for a probability, a number for a mean or a quantile, the
/// errors at all sizes for a slope.
public protocol StatisticalObservation: Sendable {
  /// Whether the trial counts as a success; nil where it is measured and not judged.
  var isSuccess: Bool? { get }

  /// Counts the trial.
  ///
  /// - Throws: ``StatisticsError`` where the claim is about something else, or the numbers make no sense.
  func record(in test: inout StatisticalTest) throws
}

extension Bool: StatisticalObservation {
  /// The value itself.
  public var isSuccess: Bool? { self }

  /// Counts a success or a failure.
  public func record(in test: inout StatisticalTest) throws { try test.record(succeeded: self) }
}

extension Double: StatisticalObservation {
  /// None: a number is measured.
  public var isSuccess: Bool? { nil }

  /// Counts a number.
  public func record(in test: inout StatisticalTest) throws { try test.record(self) }
}

extension Array: StatisticalObservation where Element == Double {
  /// None: numbers are measured.
  public var isSuccess: Bool? { nil }

  /// Counts the errors at all sizes.
  public func record(in test: inout StatisticalTest) throws { try test.record(errors: self) }
}
