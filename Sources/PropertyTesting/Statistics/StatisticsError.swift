/// A statistical question that makes no sense as asked.
public struct StatisticsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of fault.
  public struct Code: Sendable, Hashable {
    private enum Kind: Sendable { case count, probability, indifference, range, observation, sizes, budget }
    private let kind: Kind

    /// A count is negative, or a part is greater than its whole.
    public static let count: Code = Code(kind: .count)
    /// A probability, a rate or a confidence does not lie strictly between 0 and 1.
    public static let probability: Code = Code(kind: .probability)
    /// An indifference zone is not positive, or leaves no room for the claim to be false.
    public static let indifference: Code = Code(kind: .indifference)
    /// A range is empty or not finite, or a claimed bound does not lie inside it.
    public static let range: Code = Code(kind: .range)
    /// An observation is NaN, outside its range, or of a kind that the claim is not about.
    public static let observation: Code = Code(kind: .observation)
    /// The sizes of a rate check are too few, not positive, or all alike.
    public static let sizes: Code = Code(kind: .sizes)
    /// A suite budget has no share left, or cannot be changed any more.
    public static let budget: Code = Code(kind: .budget)
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

  static func check(falseAlarmRate: Double, missRate: Double) throws(StatisticsError) {
    try check(probability: falseAlarmRate, name: "the false-alarm rate")
    try check(probability: missRate, name: "the miss rate")
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
