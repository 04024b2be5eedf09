/// A test that a label's share of the cases is at least a minimum, which may be looked at after each case.
///
/// ```swift
/// var test = try CoverageTest(label: "has a duplicate", minimum: 0.1)
/// for value in values where test.decision == .undecided { test.record(value.hasDuplicate) }
/// print(test)
/// ```
///
/// *Insufficient* is said with probability at most 1 − confidence where the share is the minimum or more; *covered* with
/// probability at most 1 − confidence where it is `minimum − indifference` or less; between them either may be said. Both
/// hold over all looks together, so that a run may stop as soon as its labels are decided and needs no number of cases
/// fixed beforehand. It is a ``ProportionTest``, where the mathematics is told.
///
/// With several labels, each errs with the stated probability: divide 1 − confidence by the number of labels for a
/// confidence that all of them share.
public struct CoverageTest: Sendable, Hashable {
  /// What the cases so far say.
  public enum Decision: String, Sendable, Hashable, CaseIterable {
    /// The share is at least the minimum, up to the zone.
    case covered
    /// The share is below the minimum.
    case insufficient
    /// More cases are needed.
    case undecided
  }

  /// What is counted.
  public let label: String
  /// The share that the label should have, at least.
  public let minimum: Double
  /// The probability of a right answer, at least.
  public let confidence: Double
  private var proportion: ProportionTest

  /// The confidence where none is named: one error in a million.
  public static let defaultConfidence: Double = 1 - 1e-6
  /// Where no zone is named, it is this part of the minimum.
  private static let zonePart: Double = 0.1

  /// Sets up a test before its first case.
  ///
  /// - Parameter indifference: by how much the share may be below the minimum and yet be called covered; a tenth of the
  ///   minimum where it is nil.
  /// - Throws: ``StatisticsError`` where the minimum is not in (0, 1], the zone not in (0, minimum), or the confidence not
  ///   strictly between 0 and 1.
  public init(
    label: String, minimum: Double, confidence: Double = CoverageTest.defaultConfidence,
    indifference: Double? = nil
  ) throws(StatisticsError) {
    try StatisticsError.check(probability: confidence, name: "the confidence")
    proportion = try ProportionTest(
      successProbability: minimum, indifference: indifference ?? Self.zonePart * minimum,
      falseAlarmRate: 1 - confidence, missRate: 1 - confidence)
    self.label = label
    self.minimum = minimum
    self.confidence = confidence
  }

  /// Counts a case.
  public mutating func record(_ hasLabel: Bool) { proportion.record(succeeded: hasLabel) }

  /// Counts several cases and looks once, after the last.
  ///
  /// - Precondition: `labelled` is in 0…`cases`.
  public mutating func record(labelled: Int, of cases: Int) {
    proportion.record(successes: labelled, of: cases)
  }

  /// By how much the share may be below the minimum and yet be called covered.
  public var indifference: Double { proportion.indifference }
  /// How many cases were recorded.
  public var cases: Int { proportion.trials }
  /// How many of them have the label.
  public var labelled: Int { proportion.successes }
  /// A number of cases within which nearly every run ends, whatever the share.
  public var caseLimit: Int { proportion.trialLimit }

  /// The first decision that was reached.
  public var decision: Decision {
    switch proportion.decision {
    case .holds: .covered
    case .violated: .insufficient
    case .undecided: .undecided
    }
  }
}

extension CoverageTest: CustomStringConvertible {
  /// The decision and its evidence in one line.
  public var description: String {
    let share: String =
      cases == 0 ? "no cases" : "\(ShortNumber.text(labelled)) of \(ShortNumber.text(cases)) cases"
    return
      "\(decision.rawValue): '\(label)' in \(share), should be \(ShortNumber.text(stated: 100 * minimum)) % or more "
      + "(an error has probability at most \(ShortNumber.text(1 - confidence)))"
  }
}
