/// A network that cannot be: which of its parts is at fault, why, and the mend.
public struct NetworkError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The part at fault, as a field of the network's JSON: `weights`, `layers[1].bias`.
  public let field: String
  /// What is wrong with it, as a clause.
  public let problem: String
  /// What to do about it, as an imperative clause.
  public let mend: String

  init(_ field: String, _ problem: String, _ mend: String) {
    self.field = field
    self.problem = problem
    self.mend = mend
  }

  /// One line: `field problem; mend`.
  public var description: String { "\(field) \(problem); \(mend)" }
}
