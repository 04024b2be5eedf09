import DataFiles
import Foundation
import Hardness
import Testing

@Suite("Source files")
struct FormatsTests {
  static let fixtures: [(String, SourceFormat, [Int])] = [
    ("colouring/myciel3.col", .dimacsGraph, [11, 20]), ("colouring/myciel4.col", .dimacsGraph, [23, 71]),
    ("colouring/queen5_5.col", .dimacsGraph, [25, 160]), ("colouring/jean.col", .dimacsGraph, [80, 254]),
    ("colouring/huck.col", .dimacsGraph, [74, 301]), ("cnf/uf20-01.cnf", .dimacsFormula, [20, 91]),
    ("cnf/aim-50-1_6-no.cnf", .dimacsFormula, [50, 80]),
    ("steiner-triples/stn9.txt", .steinerTriples, [9, 12]),
    ("steiner-triples/stn15.txt", .steinerTriples, [15, 35]),
    ("steiner-triples/stn45.txt", .steinerTriples, [45, 330]),
    ("set-cover/scpe1.txt", .orLibrary, [500, 50]), ("set-cover/scp41.txt", .orLibrary, [1000, 200]),
    ("set-cover/scpa1.txt", .orLibrary, [3000, 300]),
    ("set-cover/scpcyc06.txt", .orLibrary, [192, 240]), ("set-cover/scpclr10.txt", .orLibrary, [210, 511]),
  ]

  @Test("of the literature are recognised, and read back as written", arguments: fixtures.indices)
  func recognised(index: Int) throws {
    let (name, format, counts) = Self.fixtures[index]
    let file: SourceFile = try SourceFile(contentsOf: Fixture.path(name))
    #expect(file.format == format && file.content.kind == format.kind)
    #expect(file.content.counts.map(\.count) == counts)
    #expect(try Self.readBack(file.content) == file.content)
  }

  static func readBack(_ content: SourceContent) throws -> SourceContent {
    let writer: SourceWriter = SourceWriter(content)
    let path: String = try Scratch().path + "." + writer.suffix
    defer { try? FileManager.default.removeItem(atPath: path) }
    try writer.write(to: path)
    #expect(try InputFile.read(path) == writer.data())
    let file: SourceFile = try SourceFile(contentsOf: path)
    #expect(file.format == writer.format)
    return file.content
  }

  @Test("without vertices, edges, variables or clauses are read back as written")
  func emptyProblems() throws {
    let contents: [SourceContent] = [
      .graph(try Hypergraph(vertexCount: 0, edges: [])), .graph(try Hypergraph(vertexCount: 5, edges: [])),
      .hypergraph(try Hypergraph(vertexCount: 5, edges: [])),
      .hypergraph(try Hypergraph(vertexCount: 9, edges: [[0, 1], [2, 3, 5]])),
      .formula(try CNFFormula(variableCount: 0, clauses: [])),
      .formula(try CNFFormula(variableCount: 2, clauses: [[], [1, -1], [2]])),
      .circuit(try MonotoneCircuit(inputCount: 2, gates: [.init(.and, [0]), .init(.or, [2, 1])])),
      .setCover(try SetCover(elementCount: 2, sets: [[0, 1], [1], []], costs: [3, 0, 7])),
    ]
    for content in contents { #expect(try Self.readBack(content) == content) }
  }

  /// A file name, its text, and the format, vertices or variables, and edges or clauses that it has.
  static let readings: [(String, String, SourceFormat, Int, [[Int]])] = [
    ("crlf.col", "c a\r\np col 3 2\r\ne 1 2\r\ne\t3\t2\r\n", .dimacsGraph, 3, [[0, 1], [1, 2]]),
    ("cr.col", "c a\rp edge 3 1\re 1 2\r", .dimacsGraph, 3, [[0, 1]]),
    ("bom.col", "\u{FEFF}p edge 2 1\ne 2 1", .dimacsGraph, 2, [[0, 1]]),
    ("both.txt", "p edge 2 2\ne 1 2\ne 2 1\n", .dimacsGraph, 2, [[0, 1]]),
    ("single.txt", "p edge 2 1\ne 1 2\ne 2 1\n", .dimacsGraph, 2, [[0, 1]]),
    ("double.txt", "p edge 2 2\ne 1 2\n", .dimacsGraph, 2, [[0, 1]]),
    ("nodes.col", "p edge 2 1\nn 1 7\ne 1 2\n", .dimacsGraph, 2, [[0, 1]]),
    ("none.col", "p edge 0 0\n", .dimacsGraph, 0, []),
    ("list.txt", "# SNAP\n# Nodes: 6 Edges: 2\n0\t1\n1\t0\n\n3 1\n% end", .edgeList, 6, [[0, 1], [1, 3]]),
    ("list.edges", "3 4\n1 2\n2 3\n1 3\n", .edgeList, 5, [[3, 4], [1, 2], [2, 3], [1, 3]]),
    (
      "matrix.mtx", "%%MatrixMarket matrix coordinate real symmetric\n% c\n3 3 2\n2 1 0.5\n3 2 1e3\n",
      .edgeList, 3,
      [[0, 1], [1, 2]]
    ),
    ("hyper.txt", "0 1\n0 1 2\n1 3 2\n", .hyperedges, 4, [[0, 1], [0, 1, 2], [1, 2, 3]]),
    ("uniform.txt", "1 2 3\n4 5 6\n", .hyperedges, 7, [[1, 2, 3], [4, 5, 6]]),
    (
      "mixed.hg", "2 3\n2 3 4\n", .hyperedges, 5,
      [[2, 3], [2, 3, 4]]
    ),
    ("plain.hgr", "3 4\n1 2\n2 3\n1 3\n", .hMETIS, 4, [[0, 1], [1, 2], [0, 2]]),
    ("weights.hgr", "% c\n2 4 11\n5 1 2\n7 2 4 3\n1\n1\n1\n9\n", .hMETIS, 4, [[0, 1], [1, 2, 3]]),
    ("vertices.hgr", "1 3 10\n1 2 3\n4\n5\n6\n", .hMETIS, 3, [[0, 1, 2]]),
    ("content.txt", "2 4\n1 2 3\n2 3 4 1\n", .hMETIS, 4, [[0, 1, 2], [0, 1, 2, 3]]),
    (
      "fano.txt", "7 7\n1 2 3\n1 4 5\n1 6 7\n2 4 6\n2 5 7\n3 4 7\n3 5 6\n", .steinerTriples, 7,
      [[0, 1, 2], [0, 3, 4], [0, 5, 6], [1, 3, 5], [1, 4, 6], [2, 3, 6], [2, 4, 5]]
    ),
    (
      "lines.cnf", "c x\np cnf 3 3\n1\n-2 0 3 0\nc mid\n-1 2\n3 0\n%\n0\n", .dimacsFormula, 3,
      [[1, -2], [3], [-1, 2, 3]]
    ),
    ("empty.cnf", "p cnf 0 0\n", .dimacsFormula, 0, []),
    ("false.cnf", "p cnf 0 1\n0\n", .dimacsFormula, 0, [[]]),
  ]

  @Test("are read as their format says", arguments: readings.indices)
  func read(index: Int) throws {
    let (name, text, format, count, parts) = Self.readings[index]
    let scratch: Scratch = try Scratch()
    let file: SourceFile = try SourceFile(contentsOf: try scratch.file(name, text))
    #expect(file.format == format, "\(name)")
    switch file.content {
    case .graph(let graph), .hypergraph(let graph):
      #expect(graph.vertexCount == count && graph.edges == parts, "\(name)")
    case .formula(let formula):
      #expect(formula.variableCount == count && formula.clauses == parts, "\(name)")
    default: Issue.record("\(name) is \(file.content.kind)")
    }
  }

  @Test("of the rail kind hold for each column its cost and rows")
  func rail() throws {
    let scratch: Scratch = try Scratch()
    let path: String = try scratch.file("r.txt", "3 2\n2 2 1 3\n1 2 2 3\n")
    let file: SourceFile = try SourceFile(contentsOf: path)
    #expect(file.format == .orLibraryRail)
    #expect(
      file.content == .setCover(try SetCover(elementCount: 3, sets: [[0, 2], [1, 2]], costs: [2, 1])))
  }

  @Test("of circuits hold inputs and gates")
  func circuit() throws {
    let scratch: Scratch = try Scratch()
    let path: String = try scratch.file("c.txt", #" {"inputs":2,"gates":[["or",[0,1]],["and",[2,0]]]}"#)
    let expected: MonotoneCircuit = try MonotoneCircuit(
      inputCount: 2, gates: [.init(.or, [0, 1]), .init(.and, [2, 0])])
    #expect(try SourceFile(contentsOf: path).content == .circuit(expected))
  }
}
