import ExactArithmetic
import Hardness

/// Small source problems answered by trying every solution, apart from the code of the reductions and the solvers.
extension SourceProblem {
  /// The problem without its target, and the question about it.
  var stated: (content: SourceContent, question: StatedQuestion) {
    switch self {
    case .setCover(let cover, let target): (.setCover(cover), .cover(atMost: target))
    case .monotoneCircuit(let circuit, let target): (.circuit(circuit), .trueInputs(atMost: target))
    case .colouring(let graph, let colours):
      (graph.isGraph ? .graph(graph) : .hypergraph(graph), .colouring(colours: colours))
    case .densestSubgraph(let graph, let size, let edges):
      (.graph(graph), .densestSubgraph(vertices: size, edges: edges))
    }
  }

  /// Whether a solution answers the question with yes, straight from the definition.
  func isAnswered(by solution: SourceSolution) -> Bool {
    let (content, question): (SourceContent, StatedQuestion) = stated
    return question.isSolved(by: solution.entries, of: content)
  }

  /// The solution that comes closest to a yes: a yes where there is one.
  ///
  /// - Complexity: O(kⁿ · size) for n vertices, sets or inputs.
  var bestSolution: SourceSolution {
    switch self {
    case .setCover(let cover, _):
      let best: [Int] =
        Self.subsets(of: cover.sets.count).filter { cover.elementsUncovered(by: $0).isEmpty }
        .min { cover.cost(of: $0) < cover.cost(of: $1) } ?? Array(cover.sets.indices)
      return .sets(best, cost: Rational(cover.cost(of: best)))
    case .monotoneCircuit(let circuit, _):
      let best: [Int] =
        Self.subsets(of: circuit.inputCount).filter { circuit.isSatisfied(byTrueInputs: $0) }
        .min { $0.count < $1.count } ?? Array(0..<circuit.inputCount)
      return .inputs(best)
    case .colouring(let graph, let colours):
      var best: (colouring: [Int], faults: Int) = ([Int](repeating: 0, count: graph.vertexCount), .max)
      let count: Int = (0..<graph.vertexCount).reduce(1) { total, _ in total * colours }
      for number in 0..<count {
        var rest: Int = number
        let colouring: [Int] = (0..<graph.vertexCount).map { _ in
          defer { rest /= colours }
          return rest % colours
        }
        let faults: Int = graph.edges.count { edge in edge.allSatisfy { colouring[$0] == colouring[edge[0]] }
        }
        if faults < best.faults { best = (colouring, faults) }
      }
      return .colours(best.colouring)
    case .densestSubgraph(let graph, let size, _):
      func inside(_ vertices: [Int]) -> Int {
        graph.edges.count { $0.allSatisfy(vertices.contains) }
      }
      let best: [Int] =
        Self.subsets(of: graph.vertexCount).filter { $0.count == size }
        .max { inside($0) < inside($1) } ?? []
      return .vertices(best, edges: inside(best))
    }
  }

  private static func subsets(of count: Int) -> [[Int]] {
    (0..<(1 << count)).map { mask in (0..<count).filter { mask >> $0 & 1 == 1 } }
  }
}

extension CertificateNetwork {
  /// The exact loss on an instance, straight from the definition.
  func exactLoss(on instance: TrainingInstance) -> Rational {
    let rows: [[Rational]] = hiddenWeights.map { unit in
      var row: [Rational] = [Rational](repeating: .zero, count: instance.dimension)
      for entry in unit { row[entry.index] = entry.value }
      return row
    }
    var total: Rational = .zero
    for sample in instance.samples {
      let active: [Rational] = rows.indices.map { unit in
        let value: Rational = sample.x.reduce(biases?[unit] ?? .zero) { $0 + rows[unit][$1.index] * $1.value }
        return value.positivePart
      }
      for (output, label) in sample.y.enumerated() {
        let value: Rational = rows.indices.reduce(.zero) { $0 + outputWeights[output][$1] * active[$1] }
        total = total + sample.weight * (value - label).squared
      }
    }
    return total
  }
}
