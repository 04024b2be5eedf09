public import DataFiles

/// What is wrong with the parts of a source problem, and what to do about it.
public struct SourceFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// The part: `edges[3]`, `clauses[0]`, `gates`.
  public let place: String
  /// What is wrong, as a clause.
  public let problem: String
  /// What to do about it, as an imperative clause.
  public let mend: String

  /// Creates a fault from its parts.
  public init(place: String, problem: String, mend: String) {
    self.place = place
    self.problem = problem
    self.mend = mend
  }

  /// One line: `place: problem; mend`.
  public var description: String { "\(place): \(problem); \(mend)" }

  /// The same fault as that of a file the problem was read from.
  public func inFile(_ file: String) -> DataError {
    DataError(.badData, file: file, place: place, problem: problem, mend: mend)
  }
}
