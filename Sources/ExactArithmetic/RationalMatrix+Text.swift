extension RationalMatrix: CustomStringConvertible {
  /// The rows in brackets, as in `[[1/2, 0], [−3, 1]]` with plain minus signs.
  public var description: String {
    let lines: [String] = rows.map { "[\($0.map(\.description).joined(separator: ", "))]" }
    return "[\(lines.joined(separator: ", "))]"
  }
}

extension RationalMatrix: Codable {
  /// Decodes an array of rows of fractions.
  ///
  /// - Throws: `DecodingError` where an entry is no fraction or the rows have different lengths.
  public init(from decoder: any Decoder) throws {
    let rows: [[Rational]] = try decoder.singleValueContainer().decode([[Rational]].self)
    guard rows.allSatisfy({ $0.count == rows.first?.count }) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "the rows have different lengths"))
    }
    self.init(rows)
  }

  /// Encodes an array of rows, each entry as its text.
  ///
  /// A matrix without rows is written as `[]` and read back with no columns.
  public func encode(to encoder: any Encoder) throws {
    var container: any SingleValueEncodingContainer = encoder.singleValueContainer()
    try container.encode(rows)
  }
}
