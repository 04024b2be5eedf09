/// The size of a two-layer teacher and how well conditioned its layers are.
public struct TeacherSize: Sendable, Hashable {
  /// The number of inputs, *d*.
  public let inputsDimension: Int
  /// The number of hidden units, *k*.
  public let hidden: Int
  /// The number of outputs, *m*.
  public let outputs: Int
  /// The ratio of the largest to the smallest singular value of each layer; `nil` leaves it to chance.
  public let conditionNumber: Double?

  /// Creates a size.
  ///
  /// - Throws: ``ProblemError`` where a number is not positive or beyond ``largestDimension``, the weights are more
  ///   than ``largestWeightCount``, or the condition number is below 1 or beyond
  ///   ``largestConditionNumber``.
  public init(
    inputsDimension: Int, hidden: Int, outputs: Int, conditionNumber: Double? = nil
  ) throws(ProblemError) {
    for (name, value) in [
      ("number of inputs", inputsDimension), ("number of hidden units", hidden),
      ("number of outputs", outputs),
    ]
    where !(1...Self.largestDimension).contains(value) {
      throw ProblemError(
        parameter: name, problem: "is \(value)", mend: "choose a number from 1 to \(Self.largestDimension)")
    }
    let (weights, overflow) = hidden.multipliedReportingOverflow(by: inputsDimension + outputs)
    guard !overflow, weights <= Self.largestWeightCount else {
      throw ProblemError(
        parameter: "hidden",
        problem: "is \(hidden), which makes more than \(Self.largestWeightCount) weights",
        mend: "choose smaller layers")
    }
    if let conditionNumber, !(1...Self.largestConditionNumber).contains(conditionNumber) {
      throw ProblemError(
        parameter: "condition number", problem: "is \(conditionNumber)",
        mend: "choose a number from 1 to \(Self.largestConditionNumber)")
    }
    self.inputsDimension = inputsDimension
    self.hidden = hidden
    self.outputs = outputs
    self.conditionNumber = conditionNumber
  }

  /// The largest number of inputs, hidden units or outputs.
  public static let largestDimension: Int = 100_000
  /// The largest condition number that layers of double precision can have.
  public static let largestConditionNumber: Double = 1e16
  /// The largest number of weights of both layers, 1 GiB of memory.
  public static let largestWeightCount: Int = 1 << 27
}
