/// A request that contradicts itself or leaves something out: an option missing, unknown, or of no use here.
public struct RequestError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, and the mend.
  public let description: String

  /// Creates an error with its whole text.
  public init(_ description: String) { self.description = description }
}
