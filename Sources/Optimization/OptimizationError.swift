/// A model that no solver may be given, a solver that broke down, or a file that holds no program.
public struct OptimizationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of fault.
  public struct Code: Sendable, Hashable {
    private enum Kind: Sendable { case invalidModel, solverFailed, fileFailed }
    private let kind: Kind

    /// The model breaks a rule that ``LinearProgram`` states.
    public static let invalidModel: Code = Code(kind: .invalidModel)
    /// The solver gave up for a reason of its own, not the model's.
    public static let solverFailed: Code = Code(kind: .solverFailed)
    /// A file cannot be read or written, or does not hold a program.
    public static let fileFailed: Code = Code(kind: .fileFailed)
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
