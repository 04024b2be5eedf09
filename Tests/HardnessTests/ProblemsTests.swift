import DataFiles
import Hardness
import Testing

@Suite("Source problems")
struct ProblemsTests {
  @Test("merge edges that are the same and keep the order of the first")
  func mergedEdges() throws {
    let graph: Hypergraph = try Hypergraph(vertexCount: 4, edges: [[2, 1], [0, 3, 1], [1, 2], [1, 0, 3]])
    #expect(graph.edges == [[1, 2], [0, 1, 3]])
    #expect(!graph.isGraph && graph.rank == 3 && graph.smallestEdgeSize == 2)
    #expect(graph.degrees == [1, 2, 1, 1])
  }

  @Test("know proper colourings and the first edge that breaks one")
  func colourings() throws {
    let graph: Hypergraph = try Hypergraph(vertexCount: 3, edges: [[0, 1], [1, 2], [0, 2]])
    #expect(graph.firstMonochromaticEdge(under: [0, 1, 2]) == nil)
    #expect(graph.firstMonochromaticEdge(under: [0, 1, 1]) == 1)
    #expect(graph.edgeCount(within: [0, 1]) == 1 && graph.edgeCount(within: [0, 1, 2]) == 3)
    let triple: Hypergraph = try Hypergraph(vertexCount: 3, edges: [[0, 1, 2]])
    #expect(triple.firstMonochromaticEdge(under: [0, 1, 1]) == nil)
    #expect(triple.firstMonochromaticEdge(under: [1, 1, 1]) == 0)
  }

  static let badGraphs: [(Int, [[Int]], String)] = [
    (-1, [], "vertices"), (1 << 40, [], "vertices"), (3, [[0, 3]], "edges[0]"),
    (3, [[0, 1], [-1, 1]], "edges[1]"),
    (3, [[1, 1]], "edges[0]"), (3, [[1]], "edges[0]"), (3, [[]], "edges[0]"), (3, [[0, 1, 0]], "edges[0]"),
    (3, [[.min, .max]], "edges[0]"),
  ]

  @Test("refuse edges that are none", arguments: badGraphs.indices)
  func refusedGraphs(index: Int) throws {
    let (vertices, edges, place) = Self.badGraphs[index]
    let fault: SourceFault? = #expect(throws: SourceFault.self) {
      _ = try Hypergraph(vertexCount: vertices, edges: edges)
    }
    #expect(fault?.place == place)
    #expect(fault?.mend.isEmpty == false)
    #expect(fault?.inFile("g.col").description.hasPrefix("g.col: \(place): ") == true)
  }

  @Test("keep tautologies, repeated and empty clauses, and merge repeated literals")
  func clauses() throws {
    let formula: CNFFormula = try CNFFormula(
      variableCount: 3, clauses: [[1, -2, 1], [3, -3], [], [1, -2]] + [Array(repeating: 2, count: 40)])
    #expect(formula.clauses == [[1, -2], [3, -3], [], [1, -2], [2]])
    #expect(formula.firstViolatedClause(under: [true, true, false]) == 2)
    #expect(formula.firstViolatedClause(under: [false, true, false]) == 0)
    #expect(try CNFFormula(variableCount: 0, clauses: []).isSatisfied(by: []))
  }

  @Test("refuse literals of no variable", arguments: [0, 4, -4, Int.min, Int.max])
  func refusedLiterals(literal: Int) throws {
    let fault: SourceFault? = #expect(throws: SourceFault.self) {
      _ = try CNFFormula(variableCount: 3, clauses: [[1], [2, literal]])
    }
    #expect(fault?.place == "clauses[1]")
  }

  @Test("evaluate a circuit as its gates say")
  func circuit() throws {
    let circuit: MonotoneCircuit = try MonotoneCircuit(
      inputCount: 3, gates: [.init(.or, [0, 1]), .init(.or, [1, 2]), .init(.and, [3, 4])])
    let satisfying: [Int] = (0..<8).filter { mask in
      circuit.isSatisfied(byTrueInputs: (0..<3).filter { mask >> $0 & 1 == 1 })
    }
    #expect(satisfying == [2, 3, 5, 6, 7])
    #expect(circuit.output == 5)
    #expect(circuit.values(of: [true, false, false]) == [true, false, false, true, false, false])
  }

  static let badCircuits: [(Int, [MonotoneCircuit.Gate], String)] = [
    (0, [.init(.or, [])], "inputs"), (2, [], "gates"), (2, [.init(.or, [])], "gates[0]"),
    (2, [.init(.or, [2])], "gates[0]"), (2, [.init(.or, [0]), .init(.and, [-1])], "gates[1]"),
    (2, [.init(.and, [1, 1])], "gates[0]"), (2, [.init(.and, [3]), .init(.or, [0])], "gates[0]"),
  ]

  @Test("refuse circuits whose gates do not follow their children", arguments: badCircuits.indices)
  func refusedCircuits(index: Int) throws {
    let (inputs, gates, place) = Self.badCircuits[index]
    let fault: SourceFault? = #expect(throws: SourceFault.self) {
      _ = try MonotoneCircuit(inputCount: inputs, gates: gates)
    }
    #expect(fault?.place == place)
  }
}
