/// A statistical question that makes no sense as asked.
public struct StatisticsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of fault.
  public struct Code: Sendable, Hashable {
    private enum Kind: Sendable { case count, probability }
    private let kind: Kind

    /// A count is negative, or a part is greater than its whole.
    public static let count: Code = Code(kind: .count)
    /// A probability, a rate or a confidence does not lie strictly between 0 and 1.
    public static let probability: Code = Code(kind: .probability)
  }

  /// The kind of fault.
  public let code: Code
  /// What is wrong and how to mend it, for people.
  public let description: String

  static func check(probability: Double, name: String) throws(StatisticsError) {
    guard probability > 0, probability < 1 else {
      throw StatisticsError(
        code: .probability, description: "\(name) is \(probability); choose a number strictly between 0 and 1"
      )
    }
  }

  static func check(part: Int, whole: Int, names: (part: String, whole: String)) throws(StatisticsError) {
    guard part >= 0, part <= whole else {
      throw StatisticsError(
        code: .count,
        description: "\(part) \(names.part) of \(whole) \(names.whole) cannot be; count from 0 to all of them"
      )
    }
  }
}
