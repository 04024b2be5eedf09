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
