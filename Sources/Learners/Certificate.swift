/// Why a student can be relied on: the argument, with the numbers that it rests on.
///
/// Its JSON is an object with a field `kind` and whatever else the argument has.
public protocol Certificate: Sendable, Encodable {
  /// The argument in one word, the field `kind` of its JSON: `purePatterns`, `exact`.
  var argument: String { get }
  /// The number of hidden units of the student.
  var hiddenUnits: Int { get }
  /// The numbers that people look at first, in the order in which they are shown.
  var facts: [CertificateFact] { get }
}

/// A line of a certificate for people.
public struct CertificateFact: Sendable, Hashable {
  /// What it is about, in one word.
  public let name: String
  /// What is known, as a clause.
  public let text: String

  /// Creates a line.
  public init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }
}
