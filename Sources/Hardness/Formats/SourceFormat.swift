import Foundation

/// The file formats of source problems.
public enum SourceFormat: String, Sendable, Hashable, CaseIterable, Codable {
  /// Set cover: `rows columns`, column costs, then the columns of each row.
  case orLibrary = "or-library"
  /// Set cover: `rows columns`, then the cost and the rows of each column.
  case orLibraryRail = "or-library-rail"
  /// A Steiner triple system as a hypergraph: `points triples`, then the triples.
  case steinerTriples = "steiner-triples"
  /// A graph: `p edge vertices edges`, then `e u v`.
  case dimacsGraph = "dimacs-col"
  /// A graph: two vertices a line; also Matrix Market.
  case edgeList = "edge-list"
  /// A hypergraph: the vertices of an edge on each line.
  case hyperedges
  /// A hypergraph: `edges vertices [fmt]`, then the vertices of each edge on a line.
  case hMETIS = "hmetis"
  /// A formula: `p cnf variables clauses`, then clauses that end at 0.
  case dimacsFormula = "dimacs-cnf"
  /// A monotone circuit in JSON.
  case circuitJSON = "circuit-json"

  /// The kind of problem that the format holds.
  public var kind: SourceContent.Kind {
    switch self {
    case .orLibrary, .orLibraryRail: .setCover
    case .steinerTriples, .hyperedges, .hMETIS: .hypergraph
    case .dimacsGraph, .edgeList: .graph
    case .dimacsFormula: .formula
    case .circuitJSON: .circuit
    }
  }

  /// What a file of the format looks like, in one line.
  public var summary: String {
    switch self {
    case .orLibrary: "rows columns, column costs, then for each row: count, columns (from 1)"
    case .orLibraryRail: "rows columns, then for each column: cost, count, rows (from 1)"
    case .steinerTriples: "points triples, then the triples (from 1)"
    case .dimacsGraph: "p edge VERTICES EDGES, then e U V (from 1)"
    case .edgeList: "two vertices a line (from 0), # and % comments; or Matrix Market (from 1)"
    case .hyperedges: "the vertices of one edge a line (from 0), # and % comments"
    case .hMETIS: "edges vertices [fmt], then the vertices of one edge a line (from 1)"
    case .dimacsFormula: "p cnf VARIABLES CLAUSES, then literals, 0 after each clause"
    case .circuitJSON: "{\"inputs\": N, \"gates\": [[\"or\", [0, 1]], …]} (ids from 0, inputs first)"
    }
  }

  /// The suffixes that files of the format have, without the dot.
  public var suffixes: [String] {
    switch self {
    case .orLibrary: ["scp"]
    case .orLibraryRail: ["rail"]
    case .steinerTriples: ["sts", "stn"]
    case .dimacsGraph: ["col", "clq", "dimacs"]
    case .edgeList: ["edges", "edgelist", "el", "mtx", "snap"]
    case .hyperedges: ["hyperedges", "hg", "he"]
    case .hMETIS: ["hgr"]
    case .dimacsFormula: ["cnf"]
    case .circuitJSON: ["json"]
    }
  }

  /// The format that a path's suffix stands for, or `nil`.
  static func suggested(by path: String) -> SourceFormat? {
    let suffix: String = URL(fileURLWithPath: path).pathExtension.lowercased()
    return allCases.first { $0.suffixes.contains(suffix) }
  }

  /// Reads a problem from bytes without a byte order mark.
  ///
  /// - Parameter file: the name that errors give; circuits are read from it again.
  func read(_ bytes: Data, file: String) throws -> SourceContent {
    switch self {
    case .orLibrary: .setCover(try ORLibraryReader.read(bytes, file: file))
    case .orLibraryRail: .setCover(try ORLibraryRailReader.read(bytes, file: file))
    case .steinerTriples:
      .hypergraph(Hypergraph(elementsAsEdges: try SteinerTripleReader.read(bytes, file: file)))
    case .dimacsGraph: .graph(try DIMACSGraphReader.read(bytes, file: file))
    case .edgeList: .graph(try EdgeListReader.read(bytes, file: file))
    case .hyperedges: .hypergraph(try HyperedgeReader.read(bytes, file: file))
    case .hMETIS: .hypergraph(try HMETISReader.read(bytes, file: file))
    case .dimacsFormula: .formula(try DIMACSFormulaReader.read(bytes, file: file))
    case .circuitJSON: .circuit(try CircuitReader.read(file))
    }
  }
}

extension Hypergraph {
  /// The hypergraph whose vertices are the sets and whose edges say for each element which sets hold it.
  ///
  /// - Precondition: every element lies in two sets or more.
  fileprivate init(elementsAsEdges cover: SetCover) {
    var edges: [[Int]] = [[Int]](repeating: [], count: cover.elementCount)
    for (vertex, set) in cover.sets.enumerated() {
      for element in set { edges[element].append(vertex) }
    }
    var seen: SeenEdges = SeenEdges(capacity: 0)
    self.init(checked: cover.sets.count, edges.filter { seen.insert($0) })
  }
}
