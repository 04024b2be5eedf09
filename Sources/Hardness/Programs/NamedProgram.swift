public import Optimization

/// A program with readable names for its columns and rows, and what solving it tells.
public struct NamedProgram: Sendable, Equatable {
  /// The program.
  public let program: LinearProgram
  /// What its columns and rows are called.
  public let names: ProgramNames
  /// What its optimum or its feasibility says, in one sentence.
  public let meaning: String

  /// Creates a program with names.
  public init(program: LinearProgram, names: ProgramNames, meaning: String) {
    self.program = program
    self.names = names
    self.meaning = meaning
  }
}

/// A program that would have more coefficients than were allowed; nothing of it is kept.
public struct ProgramTooLarge: Error, Sendable, Hashable, CustomStringConvertible {
  /// The most coefficients that were allowed.
  public let limit: Int

  /// Creates the error.
  public init(limit: Int) { self.limit = limit }

  /// One line.
  public var description: String { "it would have more than \(limit) coefficients" }
}
