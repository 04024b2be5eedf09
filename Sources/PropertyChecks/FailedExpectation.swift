public import PropertyTesting
public import Testing

/// An expectation that failed inside a property.
public struct FailedExpectation: FailureIdentifying, Sendable, CustomStringConvertible {
  /// The issue that the case recorded first.
  public let first: Issue
  /// How many issues the case recorded.
  public let count: Int
  /// The place that comes first in the source among those of all its issues.
  public let failureIdentity: String

  /// Creates an error of the issues of a case; nil where there are none.
  init?(_ issues: [Issue]) {
    guard let first: Issue = issues.first else { return nil }
    self.first = first
    count = issues.count
    // Child tasks of a property record in any order, and the identity must not depend on it.
    let place: SourceLocation? = issues.compactMap(\.sourceLocation).min()
    failureIdentity = place.map { "\($0.fileID):\($0.line):\($0.column)" } ?? "unknown place"
  }

  /// What was expected, where, and how many more issues there were.
  public var description: String {
    var text: String = "\(first)"
    if let place: SourceLocation = first.sourceLocation { text += " at \(place.fileName):\(place.line)" }
    if count > 1 { text += " (and \(count - 1) more)" }
    return text
  }
}
