extension Hypergraph {
  /// Hitting every edge with vertices, as a covering problem: elements are the edges, sets the vertices.
  ///
  /// Of a graph this is vertex cover, of a Steiner triple system the covering of its triples by points.
  public var hittingSetProblem: SetCover {
    get throws {
      var sets: [[Int]] = [[Int]](repeating: [], count: vertexCount)
      for (index, edge) in edges.enumerated() {
        for vertex in edge { sets[vertex].append(index) }
      }
      return try SetCover(elementCount: edges.count, sets: sets)
    }
  }

  /// Dominating every vertex, as a covering problem: elements and sets are the vertices, a set is a vertex with all
  /// that share an edge with it.
  public var dominatingSetProblem: SetCover {
    get throws {
      var sets: [Set<Int>] = (0..<vertexCount).map { [$0] }
      for edge in edges {
        for vertex in edge { sets[vertex].formUnion(edge) }
      }
      return try SetCover(elementCount: vertexCount, sets: sets.map { $0.sorted() })
    }
  }
}

extension MonotoneCircuit {
  /// The circuit of a covering problem: an AND over the elements of ORs over the sets that contain them.
  ///
  /// - Throws: ``SourceFault`` where a set does not cost 1 or an element lies in no set.
  public init(_ cover: SetCover) throws {
    guard cover.isUnicost else {
      throw SourceFault(
        place: "costs", problem: "a circuit counts its inputs, and not all costs are 1",
        mend: "ignore the costs with --unicost, or use the reduction set-cover")
    }
    var containing: [[Int]] = [[Int]](repeating: [], count: cover.elementCount)
    for (index, set) in cover.sets.enumerated() {
      for element in set { containing[element].append(index) }
    }
    let clauses: [Gate] = containing.map { Gate(.or, $0) }
    let conjunction: Gate = Gate(.and, clauses.indices.map { cover.sets.count + $0 })
    try self.init(inputCount: cover.sets.count, gates: clauses + [conjunction])
  }
}
