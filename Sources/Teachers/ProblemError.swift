/// A problem that cannot be drawn: which parameter is at fault, why, and the mend.
public struct ProblemError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The parameter at fault.
  public let parameter: String
  /// What is wrong with it, as a clause.
  public let problem: String
  /// What to do about it, as an imperative clause.
  public let mend: String

  /// Creates an error from its parts.
  public init(parameter: String, problem: String, mend: String) {
    self.parameter = parameter
    self.problem = problem
    self.mend = mend
  }

  /// One line: `parameter problem; mend`.
  public var description: String { "the \(parameter) \(problem); \(mend)" }
}
