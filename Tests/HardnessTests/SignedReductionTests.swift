import ExactArithmetic
import Hardness
import Testing

@Suite("The anchors of signed colouring")
struct SignedReductionTests {
  /// One unit of any sign: a graph with an edge has no colouring with one colour.
  @Test("with anchors have no network on a grid within the slack but of positive sign and with a colouring")
  func signedGrid() throws {
    for edges in [[], [[0, 1]]] as [[[Int]]] {
      let instance: TrainingInstance = try SignedColouringToReLUs.instance(
        of: .colouring(Hypergraph(vertexCount: 2, edges: edges), colours: 1), options: ReductionOptions())
      var fitting: Int = 0
      for weights in ColouringReductionTests.networks([-2, -1, 0, 1, 2], count: 4) {
        for output in [-2, -1, 1, 2, Rational(1) / 2] as [Rational] {
          let network: CertificateNetwork = CertificateNetwork(
            outputWeights: [[output]],
            hiddenWeights: [weights.enumerated().map { SparseEntry($0.offset, Rational($0.element)) }])
          guard network.loss(on: instance) < instance.slack else { continue }
          fitting += 1
          if output.signum < 0 { Issue.record("\(weights) \(output)") }
        }
      }
      #expect((fitting > 0) == edges.isEmpty)
    }
  }

  /// Networks with a negative unit that fit the bare samples of a graph that is not k-colourable.
  static func counterexamples() throws -> [(graph: Hypergraph, weights: [[Rational]])] {
    let cycle: [[Int]] = (0..<5).map { [$0, ($0 + 1) % 5] }
    let joins: [[Int]] = (0..<5).flatMap { [[$0, 5], [$0, 6]] }
    let wheel: Hypergraph = try Hypergraph(vertexCount: 7, edges: cycle + joins + [[5, 6]])
    return [
      (
        wheel,
        [
          [1, -1, 3, -4, 2, -2, 1], [3, 1, 0, 1, -2, -1, -1], [1, -1, 2, -1, 2, 1, -2],
          [4, 0, 4, -2, 3, 0, 0],
        ]
      ),
      (
        try SmallGraphs.complete(6),
        [
          [1, -1, -3, 1, 1, 1], [1, 1, -1, -3, -3, -3], [1, -1, 1, -3, 3, -1], [1, -1, 1, -3, -1, 3],
          [3, -1, 1, -1, 3, 3],
        ]
      ),
    ]
  }

  @Test(
    "need the anchors: signed networks fit the bare samples of graphs without a colouring", arguments: [0, 1])
  func signs(index: Int) throws {
    let (graph, weights): (Hypergraph, [[Rational]]) = try Self.counterexamples()[index]
    let colours: Int = weights.count
    #expect(graph.edges.count == [16, 15][index])
    #expect(SourceSolutions.colourings(1, of: graph, colours: colours).isEmpty)
    #expect(!SourceSolutions.colourings(1, of: graph, colours: colours + 1).isEmpty)
    let problem: SourceProblem = .colouring(graph, colours: colours)
    let network: CertificateNetwork = CertificateNetwork(
      outputWeights: [[Rational](repeating: 1, count: colours - 1) + [-1]],
      hiddenWeights: weights.map { unit in
        unit.indices.filter { !unit[$0].isZero }.map { SparseEntry($0, unit[$0]) }
      })
    let bare: TrainingInstance = try ColouringToReLUs.instance(of: problem, options: ReductionOptions())
    #expect(network.loss(on: bare).isZero)
    let solution: SourceSolution = .colours([Int](repeating: 0, count: graph.vertexCount))
    let unsigned: ReductionDirectory = try ReductionDirectory(bare, ColouringToReLUs.self, solution)
    #expect(try unsigned.failures(of: network) == ["coefficients", "solution"])

    let signed: TrainingInstance = try SignedColouringToReLUs.instance(
      of: problem, options: ReductionOptions())
    let directory: ReductionDirectory = try ReductionDirectory(signed, SignedColouringToReLUs.self, solution)
    #expect(try directory.failures(of: network) == ["loss", "solution"])
    // Whatever a negative unit has on the line, the anchors cost A²/6 or more.
    let anchored: CertificateNetwork = try SignedColouringToReLUs.certificate(for: solution, in: signed)
    let scale: Rational = signed.parameters["A"] ?? 0
    var random: SmallRandom = SmallRandom(5)
    for trial in 0..<30 {
      let student: CertificateNetwork = CertificateNetwork(
        outputWeights: network.outputWeights,
        hiddenWeights: zip(network.hiddenWeights, anchored.hiddenWeights).map { own, anchor in
          own
            + anchor.filter { $0.index >= graph.vertexCount }.map { entry in
              SparseEntry(entry.index, entry.value + (trial == 0 ? .zero : random.rational(over: 1)))
            }
        })
      #expect(student.loss(on: signed) >= scale.squared / 6)
    }
  }

  @Test("take A = 3, and the anchors (0, 0), (3, 0), (6, 3), (9, 6), (12, 12), for k = 2 and triples")
  func anchors() throws {
    let instance: TrainingInstance = try SignedColouringToReLUs.instance(
      of: .colouring(Hypergraph(vertexCount: 3, edges: [[0, 1, 2]]), colours: 2), options: ReductionOptions())
    #expect(instance.parameters == ["A": 3, "k": 2, "r_min": 3, "r_max": 3] && instance.slack == 1)
    let anchors: [ExactSample] = instance.samples.filter { $0.tag == "anchor" }
    #expect(anchors.map(\.y) == [[0], [0], [3], [6], [12]])
    #expect(anchors.map { $0.x.first { $0.index == 3 }?.value ?? 0 } == [0, 3, 6, 9, 12])
    #expect(anchors.allSatisfy { $0.x.last == SparseEntry(4, 3) })
  }
}
