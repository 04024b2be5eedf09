public import ExactArithmetic

/// A map from an NP-hard problem to training sets, with the maps of solutions both ways.
///
/// A new reduction is one file with a conforming type, whose doc comment answers, in this order: statement,
/// construction, extraction, size, source, example; and one line in ``ReductionRegistry/all``.
public protocol Reduction: Sendable {
  /// An instance of the source problem, without the target.
  associatedtype Source: Sendable
  /// A solution of the source problem.
  associatedtype Solution: Sendable

  /// What the reduction is and where it comes from.
  static var summary: ReductionSummary { get }

  /// The training set that asks whether `source` has a solution of cost at most `target` (κ).
  ///
  /// - Throws: ``SetCoverFault`` or the source's own fault where the reduction does not take it.
  static func instance(of source: Source, target: Int) throws -> TrainingInstance

  /// The network that encodes `solution`; its loss is exactly the solution's cost.
  ///
  /// - Parameter parameters: the constants of the instance, ``TrainingInstance/parameters``.
  /// - Throws: ``SetCoverFault`` or the source's own fault where a constant is missing.
  static func certificate(
    for solution: Solution, of source: Source, parameters: [String: Rational]
  ) throws -> CertificateNetwork

  /// The solution that one unit's dense weights encode.
  static func solution(from unit: [Rational], of source: Source) -> Solution

  /// The exact size of ``instance(of:target:)``, without making it.
  static func size(of source: Source) -> InstanceSize
}

/// What a reduction is and where it comes from.
public struct ReductionSummary: Sendable, Hashable, Codable {
  /// The name on the command line: `assay generate ID`.
  public let id: String
  /// The name in the exchange format.
  public let formatName: String
  /// What is reduced to what, in a few words.
  public let title: String
  /// Yes ⇔ yes, in one sentence.
  public let statement: String
  /// The work that the theorem is from.
  public let source: Citation

  /// Creates a summary.
  public init(id: String, formatName: String, title: String, statement: String, source: Citation) {
    self.id = id
    self.formatName = formatName
    self.title = title
    self.statement = statement
    self.source = source
  }
}

/// A published work.
public struct Citation: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The authors, in the work's order.
  public let authors: String
  /// The work's title.
  public let title: String
  /// Where and when it appeared.
  public let venue: String
  /// The digital object identifier; `nil` where there is none.
  public let doi: String?
  /// The arXiv identifier; `nil` where there is none.
  public let arXiv: String?

  /// Creates a citation.
  public init(authors: String, title: String, venue: String, doi: String?, arXiv: String?) {
    self.authors = authors
    self.title = title
    self.venue = venue
    self.doi = doi
    self.arXiv = arXiv
  }

  /// One line: authors, title, venue, identifiers.
  public var description: String {
    var text: String = "\(authors), \"\(title)\", \(venue)"
    if let doi { text += ", doi:\(doi)" }
    if let arXiv { text += ", arXiv:\(arXiv)" }
    return text
  }
}
