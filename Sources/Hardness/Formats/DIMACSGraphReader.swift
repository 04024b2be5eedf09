import DataFiles
import Foundation

/// DIMACS graphs: `c` comments, `p edge vertices edges`, then `e u v` for each edge, counted from 1.
///
/// Edges may be listed once or in both directions, and the header may count either; edges that are the same are
/// merged. Lines that describe nodes (`n`, `d`, `v`, `x`) are passed over.
///
/// Source: the file format of the Second DIMACS Implementation Challenge (1993), *Clique and coloring problems*.
enum DIMACSGraphReader {
  static func read(_ bytes: Data, file: String) throws -> Hypergraph {
    var text: SourceText = SourceText(bytes, file: file)
    var header: (vertices: Int, edges: Int, line: Int)?
    var edges: [[Int]] = []
    var seen: SeenEdges = SeenEdges(capacity: 0)
    var listed: Int = 0
    while text.advance() {
      guard let first = text.firstByte else { continue }
      if first == UInt8(ascii: "c") || isNodeLine(text) { continue }
      if text.token(0, is: "p") {
        guard header == nil else {
          throw text.fault("a second line 'p' follows", "keep one header")
        }
        header = try readHeader(text)
      } else if text.token(0, is: "e") {
        guard let header else {
          throw text.fault("an edge stands before the header", "begin with 'p edge VERTICES EDGES'")
        }
        let (low, high) = try readEdge(text, vertices: header.vertices)
        listed += 1
        if seen.insert(low, high) { edges.append([low, high]) }
      } else {
        throw text.fault("\(text.quoted(0)) begins no line of this format", "use 'c', 'p' or 'e'")
      }
    }
    guard let header else { throw text.truncated("the header 'p edge VERTICES EDGES'") }
    let agrees: Bool = [listed, edges.count, 2 * edges.count].contains(header.edges)
    guard agrees else {
      throw text.fault(
        "the header names \(header.edges) edges, but \(listed) lines name \(edges.count) different ones",
        listed < header.edges
          ? "the file is truncated: fetch it again, or correct the header" : "correct the header",
        line: header.line)
    }
    return Hypergraph(checked: header.vertices, edges)
  }

  private static func isNodeLine(_ text: SourceText) -> Bool {
    text.token(0, is: "n") || text.token(0, is: "d") || text.token(0, is: "v") || text.token(0, is: "x")
  }

  private static func readHeader(_ text: SourceText) throws -> (vertices: Int, edges: Int, line: Int) {
    guard text.token(1, is: "edge") || text.token(1, is: "edges") || text.token(1, is: "col") else {
      throw text.fault(
        text.token(1, is: "cnf")
          ? "the header is that of a formula" : "the header names no graph format DIMACS knows",
        text.token(1, is: "cnf") ? "read it with --format dimacs-cnf" : "write 'p edge VERTICES EDGES'")
    }
    let vertices: Int = try text.count(
      2, "the number of vertices", atMost: Hypergraph.largestVertexCount)
    let edges: Int = try text.count(3, "the number of edges", atMost: text.byteCount)
    guard text.tokens.count == 4 else {
      throw text.fault("\(text.quoted(4)) follows the number of edges", "remove it")
    }
    return (vertices, edges, text.line)
  }

  private static func readEdge(_ text: SourceText, vertices: Int) throws -> (low: Int, high: Int) {
    let first: Int = try text.vertex(1, of: vertices, from: 1)
    let second: Int = try text.vertex(2, of: vertices, from: 1)
    guard text.tokens.count == 3 else {
      throw text.fault("\(text.quoted(3)) follows the two vertices of an edge", "remove it")
    }
    guard first != second else {
      throw text.fault("vertex \(first + 1) is joined to itself", "remove the loop")
    }
    return (min(first, second), max(first, second))
  }
}
