import DataFiles
import Foundation

/// Hyperedges: the vertices of one on each line, counted from 0, with `#` and `%` comments.
///
/// There are as many vertices as the largest index says, or as a comment `# vertices: N` where that is more.
enum HyperedgeReader {
  static func read(_ bytes: Data, file: String) throws -> Hypergraph {
    var text: SourceText = SourceText(bytes, file: file)
    var promised: Int?
    var vertices: Int = 0
    var edges: [[Int]] = []
    var seen: SeenEdges = SeenEdges(capacity: 0)
    while text.advance() {
      guard let first = text.firstByte else { continue }
      if first == UInt8(ascii: "#") || first == UInt8(ascii: "%") {
        if text.token(1, is: "vertices:") {
          promised = try text.count(
            2, "the number of vertices", atMost: Hypergraph.largestVertexCount)
        }
        continue
      }
      let edge: [Int] = try text.hyperedge(
        from: 0, of: promised ?? Hypergraph.largestVertexCount, countedFrom: 0)
      vertices = max(vertices, (edge.last ?? 0) + 1)
      if seen.insert(edge) { edges.append(edge) }
    }
    guard vertices <= promised ?? vertices else {
      throw text.fault(
        "vertex \(vertices - 1) is not one of the \(promised ?? 0) that the comment promises",
        "correct the comment")
    }
    return Hypergraph(checked: promised ?? vertices, edges)
  }
}

/// hMETIS hypergraphs: `edges vertices [fmt]`, then the vertices of each hyperedge on a line, counted from 1.
///
/// With fmt 1 or 11 each line begins with the edge's weight; with 10 or 11 a weight for each vertex follows the
/// edges. Weights are checked to be there and passed over. Lines with `%` are comments.
///
/// Source: G. Karypis and V. Kumar, *hMETIS: a hypergraph partitioning package, version 1.5.3* (1998), section 4.1.
enum HMETISReader {
  private static let marks: [UInt8] = [UInt8(ascii: "%")]

  static func read(_ bytes: Data, file: String) throws -> Hypergraph {
    var text: SourceText = SourceText(bytes, file: file)
    guard text.advance(skippingCommentsOf: marks) else {
      throw text.truncated("the header 'edges vertices'")
    }
    let edgeCount: Int = try text.count(0, "the number of hyperedges", atMost: text.byteCount)
    let vertices: Int = try text.count(1, "the number of vertices", atMost: Hypergraph.largestVertexCount)
    let format: Int = text.tokens.count > 2 ? try text.integer(2, "the format") : 0
    guard [0, 1, 10, 11].contains(format), text.tokens.count <= 3 else {
      throw text.fault("the header is not 'edges vertices [fmt]' with fmt 1, 10 or 11", "correct it")
    }
    let hasEdgeWeights: Bool = format % 10 == 1
    var edges: [[Int]] = []
    var seen: SeenEdges = SeenEdges(capacity: 0)
    for index in 0..<edgeCount {
      guard text.advance(skippingCommentsOf: marks) else {
        throw text.truncated("hyperedge \(index + 1) of \(edgeCount)")
      }
      if hasEdgeWeights { _ = try text.integer(0, "the weight of hyperedge \(index + 1)") }
      let edge: [Int] = try text.hyperedge(from: hasEdgeWeights ? 1 : 0, of: vertices, countedFrom: 1)
      if seen.insert(edge) { edges.append(edge) }
    }
    for vertex in 0..<(format >= 10 ? vertices : 0) {
      guard text.advance(skippingCommentsOf: marks) else {
        throw text.truncated("the weight of vertex \(vertex + 1)")
      }
      _ = try text.integer(0, "the weight of vertex \(vertex + 1)")
      guard text.tokens.count == 1 else {
        throw text.fault("\(text.quoted(1)) follows the weight of vertex \(vertex + 1)", "remove it")
      }
    }
    if text.advance(skippingCommentsOf: marks) {
      throw text.fault(
        "\(text.quoted(0)) follows the last line", "remove what follows, or correct the header")
    }
    return Hypergraph(checked: vertices, edges)
  }
}

extension SourceText {
  /// The tokens of the line from one on as a hyperedge, ascending and counted from 0.
  func hyperedge(from start: Int, of count: Int, countedFrom first: Int) throws -> [Int] {
    guard tokens.count > start + 1 else {
      throw fault(
        "the hyperedge has \(max(tokens.count - start, 0)) vertices, and one joins at least 2",
        "remove the line, or complete it")
    }
    var edge: [Int] = []
    edge.reserveCapacity(tokens.count - start)
    for index in start..<tokens.count { edge.append(try vertex(index, of: count, from: first)) }
    edge.sort()
    for (left, right) in zip(edge, edge.dropFirst()) where left == right {
      throw fault("vertex \(left + first) is twice in the hyperedge", "name it once")
    }
    return edge
  }
}
