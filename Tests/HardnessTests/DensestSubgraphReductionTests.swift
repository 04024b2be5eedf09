import ExactArithmetic
import Hardness
import Testing

@Suite("The reduction from densest subgraph")
struct DensestSubgraphReductionTests {
  static func instance(_ graph: Hypergraph, size: Int, edges: Int) throws -> TrainingInstance {
    try DensestSubgraphToReLU.instance(
      of: .densestSubgraph(graph, size: size, edges: edges), options: ReductionOptions())
  }

  /// At most `size` vertices, every choice.
  static func choices(_ vertices: Int, size: Int) -> [[Int]] {
    (0..<(1 << vertices)).map { mask in (0..<vertices).filter { mask >> $0 & 1 == 1 } }.filter {
      $0.count <= size
    }
  }

  static func density(_ graph: Hypergraph, size: Int) -> Int {
    choices(graph.vertexCount, size: size).map { graph.edgeCount(within: $0) }.max() ?? 0
  }

  static func isSolution(_ solution: SourceSolution, _ graph: Hypergraph, size: Int, edges: Int) -> Bool {
    guard case .vertices(let chosen, let claimed) = solution else { return false }
    return chosen.count <= size && Set(chosen).count == chosen.count
      && claimed == graph.edgeCount(within: chosen)
      && claimed >= edges
  }

  /// Vertices 0 … 3, edges 01, 02, 12, 23.
  static func example() throws -> Hypergraph {
    try Hypergraph(vertexCount: 4, edges: [[0, 1], [0, 2], [1, 2], [2, 3]])
  }

  @Test("is built twice alike, in the unit ball, for every small graph, size and number of edges")
  func agreement() throws {
    for graph in try SmallGraphs.upTo(5) where !graph.edges.isEmpty {
      for size in 2...6 {
        for edges in 1...graph.edges.count {
          _ = try ReductionCheck.expectAgreement(
            DensestSubgraphToReLU.self, .densestSubgraph(graph, size: size, edges: edges))
        }
      }
    }
  }

  @Test(
    "maps vertices with e edges to loss 3m − e (2o − o²) and back: at most θ for yes, θ + o or more for no")
  func forward() throws {
    var counts: (yes: Int, no: Int) = (0, 0)
    for graph in try SmallGraphs.upTo(5) where !graph.edges.isEmpty {
      for size in 2...4 {
        let densest: Int = Self.density(graph, size: size)
        for edges in Set([1, densest, min(densest + 1, graph.edges.count)]).sorted() {
          let instance: TrainingInstance = try Self.instance(graph, size: size, edges: edges)
          let gain: Rational = instance.parameters["o"] ?? 0
          var least: Rational = 3 * Rational(graph.edges.count)
          for (index, chosen) in Self.choices(graph.vertexCount, size: size).enumerated() where index % 3 == 1
          {
            let inside: Int = graph.edgeCount(within: chosen)
            let loss: Rational = try ReductionCheck.expectRoundTrip(
              .vertices(chosen, edges: inside), DensestSubgraphToReLU.self, instance)
            #expect(loss == 3 * Rational(graph.edges.count) - Rational(inside) * (2 * gain - gain.squared))
            least = min(least, loss)
          }
          if densest >= edges {
            counts.yes += 1
          } else {
            counts.no += 1
            #expect(least >= instance.threshold + instance.slack, "\(graph) \(size) \(edges)")
          }
        }
      }
    }
    #expect(counts.yes > 100 && counts.no > 30)
  }

  @Test("decodes every perturbed unit in the ball within the slack to a solution")
  func backward() throws {
    var random: SmallRandom = SmallRandom(11)
    var decoded: Int = 0
    for graph in try SmallGraphs.upTo(5) where !graph.edges.isEmpty {
      for size in 2...3 {
        let densest: Int = Self.density(graph, size: size)
        for edges in [densest, densest + 1] where edges <= graph.edges.count {
          let instance: TrainingInstance = try Self.instance(graph, size: size, edges: edges)
          let best: [Int] =
            Self.choices(graph.vertexCount, size: size).first { graph.edgeCount(within: $0) == densest } ?? []
          let network: CertificateNetwork = try DensestSubgraphToReLU.certificate(
            for: .vertices(best, edges: densest), in: instance)
          for scale in [20, 300, 5000, 100_000] {
            let moved: [Rational] = network.perturbed(instance.dimension, over: scale, &random)
              .denseUnits(instance.dimension)[0]
            // Scaled back into the ball.
            let norm: Rational = moved.reduce(Rational.zero) { $0 + $1.squared }
            let factor: Rational = norm > 1 ? 1 / ((norm + 1) / 2) : 1
            let student: CertificateNetwork = CertificateNetwork(unit: moved.map { $0 * factor })
            guard student.squaredNorms[0] <= 1 else { continue }
            let loss: Rational = student.loss(on: instance)
            let solution: SourceSolution = try ReductionCheck.decoded(
              student, DensestSubgraphToReLU.self, instance)
            if edges > densest { #expect(loss >= instance.threshold + instance.slack, "\(graph) \(size)") }
            guard loss < instance.threshold + instance.slack else { continue }
            decoded += 1
            #expect(Self.isSolution(solution, graph, size: size, edges: edges), "\(graph) \(size) \(student)")
          }
        }
      }
    }
    #expect(decoded > 60, "\(decoded)")
  }

  @Test("decodes every unit of a grid in the ball within the slack, and has none where there is no solution")
  func grid() throws {
    let path: Hypergraph = try Hypergraph(vertexCount: 3, edges: [[0, 1], [1, 2]])
    let steps: [Rational] = [Rational(-1) / 2, 0, Rational(1) / 2, Rational(23) / 24, Rational(99) / 100, 1]
    for edges in 1...2 {
      let instance: TrainingInstance = try Self.instance(path, size: 2, edges: edges)
      let height: Rational = instance.parameters["tau"] ?? 0
      let bias: Rational = instance.parameters["b0"] ?? 0
      var decoded: Int = 0
      for scale in [Rational(999) / 1000, 1, Rational(1001) / 1000] {
        for code in 0..<216 {
          let unit: [Rational] =
            [code % 6, code / 6 % 6, code / 36].map { height * steps[$0] } + [-bias * scale]
          let network: CertificateNetwork = CertificateNetwork(unit: unit)
          guard network.squaredNorms[0] <= 1, network.loss(on: instance) < instance.threshold + instance.slack
          else { continue }
          decoded += 1
          let solution: SourceSolution = DensestSubgraphToReLU.solution(from: network, in: instance)
          if !Self.isSolution(solution, path, size: 2, edges: edges) { Issue.record("\(unit) \(solution)") }
        }
      }
      #expect((decoded > 0) == (edges == 1), "\(decoded)")
    }
  }

  @Test("works the example: tau 59/128, o 59/8192, Lambda 369, theta 802416843/67108864")
  func example() throws {
    let instance: TrainingInstance = try Self.instance(Self.example(), size: 3, edges: 3)
    #expect(
      instance.parameters == [
        "b0": Rational(3) / 5, "delta": Rational(1) / 16, "sigma": Rational(1) / 48, "Q": 384,
        "tau": Rational(59) / 128, "zeta": Rational(1) / 4, "o": Rational(59) / 8192, "Lambda": 369,
      ])
    #expect(instance.threshold == Rational(802_416_843) / 67_108_864 && instance.slack == Rational(59) / 8192)
    #expect(instance.squaredNormBound == 1 && instance.samples.map(\.weight).reduce(0, +) == 12 + 369)
    let solution: SourceSolution = .vertices([0, 1, 2], edges: 3)
    let directory: ReductionDirectory = try ReductionDirectory(instance, DensestSubgraphToReLU.self, solution)
    #expect(try directory.failures().isEmpty)
    #expect(try instance.source.answer().solution == solution)
    let network: CertificateNetwork = try DensestSubgraphToReLU.certificate(for: solution, in: instance)
    #expect(network.loss(on: instance) == instance.threshold)
    let four: TrainingInstance = try Self.instance(Self.example(), size: 3, edges: 4)
    #expect(
      try ReductionDirectory(four, DensestSubgraphToReLU.self, solution).failures() == ["loss", "solution"])
  }

  @Test("refuses a unit outside the ball, though its loss is lower")
  func outside() throws {
    let instance: TrainingInstance = try Self.instance(Self.example(), size: 2, edges: 2)
    let height: Rational = instance.parameters["tau"] ?? 0
    let directory: ReductionDirectory = try ReductionDirectory(
      instance, DensestSubgraphToReLU.self, .vertices([0, 1], edges: 1))
    let student: CertificateNetwork = CertificateNetwork(
      unit: [height, height, height, 0, -(instance.parameters["b0"] ?? 0)])
    #expect(student.loss(on: instance) < instance.threshold)
    #expect(try directory.failures(of: student) == ["norms", "solution"])
    // The norm counts with the output weight folded in.
    let folded: CertificateNetwork = CertificateNetwork(
      outputWeights: [[4]],
      hiddenWeights: [student.hiddenWeights[0].map { SparseEntry($0.index, $0.value / 4) }])
    #expect(try directory.failures(of: folded) == ["norms", "solution"])
    #expect(try directory.failures(of: CertificateNetwork(unit: [0, 0, 0, 0, 0])) == ["loss", "solution"])
  }

  @Test("keeps its conditions for every size up to 300, and its threshold with any number of edges")
  func constants() throws {
    let graph: Hypergraph = try SmallGraphs.complete(12)
    for size in 2...300 {
      for edges in [1, 30, 66] {
        let instance: TrainingInstance = try Self.instance(graph, size: size, edges: edges)
        let rebuild: any InstanceRebuild = try DensestSubgraphToReLU.rebuild.init(instance)
        #expect(rebuild.parameterFault == nil && rebuild.generatorFault == nil, "\(size) \(edges)")
      }
    }
  }

  @Test("refuses what it cannot encode, with the place")
  func refusals() throws {
    func place(_ graph: Hypergraph, _ size: Int, _ edges: Int) -> String? {
      do {
        _ = try Self.instance(graph, size: size, edges: edges)
        return nil
      } catch let fault as SourceFault {
        return fault.mend.isEmpty ? nil : fault.place
      } catch {
        return nil
      }
    }
    let graph: Hypergraph = try Self.example()
    #expect(place(graph, 1, 1) == "kappa" && place(graph, 0, 1) == "kappa" && place(graph, -1, 1) == "kappa")
    #expect(place(graph, 2, 0) == "ell" && place(graph, 2, 5) == "ell" && place(graph, 2, -1) == "ell")
    #expect(place(try Hypergraph(vertexCount: 3, edges: []), 2, 1) == "ell")
    #expect(place(try Hypergraph(vertexCount: 3, edges: [[0, 1, 2]]), 2, 1) == "edges[0]")
    // More vertices to choose than there are, and vertices without an edge, are fine.
    let sparse: Hypergraph = try Hypergraph(vertexCount: 5, edges: [[1, 3]])
    let instance: TrainingInstance = try ReductionCheck.expectAgreement(
      DensestSubgraphToReLU.self, .densestSubgraph(sparse, size: 9, edges: 1))
    #expect(instance.samples.count == 4)
    let everything: SourceSolution = .vertices([0, 1, 2, 3, 4], edges: 1)
    #expect(
      try ReductionCheck.expectRoundTrip(everything, DensestSubgraphToReLU.self, instance)
        == instance.threshold)
  }
}
