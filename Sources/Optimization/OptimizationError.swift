/// A model that no solver may be given, or a solver that broke down.
public struct OptimizationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of fault.
  public struct Code: Sendable, Hashable {
    private enum Kind: Sendable { case invalidModel, solverFailed }
    private let kind: Kind

    /// The model breaks a rule that ``LinearProgram`` states.
    public static let invalidModel: Code = Code(kind: .invalidModel)
    /// The solver gave up for a reason of its own, not the model's.
    public static let solverFailed: Code = Code(kind: .solverFailed)
  }

  /// The kind of fault.
  public let code: Code
  /// What is wrong and what to do about it, in one line.
  public let description: String

  /// Creates an error from its parts.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
