import ExactArithmetic
import Hardness
import PropertyTesting

/// A small source problem, what its reduction is asked for, and a disturbance of the networks.
struct ReductionPlan: Sendable {
  let problem: SourceProblem
  let options: ReductionOptions
  /// Steps that are added to the weights of networks, over and over, before they are scaled.
  let disturbance: [Int]
}

extension ReductionPlan {
  static let largestVertices: Int = 5
  static let largestColours: Int = 3
  static let largestElements: Int = 5
  static let largestSets: Int = 5
  static let largestInputs: Int = 4
  static let largestGates: Int = 4
  private static let largestCost: Int = 3
  /// The pairs and triples of the largest graph.
  private static let mostEdges: Int = 20
  private static let largestStep: Int = 8
  private static let steps: Int = 7

  /// The plans for a reduction; stored choices are read with it.
  static func generator(for reduction: any Reduction.Type) -> Gen<ReductionPlan> {
    let kind: SourceProblem.Kind = reduction.sourceKind
    let names: Set<ReductionOptions.Name> = reduction.optionNames
    return Gen.build { draw in
      let problem: SourceProblem =
        switch kind {
        case .setCover: try setCover(&draw)
        case .monotoneCircuit: try circuit(&draw)
        // A share of the edges needs an edge.
        case .colouring: try colouring(&draw, needsEdge: names.contains(.gap))
        case .densestSubgraph: try densestSubgraph(&draw)
        }
      let isAffine: Bool = try names.contains(.affine) && draw("affine", .boolean)
      var labels: [Rational]?
      if names.contains(.labelVector), try draw("own labels", .boolean) {
        labels = try (0..<2).map { index in
          // The first is not 0, so that the vector is not.
          Rational(try draw("label \(index)", .integer(in: (index == 0 ? 1 : -2)...3)))
        }
      }
      var gap: Rational?
      if names.contains(.gap), try draw("own gap", .boolean) {
        // At most one in the number of edges, so that one violated edge is a no.
        gap = Rational(1) / Rational(try draw("edges per violation", .integer(in: mostEdges...4 * mostEdges)))
      }
      let disturbance: [Int] = try draw(
        "disturbance",
        .build { draw in try (0..<steps).map { _ in try draw(.integer(in: -largestStep...largestStep)) } })
      return ReductionPlan(
        problem: problem, options: ReductionOptions(isAffine: isAffine, gap: gap, labelVector: labels),
        disturbance: disturbance)
    }
  }

  private static func setCover(_ draw: inout ChoiceSource) throws -> SourceProblem {
    let elements: Int = try draw("elements", .integer(in: 1...largestElements))
    let count: Int = try draw("number of sets", .integer(in: 1...largestSets))
    let sets: [[Int]] = try draw(
      "sets",
      .build { draw in
        var sets: [[Int]] = [[Int]](repeating: [], count: count)
        for element in 0..<elements {
          // One set for sure, so that every system is feasible.
          let owner: Int = try draw(.integer(in: 0...count - 1))
          for index in 0..<count where try index == owner || draw(.boolean(trueProbability: 0.3)) {
            sets[index].append(element)
          }
        }
        return sets
      })
    let costs: [Int] = try draw(
      "costs", .build { draw in try (0..<count).map { _ in try draw(.integer(in: 1...largestCost)) } })
    let target: Int = try draw("kappa", .integer(in: 0...costs.reduce(0, +)))
    return .setCover(try SetCover(elementCount: elements, sets: sets, costs: costs), target: target)
  }

  private static func circuit(_ draw: inout ChoiceSource) throws -> SourceProblem {
    let inputs: Int = try draw("inputs", .integer(in: 1...largestInputs))
    let gates: [MonotoneCircuit.Gate] = try draw(
      "gates",
      .build { draw in
        let count: Int = try draw(.integer(in: 1...largestGates))
        return try (0..<count).map { gate in
          let known: Int = inputs + gate
          let first: Int = try draw(.integer(in: 0...known - 1))
          let others: [Int] = try (0..<known).filter { id in
            try id != first && draw(.boolean(trueProbability: 0.3))
          }
          return MonotoneCircuit.Gate(try draw(.boolean) ? .or : .and, ([first] + others).sorted())
        }
      })
    let target: Int = try draw("kappa", .integer(in: 0...inputs))
    return .monotoneCircuit(try MonotoneCircuit(inputCount: inputs, gates: gates), target: target)
  }

  private static func colouring(_ draw: inout ChoiceSource, needsEdge: Bool) throws -> SourceProblem {
    let vertices: Int = try draw("vertices", .integer(in: (needsEdge ? 2 : 1)...largestVertices))
    let colours: Int = try draw("colours", .integer(in: 1...largestColours))
    var edges: [[Int]] = try draw("edges", pairs(vertices))
    if try draw("has triples", .boolean(trueProbability: 0.3)) {
      edges += try draw(
        "triples",
        .build { draw in
          var triples: [[Int]] = []
          for last in 0..<vertices {
            for middle in 0..<last {
              for first in 0..<middle where try draw(.boolean(trueProbability: 0.3)) {
                triples.append([first, middle, last])
              }
            }
          }
          return triples
        })
    }
    if needsEdge, edges.isEmpty { edges = [[0, 1]] }
    return .colouring(try Hypergraph(vertexCount: vertices, edges: edges), colours: colours)
  }

  private static func densestSubgraph(_ draw: inout ChoiceSource) throws -> SourceProblem {
    let vertices: Int = try draw("vertices", .integer(in: 2...largestVertices))
    var edges: [[Int]] = try draw("edges", pairs(vertices))
    if edges.isEmpty { edges = [[0, 1]] }
    let size: Int = try draw("kappa", .integer(in: 2...vertices))
    let wanted: Int = try draw("ell", .integer(in: 1...edges.count))
    return .densestSubgraph(
      try Hypergraph(vertexCount: vertices, edges: edges), size: size, edges: wanted)
  }

  private static func pairs(_ vertices: Int) -> Gen<[[Int]]> {
    .build { draw in
      var edges: [[Int]] = []
      for last in 0..<vertices {
        for first in 0..<last where try draw(.boolean(trueProbability: 0.6)) { edges.append([first, last]) }
      }
      return edges
    }
  }
}
