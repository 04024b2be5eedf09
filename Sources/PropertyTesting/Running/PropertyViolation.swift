/// An error that tells which failure it is, so that shrinking does not slip from one failure to another.
public protocol FailureIdentifying: Error {
  /// A text that is the same for errors of the same cause, such as the place of the broken condition.
  var failureIdentity: String { get }
}

/// A condition of a property that did not hold, as ``Trial/require(_:_:fileID:filePath:line:column:)`` throws it.
public struct PropertyViolation: FailureIdentifying, Sendable, Hashable, CustomStringConvertible {
  /// What was broken, for people.
  public let message: String
  /// Where the condition stands.
  public let place: SourcePlace

  /// Creates a violation.
  public init(_ message: String, at place: SourcePlace) {
    self.message = message
    self.place = place
  }

  /// The place: conditions at different places are different failures.
  public var failureIdentity: String { "\(place.fileID):\(place.line):\(place.column)" }

  /// The message and the place.
  public var description: String { "\(message) (\(place))" }
}
