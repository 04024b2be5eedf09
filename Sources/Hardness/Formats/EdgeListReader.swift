import DataFiles
import Foundation

/// Edge lists: two vertices a line, counted from 0, with `#` and `%` comments as in SNAP's files; also Matrix Market.
///
/// There are as many vertices as the largest index says, or as a comment `# Nodes: N` where that is more. A file that
/// begins with `%%MatrixMarket` counts from 1, has a line of sizes, and its values are passed over. Edges that are
/// the same, in either direction, are merged.
///
/// Source: J. Leskovec and A. Krevl, SNAP Datasets (2014); R. F. Boisvert, R. Pozo, K. A. Remington, *The Matrix
/// Market exchange formats*, NISTIR 5935 (1996).
enum EdgeListReader {
  private static let marks: [UInt8] = [UInt8(ascii: "#"), UInt8(ascii: "%")]

  static func read(_ bytes: Data, file: String) throws -> Hypergraph {
    var text: SourceText = SourceText(bytes, file: file)
    guard !isMatrixMarket(bytes) else { return try readMatrixMarket(&text) }
    var builder: GraphBuilder = GraphBuilder()
    var promised: Int = 0
    while text.advance() {
      guard let first = text.firstByte else { continue }
      if marks.contains(first) {
        promised = max(promised, nodeCount(text) ?? 0)
        continue
      }
      guard text.tokens.count == 2 else {
        throw text.fault(
          "the line has \(text.tokens.count) entries, and an edge has two vertices",
          text.tokens.count > 2
            ? "remove what follows the second vertex, or say --format hyperedges" : "complete the edge")
      }
      try builder.add(text, of: Hypergraph.largestVertexCount, from: 0)
    }
    return Hypergraph(checked: max(promised, builder.vertexCount), builder.edges)
  }

  static func isMatrixMarket(_ bytes: Data) -> Bool {
    let start: Data = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    return start.starts(with: Array("%%MatrixMarket".utf8))
  }

  /// The N of a comment `# Nodes: N`, where it is one that can be.
  private static func nodeCount(_ text: SourceText) -> Int? {
    guard let place = text.tokens.indices.first(where: { text.token($0, is: "Nodes:") }),
      place + 1 < text.tokens.count, let count = Int(text.text(place + 1)),
      (0...Hypergraph.largestVertexCount).contains(count)
    else { return nil }
    return count
  }

  private static func readMatrixMarket(_ text: inout SourceText) throws -> Hypergraph {
    guard text.advance(), text.tokens.count >= 3, text.text(1).lowercased() == "matrix",
      text.text(2).lowercased() == "coordinate"
    else {
      throw text.fault(
        "the header is not '%%MatrixMarket matrix coordinate …'", "write the graph as a sparse matrix")
    }
    guard text.advance(skippingCommentsOf: marks) else {
      throw text.truncated("the line 'rows columns entries'")
    }
    let most: Int = Hypergraph.largestVertexCount
    let rows: Int = try text.count(0, "the number of rows", atMost: most)
    let columns: Int = try text.count(1, "the number of columns", atMost: most)
    let entries: Int = try text.count(2, "the number of entries", atMost: text.byteCount)
    guard text.tokens.count == 3 else {
      throw text.fault("\(text.quoted(3)) follows the number of entries", "remove it")
    }
    guard rows == columns else {
      throw text.fault(
        "the matrix is \(rows) × \(columns), and that of a graph is square", "give a square matrix")
    }
    var builder: GraphBuilder = GraphBuilder()
    var listed: Int = 0
    while text.advance(skippingCommentsOf: marks) {
      guard listed < entries else {
        throw text.fault("an entry follows the last of \(entries)", "remove it, or correct the header")
      }
      try builder.add(text, of: rows, from: 1)
      listed += 1
    }
    guard listed == entries else { throw text.truncated("entry \(listed + 1) of \(entries)") }
    return Hypergraph(checked: rows, builder.edges)
  }
}

/// Gathers edges, each once, and the number of vertices they reach.
struct GraphBuilder {
  private(set) var edges: [[Int]] = []
  private(set) var vertexCount: Int = 0
  private var seen: SeenEdges = SeenEdges(capacity: 0)

  /// Adds the edge of a line's first two tokens.
  mutating func add(_ text: SourceText, of count: Int, from first: Int) throws {
    let left: Int = try text.vertex(0, of: count, from: first)
    let right: Int = try text.vertex(1, of: count, from: first)
    guard left != right else {
      throw text.fault("vertex \(left + first) is joined to itself", "remove the loop")
    }
    vertexCount = max(vertexCount, left + 1, right + 1)
    if seen.insert(min(left, right), max(left, right)) { edges.append([min(left, right), max(left, right)]) }
  }
}
