import DataFiles
import Foundation

/// What a file's content says about its format.
///
/// Marks at the start (`{`, `%%MatrixMarket`, a line `p`, `# vertices:`) settle it, and then the suffix. Files of bare
/// numbers with another suffix are read in every numeric format; those with a header that counts what follows prove
/// themselves. A list of hyperedges has no header, so nearly every file of numbers fits it, a truncated one of
/// another format too: it is taken only where the lines look like nothing else.
enum FormatGuess {
  private static let numeric: [SourceFormat] = [
    .orLibrary, .orLibraryRail, .steinerTriples, .hMETIS, .edgeList, .hyperedges,
  ]
  private static let marks: [UInt8] = [UInt8(ascii: "#"), UInt8(ascii: "%")]
  private static let linesLookedAt: Int = 50

  /// The format that the start of the content settles, or `nil`.
  static func marked(_ bytes: Data) -> SourceFormat? {
    if EdgeListReader.isMatrixMarket(bytes) { return .edgeList }
    var text: SourceText = SourceText(bytes, file: "")
    while text.advance() {
      switch text.firstByte {
      case nil, UInt8(ascii: "c"): continue
      case UInt8(ascii: "{"): return .circuitJSON
      case UInt8(ascii: "#") where text.token(1, is: "vertices:"): return .hyperedges
      case UInt8(ascii: "p"): return text.token(1, is: "cnf") ? .dimacsFormula : .dimacsGraph
      case UInt8(ascii: "e") where text.token(0, is: "e"): return .dimacsGraph
      default: return nil
      }
    }
    return nil
  }

  /// What the content reads as, in every numeric format that takes it and that its lines look like.
  static func fits(of bytes: Data, file: String) -> [(format: SourceFormat, content: SourceContent)] {
    let fits: [(format: SourceFormat, content: SourceContent)] = numeric.compactMap { format in
      (try? format.read(bytes, file: file)).map { (format, $0) }
    }
    // A list of pairs is a graph, though every graph is a hypergraph too.
    let isGraph: Bool = fits.contains { $0.format == .edgeList }
    return fits.filter { fit in
      switch fit.format {
      case .hyperedges: !isGraph && looksLikeHyperedges(bytes)
      case .orLibraryRail: hasColumnPerLine(bytes)
      case .hMETIS: fit.content.counts.allSatisfy { $0.count > 0 }
      default: true
      }
    }
  }

  /// Whether each line after the first is a cost, a count and as many rows, as in the library's files.
  private static func hasColumnPerLine(_ bytes: Data) -> Bool {
    var text: SourceText = SourceText(bytes, file: "")
    guard text.advance(skippingCommentsOf: []), text.tokens.count == 2 else { return false }
    while text.advance(skippingCommentsOf: []) {
      guard let count = try? text.integer(1, "a count"), text.tokens.count - 2 == count else { return false }
    }
    return true
  }

  /// Whether the lines have one length from 3 on, or the first is too long for a header or holds vertex 0.
  static func looksLikeHyperedges(_ bytes: Data) -> Bool {
    var text: SourceText = SourceText(bytes, file: "")
    var lengths: (least: Int, most: Int) = (.max, 0)
    var holdsZero: Bool = false
    var startsLikeHeader: Bool = true
    var isFirst: Bool = true
    while text.advance(skippingCommentsOf: marks) {
      let hasZero: Bool = text.tokens.indices.contains { text.token($0, is: "0") }
      if isFirst { startsLikeHeader = text.tokens.count == 2 && !hasZero }
      isFirst = false
      holdsZero = holdsZero || hasZero
      lengths = (min(lengths.least, text.tokens.count), max(lengths.most, text.tokens.count))
    }
    return lengths.least >= 3 && lengths.least == lengths.most || holdsZero && !startsLikeHeader
  }

  /// Refuses an edge list whose first line can be a header, so that no header is taken for an edge.
  static func requireNoHeader(of bytes: Data, readAs format: SourceFormat, file: String) throws {
    guard format == .edgeList else { return }
    var text: SourceText = SourceText(bytes, file: file)
    guard text.advance(skippingCommentsOf: marks) else { return }
    let line: Int = text.line
    let (first, second): (Int, Int) = (try text.integer(0, "a vertex"), try text.integer(1, "a vertex"))
    var lines: Int = 0
    var largest: Int = 0
    while text.advance(skippingCommentsOf: marks) {
      lines += 1
      largest = max(largest, try text.integer(0, "a vertex"), try text.integer(1, "a vertex"))
    }
    guard lines == second, largest <= first else { return }
    throw text.fault(
      "'\(first) \(second)' can be a header, vertices and edges, or an edge",
      "put '#' before a header that is one, or say --format edge-list where it is an edge", line: line)
  }

  /// The format that a file which fits none looks like.
  static func likely(_ bytes: Data) -> SourceFormat {
    var text: SourceText = SourceText(bytes, file: "")
    var lengths: [Int] = []
    var header: [Int] = []
    var hasComments: Bool = false
    while lengths.count < linesLookedAt, text.advance() {
      guard let byte = text.firstByte else { continue }
      if marks.contains(byte) {
        hasComments = true
        continue
      }
      if lengths.isEmpty {
        header = text.tokens.indices.compactMap { try? text.integer($0, "") }
        if byte == UInt8(ascii: "c") { return .dimacsGraph }
      }
      lengths.append(text.tokens.count)
    }
    let body: ArraySlice<Int> = lengths.dropFirst()
    if 4 * lengths.count(where: { $0 == 2 }) >= 3 * lengths.count { return .edgeList }
    if hasComments { return .hyperedges }
    if lengths.first == 2, let points = header.first, points >= 3,
      2 * body.count(where: { $0 == 3 }) > body.count
    {
      return .steinerTriples
    }
    return .orLibrary
  }
}
