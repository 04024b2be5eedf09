public import PropertyTesting
public import Testing

/// An expectation that failed inside a property.
public struct FailedExpectation: FailureIdentifying, Sendable, CustomStringConvertible {
  /// The first issue that the case recorded.
  public let first: Issue
  /// How many issues the case recorded.
  public let count: Int

  /// The place of the first issue: expectations at different places are different failures.
  public var failureIdentity: String {
    first.sourceLocation.map { "\($0.fileID):\($0.line):\($0.column)" } ?? "unknown place"
  }

  /// What was expected, where, and how many more issues there were.
  public var description: String {
    var text: String = "\(first)"
    if let place: SourceLocation = first.sourceLocation { text += " at \(place.fileName):\(place.line)" }
    if count > 1 { text += " (and \(count - 1) more)" }
    return text
  }
}
