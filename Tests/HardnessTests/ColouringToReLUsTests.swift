import ExactArithmetic
import Hardness
import Testing

/// Every graph on a few vertices, and the answers of colouring by trying all.
enum Graphs {
  static func all(vertices: Int) throws -> [Hypergraph] {
    let pairs: [[Int]] = (0..<vertices).flatMap { u in (u + 1..<max(u + 1, vertices)).map { [u, $0] } }
    return try (0..<(1 << pairs.count)).map { mask in
      try Hypergraph(
        vertexCount: vertices, edges: pairs.indices.filter { mask >> $0 & 1 == 1 }.map { pairs[$0] })
    }
  }

  /// Every hypergraph of edges of two and three vertices.
  static func hypergraphs(vertices: Int) throws -> [Hypergraph] {
    let edges: [[Int]] = (0..<(1 << vertices)).map { mask in (0..<vertices).filter { mask >> $0 & 1 == 1 } }
      .filter { (2...3).contains($0.count) }
    return try (0..<(1 << edges.count)).map { mask in
      try Hypergraph(
        vertexCount: vertices, edges: edges.indices.filter { mask >> $0 & 1 == 1 }.map { edges[$0] })
    }
  }

  static func colourings(_ graph: Hypergraph, _ colours: Int) -> [[Int]] {
    var lists: [[Int]] = [[]]
    for _ in 0..<graph.vertexCount { lists = lists.flatMap { list in (0..<colours).map { list + [$0] } } }
    return lists.filter { graph.firstMonochromaticEdge(under: $0) == nil }
  }
}

/// The exact loss of a network, straight from the definition.
func loss(of network: CertificateNetwork, on instance: TrainingInstance) -> Rational {
  instance.samples.reduce(Rational.zero) { total, sample in
    let hidden: [Rational] = network.hiddenWeights.enumerated().map { unit, weights in
      let sum: Rational = sample.x.reduce(network.biases?[unit] ?? .zero) { sum, entry in
        guard let weight = weights.first(where: { $0.index == entry.index }) else { return sum }
        return sum + weight.value * entry.value
      }
      return sum > 0 ? sum : 0
    }
    return zip(network.outputWeights, sample.y).reduce(total) { total, pair in
      let output: Rational = zip(pair.0, hidden).reduce(Rational.zero) { $0 + $1.0 * $1.1 }
      return total + sample.weight * (output - pair.1) * (output - pair.1)
    }
  }
}

@Suite("Colouring to k ReLUs")
struct ColouringToReLUsTests {
  static func instance(_ graph: Hypergraph, _ colours: Int, affine: Bool = false) throws -> TrainingInstance {
    try ColouringToReLUs.instance(
      of: .colouring(graph, colours: colours), options: ReductionOptions(isAffine: affine))
  }

  @Test("has on the triangle the losses that were worked out by hand")
  func triangle() throws {
    let graph: Hypergraph = try Hypergraph(vertexCount: 3, edges: [[0, 1], [1, 2], [0, 2]])
    let yes: TrainingInstance = try Self.instance(graph, 3)
    #expect(yes.slack == Rational(4) / 11 && yes.threshold == 0 && yes.units == 3)
    #expect(
      yes.samples[3]
        == ExactSample(x: [SparseEntry(0, 1), SparseEntry(1, 1)], y: [0], weight: 1, tag: "edge"))
    let network: CertificateNetwork = try ColouringToReLUs.certificate(for: .colours([0, 1, 2]), in: yes)
    #expect(network.hiddenWeights[0] == [SparseEntry(0, 1), SparseEntry(1, -1), SparseEntry(2, -1)])
    #expect(loss(of: network, on: yes) == 0)
    let no: TrainingInstance = try Self.instance(graph, 2)
    #expect(no.slack == Rational(2) / 3)
    let wrong: CertificateNetwork = try ColouringToReLUs.certificate(for: .colours([0, 1, 0]), in: no)
    #expect(loss(of: wrong, on: no) == 4)
    #expect(ColouringToReLUs.solution(from: wrong, in: no) == .colours([0, 1, 0]))
  }

  @Test(
    "fits every colouring of every small graph exactly and decodes it again, in both forms",
    arguments: [(2, false), (3, false), (2, true), (3, true)])
  func everyGraph(colours: Int, affine: Bool) throws {
    var yes: Int = 0
    var no: Int = 0
    let graphs: [Hypergraph] =
      try (1...4).flatMap { try Graphs.all(vertices: $0) } + Graphs.hypergraphs(vertices: 3)
    for graph in graphs {
      let instance: TrainingInstance = try Self.instance(graph, colours, affine: affine)
      #expect(
        instance.size
          == ColouringToReLUs.size(
            of: instance.source, options: ReductionOptions(isAffine: affine)))
      let colourings: [[Int]] = Graphs.colourings(graph, colours)
      if colourings.isEmpty { no += 1 } else { yes += 1 }
      for colouring in colourings {
        let network: CertificateNetwork = try ColouringToReLUs.certificate(
          for: .colours(colouring), in: instance)
        #expect(loss(of: network, on: instance) == 0, "\(graph) \(colouring)")
        #expect(ColouringToReLUs.solution(from: network, in: instance) == .colours(colouring))
      }
    }
    #expect(yes > 50 && (no > 0 || colours == 3))
  }

  @Test("decodes every network with a loss below the slack to a proper colouring, and many of them")
  func withinSlack() throws {
    var state: UInt64 = 11
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var decoded: Int = 0
    for graph in try Graphs.all(vertices: 4) {
      for colours in 2...3 {
        let instance: TrainingInstance = try Self.instance(graph, colours)
        guard let colouring = Graphs.colourings(graph, colours).last else { continue }
        let exact: CertificateNetwork = try ColouringToReLUs.certificate(
          for: .colours(colouring), in: instance)
        for _ in 0..<6 {
          let size: Int = [8, 16, 64][random(3)]
          let near: CertificateNetwork = CertificateNetwork(
            outputWeights: exact.outputWeights,
            hiddenWeights: exact.hiddenWeights.map { unit in
              unit.map { SparseEntry($0.index, $0.value + Rational(random(9) - 4) / Rational(size)) }
            })
          guard loss(of: near, on: instance) < instance.slack,
            case .colours(let list) = ColouringToReLUs.solution(from: near, in: instance)
          else { continue }
          decoded += 1
          #expect(graph.firstMonochromaticEdge(under: list) == nil, "\(graph) \(near)")
        }
      }
    }
    #expect(decoded > 200)
  }

  /// Networks with weights from a grid, in place of all networks.
  @Test("is not fit below the slack by any network on a grid where there is no colouring")
  func grid() throws {
    let graph: Hypergraph = try Hypergraph(vertexCount: 3, edges: [[0, 1], [1, 2], [0, 2]])
    let instance: TrainingInstance = try Self.instance(graph, 2)
    let values: [Rational] = [-1, 0, Rational(1) / 2, 1]
    var units: [[SparseEntry]] = []
    for a in values {
      for b in values {
        for c in values { units.append([SparseEntry(0, a), SparseEntry(1, b), SparseEntry(2, c)]) }
      }
    }
    var least: Rational = 100
    for (index, first) in units.enumerated() {
      for second in units[index...] {
        let network: CertificateNetwork = CertificateNetwork(
          outputWeights: [[1, 1]], hiddenWeights: [first, second])
        least = min(least, loss(of: network, on: instance))
      }
    }
    #expect(least >= instance.slack)
  }

  @Test("refuses no vertex and no colour")
  func refusals() throws {
    #expect(throws: SourceFault.self) { try Self.instance(Hypergraph(vertexCount: 0, edges: []), 2) }
    #expect(throws: SourceFault.self) { try Self.instance(Hypergraph(vertexCount: 2, edges: [[0, 1]]), 0) }
  }
}
