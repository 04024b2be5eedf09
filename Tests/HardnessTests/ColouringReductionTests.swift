import ExactArithmetic
import Hardness
import Testing

@Suite("The reductions from colouring")
struct ColouringReductionTests {
  /// Every reduction from colouring with the options that it is tested with.
  static let reductions: [(reduction: any Reduction.Type, options: ReductionOptions)] = [
    (ColouringToReLUs.self, ReductionOptions()),
    (ColouringToReLUs.self, ReductionOptions(isAffine: true)),
    (SignedColouringToReLUs.self, ReductionOptions()),
    (LabelMatrixToReLUs.self, ReductionOptions(labelVector: [0, Rational(1) / 2, -3, 2])),
    (GapColouringToReLUs.self, ReductionOptions(gap: Rational(1) / 3)),
  ]

  static func isSolution(_ solution: SourceSolution, of graph: Hypergraph) -> Bool {
    graph.firstMonochromaticEdge(under: solution.entries) == nil
  }

  static func violations(_ colouring: [Int], of graph: Hypergraph) -> Int {
    graph.edges.count { edge in edge.allSatisfy { colouring[$0] == colouring[edge[0]] } }
  }

  /// What a network must decode to where its loss is below the slack.
  static func answers(_ solution: SourceSolution, _ instance: TrainingInstance) -> Bool {
    guard case .colouring(let graph, _) = instance.source else { return false }
    guard let gap = instance.parameters["gamma"] else { return isSolution(solution, of: graph) }
    return Rational(violations(solution.entries, of: graph)) < gap * Rational(graph.edges.count)
  }

  @Test("are built twice alike, for every small graph and hypergraph", arguments: reductions.indices)
  func agreement(index: Int) throws {
    let (reduction, options): (any Reduction.Type, ReductionOptions) = Self.reductions[index]
    for graph in try SmallGraphs.upTo(5) + SmallGraphs.hypergraphs() {
      for colours in graph.vertexCount < 4 ? [1, 2, 3, 7] : [2, 3] {
        let problem: SourceProblem = .colouring(graph, colours: colours)
        if reduction == GapColouringToReLUs.self, graph.edges.isEmpty {
          #expect(throws: SourceFault.self) { try reduction.instance(of: problem, options: options) }
        } else {
          _ = try ReductionCheck.expectAgreement(reduction, problem, options: options)
        }
      }
    }
  }

  @Test(
    "map proper colourings to loss 0 and back, and the others to the slack or more",
    arguments: reductions.indices)
  func forward(index: Int) throws {
    let (reduction, options): (any Reduction.Type, ReductionOptions) = Self.reductions[index]
    var counts: (yes: Int, no: Int) = (0, 0)
    for graph in try SmallGraphs.upTo(5) + SmallGraphs.hypergraphs() {
      for colours in 2...3 where !(reduction == GapColouringToReLUs.self && graph.edges.isEmpty) {
        let instance: TrainingInstance = try reduction.instance(
          of: .colouring(graph, colours: colours), options: options)
        let step: Int = graph.vertexCount < 4 ? 1 : 23
        let all: [[Int]] = SmallGraphs.colourings(graph.vertexCount, colours: colours)
        for colouring in stride(from: 0, to: all.count, by: step).map({ all[$0] }) {
          let loss: Rational = try ReductionCheck.expectRoundTrip(.colours(colouring), reduction, instance)
          let violated: Int = Self.violations(colouring, of: graph)
          #expect(loss.isZero == (violated == 0), "\(graph) \(colouring)")
          counts = violated == 0 ? (counts.yes + 1, counts.no) : (counts.yes, counts.no + 1)
          if loss < instance.slack { #expect(Self.answers(.colours(colouring), instance)) }
        }
      }
    }
    #expect(counts.yes > 40 && counts.no > 40)
  }

  @Test("decode every perturbed certificate within the slack to a solution", arguments: reductions.indices)
  func backward(index: Int) throws {
    let (reduction, options): (any Reduction.Type, ReductionOptions) = Self.reductions[index]
    var random: SmallRandom = SmallRandom(UInt64(17 + index))
    var decoded: Int = 0
    for graph in try SmallGraphs.classes(vertices: 4) + SmallGraphs.hypergraphs() where !graph.edges.isEmpty {
      for colours in 2...3 {
        let instance: TrainingInstance = try reduction.instance(
          of: .colouring(graph, colours: colours), options: options)
        let proper: [[Int]] = SourceSolutions.colourings(2, of: graph, colours: colours)
        let some: [Int] = (0..<graph.vertexCount).map { $0 % colours }
        for colouring in proper + [some] {
          let network: CertificateNetwork = try reduction.certificate(for: .colours(colouring), in: instance)
          for scale in [8, 30, 400, 4000] {
            let student: CertificateNetwork = network.perturbed(instance.dimension, over: scale, &random)
            let solution: SourceSolution = try ReductionCheck.decoded(student, reduction, instance)
            let loss: Rational = student.loss(on: instance)
            if proper.isEmpty, instance.parameters["gamma"] == nil {
              #expect(loss >= instance.slack, "\(graph)")
            }
            guard loss < instance.slack else { continue }
            decoded += 1
            #expect(Self.answers(solution, instance), "\(graph) \(colours) \(student)")
            if let gap = instance.parameters["gamma"] {
              let each: Rational = instance.slack / (gap * Rational(graph.edges.count))
              #expect(Rational(Self.violations(solution.entries, of: graph)) <= loss / each)
            }
          }
        }
      }
    }
    #expect(decoded > 40, "\(decoded)")
  }

  /// All networks of two units on a grid, against colourability; losses in integers, in units of a quarter.
  @Test("have no network on a grid that fits a graph without a colouring, and decode all that fit")
  func grid() throws {
    let grid: [Int] = [-4, -2, 0, 1, 2]
    for graph in try SmallGraphs.upTo(3) + [Hypergraph(vertexCount: 3, edges: [[0, 1, 2]])] {
      for colours in 1...2 {
        let instance: TrainingInstance = try ColouringToReLUs.instance(
          of: .colouring(graph, colours: colours), options: ReductionOptions())
        let slack: Rational = instance.slack
        let rows: [[Int]] = (0..<graph.vertexCount).map { [$0] } + graph.edges
        var isFitted: Bool = false
        for weights in Self.networks(grid, count: graph.vertexCount * colours) {
          var loss: Int = 0
          for (row, vertices) in rows.enumerated() {
            var output: Int = row < graph.vertexCount ? -2 : 0
            for unit in 0..<colours {
              output += max(0, vertices.reduce(0) { $0 + weights[unit * graph.vertexCount + $1] })
            }
            loss += output * output
          }
          guard Rational(loss) / 4 < slack else { continue }
          isFitted = isFitted || loss == 0
          let network: CertificateNetwork = CertificateNetwork(
            outputWeights: [[Rational](repeating: 1, count: colours)],
            hiddenWeights: (0..<colours).map { unit in
              (0..<graph.vertexCount).map {
                SparseEntry($0, Rational(weights[unit * graph.vertexCount + $0]) / 2)
              }
            })
          let solution: SourceSolution = try ReductionCheck.decoded(network, ColouringToReLUs.self, instance)
          #expect(Self.isSolution(solution, of: graph), "\(graph) \(weights)")
        }
        #expect(
          isFitted == !SourceSolutions.colourings(1, of: graph, colours: colours).isEmpty,
          "\(graph) \(colours)")
      }
    }
  }

  /// One unit of any sign: a graph with an edge has no colouring with one colour.
  @Test("with anchors have no network on a grid within the slack but of positive sign and with a colouring")
  func signedGrid() throws {
    for edges in [[], [[0, 1]]] as [[[Int]]] {
      let instance: TrainingInstance = try SignedColouringToReLUs.instance(
        of: .colouring(Hypergraph(vertexCount: 2, edges: edges), colours: 1), options: ReductionOptions())
      var fitting: Int = 0
      for weights in Self.networks([-2, -1, 0, 1, 2], count: 4) {
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

  private static func networks(_ grid: [Int], count: Int) -> [[Int]] {
    (0..<count).reduce([[]]) { shorter, _ in shorter.flatMap { list in grid.map { list + [$0] } } }
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

  @Test("work the example of the gap version: a triangle with gap 1/3")
  func gapExample() throws {
    let options: ReductionOptions = ReductionOptions(gap: Rational(1) / 3)
    let three: TrainingInstance = try GapColouringToReLUs.instance(
      of: .colouring(SmallGraphs.complete(3), colours: 3), options: options)
    #expect(three.slack == Rational(1) / 44 && three.squaredNormBound == 1)
    #expect(
      three.parameters == [
        "tau": Rational(1) / 4, "c": Rational(1) / 2, "alpha": Rational(1) / 9, "chi": Rational(1) / 7,
        "gamma": Rational(1) / 3, "Lambda_a": 542, "k": 3, "r_min": 2, "r_max": 2,
      ])
    #expect(three.samples.filter { $0.tag == "vertex" }.allSatisfy { $0.weight == 2 })
    let two: TrainingInstance = try GapColouringToReLUs.instance(
      of: .colouring(SmallGraphs.complete(3), colours: 2), options: options)
    #expect(two.slack == Rational(1) / 24)
    let network: CertificateNetwork = try GapColouringToReLUs.certificate(for: .colours([0, 1, 0]), in: two)
    #expect(network.loss(on: two) == Rational(1) / 4)
    let standard: TrainingInstance = try GapColouringToReLUs.instance(
      of: .colouring(SmallGraphs.complete(3), colours: 2), options: ReductionOptions())
    #expect(standard.parameters["gamma"] == Rational(1) / 10)
  }

  @Test("with a gap accept a colouring that violates fewer than its share of the edges, and no more")
  func gapVerification() throws {
    // An odd cycle of 13 edges: one is of one colour at least, and its loss 4τ² is below 13 · γ · τ² · 2/3 for γ = 1/2.
    let graph: Hypergraph = try SmallGraphs.cycle(13)
    let colouring: [Int] = (0..<13).map { $0 % 2 }
    for (gap, isAccepted) in [(Rational(1) / 2, true), (Rational(2) / 5, false)] {
      let instance: TrainingInstance = try GapColouringToReLUs.instance(
        of: .colouring(graph, colours: 2), options: ReductionOptions(gap: gap))
      let directory: ReductionDirectory = try ReductionDirectory(
        instance, GapColouringToReLUs.self, .colours(colouring))
      let network: CertificateNetwork = try GapColouringToReLUs.certificate(
        for: .colours(colouring), in: instance)
      #expect(try directory.failures(of: network) == (isAccepted ? [] : ["loss"]))
      let poor: CertificateNetwork = try GapColouringToReLUs.certificate(
        for: .colours([Int](repeating: 0, count: 13)), in: instance)
      #expect(try directory.failures(of: poor) == ["loss", "solution"])
    }
    let plain: TrainingInstance = try SignedColouringToReLUs.instance(
      of: .colouring(graph, colours: 2), options: ReductionOptions())
    let directory: ReductionDirectory = try ReductionDirectory(
      plain, SignedColouringToReLUs.self, .colours(colouring))
    #expect(try directory.failures() == ["loss", "solution"])
  }

  @Test(
    "give every output of the label matrix a multiple of the same labels, and free output weights their sign")
  func labelMatrix() throws {
    let problem: SourceProblem = .colouring(try SmallGraphs.complete(3), colours: 3)
    let scalar: TrainingInstance = try SignedColouringToReLUs.instance(
      of: problem, options: ReductionOptions())
    let plain: TrainingInstance = try LabelMatrixToReLUs.instance(of: problem, options: ReductionOptions())
    #expect(plain.outputs == 2 && plain.parameters["c_0"] == 1 && plain.parameters["c_1"] == 2)
    #expect(plain.slack == 4 * scalar.slack)
    let vector: [Rational] = [2, -5, 0, 5]
    let matrix: TrainingInstance = try LabelMatrixToReLUs.instance(
      of: problem, options: ReductionOptions(labelVector: vector))
    #expect(matrix.outputs == 4 && matrix.slack == 25 * scalar.slack)
    for (row, sample) in zip(scalar.samples, matrix.samples) {
      #expect(row.x == sample.x && sample.y == vector.map { $0 * row.y[0] })
    }
    let network: CertificateNetwork = try LabelMatrixToReLUs.certificate(
      for: .colours([0, 2, 1]), in: matrix)
    #expect(network.loss(on: matrix).isZero && network.outputWeights == vector.map { [$0, $0, $0] })
    // Flipped signs of the row that counts: every unit is then negative, and nothing is decoded from it.
    let flipped: CertificateNetwork = CertificateNetwork(
      outputWeights: network.outputWeights.enumerated().map {
        $0.offset == 1 ? $0.element.map { -$0 } : $0.element
      },
      hiddenWeights: network.hiddenWeights)
    #expect(flipped.loss(on: matrix) >= matrix.slack)
    #expect(try ReductionCheck.decoded(flipped, LabelMatrixToReLUs.self, matrix) == .colours([0, 0, 0]))
  }

  @Test(
    "accept their own certificates through files, for every graph of up to four vertices",
    arguments: reductions.indices)
  func files(index: Int) throws {
    let (reduction, options): (any Reduction.Type, ReductionOptions) = Self.reductions[index]
    for graph in try SmallGraphs.upTo(4) where !graph.edges.isEmpty {
      for colours in 1...3 {
        let instance: TrainingInstance = try reduction.instance(
          of: .colouring(graph, colours: colours), options: options)
        guard let colouring = SourceSolutions.colourings(1, of: graph, colours: colours).first else {
          continue
        }
        let directory: ReductionDirectory = try ReductionDirectory(instance, reduction, .colours(colouring))
        #expect(try directory.failures().isEmpty, "\(graph) \(colours)")
      }
    }
  }

  @Test("refuse what they cannot encode, with the mend")
  func refusals() throws {
    let edgeless: SourceProblem = .colouring(try Hypergraph(vertexCount: 3, edges: []), colours: 2)
    let path: Hypergraph = try Hypergraph(vertexCount: 3, edges: [[0, 1], [1, 2]])
    func place(_ reduction: any Reduction.Type, _ problem: SourceProblem, _ options: ReductionOptions)
      -> String?
    {
      do {
        _ = try reduction.instance(of: problem, options: options)
        return nil
      } catch let fault as SourceFault {
        return fault.mend.isEmpty ? nil : fault.place
      } catch {
        return nil
      }
    }
    for (reduction, options) in Self.reductions {
      #expect(place(reduction, .colouring(path, colours: 0), options) == "colours")
      let empty: SourceProblem = .colouring(try Hypergraph(vertexCount: 0, edges: []), colours: 1)
      #expect(place(reduction, empty, options) == "vertices")
    }
    #expect(
      place(SignedColouringToReLUs.self, .colouring(path, colours: .max), ReductionOptions()) == "colours")
    #expect(place(GapColouringToReLUs.self, edgeless, ReductionOptions()) == "edges")
    for gap in [0, -1, Rational(11) / 10] as [Rational] {
      #expect(
        place(GapColouringToReLUs.self, .colouring(path, colours: 2), ReductionOptions(gap: gap)) == "gap")
    }
    for vector in [[], [0, 0]] as [[Rational]] {
      let options: ReductionOptions = ReductionOptions(labelVector: vector)
      #expect(place(LabelMatrixToReLUs.self, .colouring(path, colours: 2), options) == "label-vector")
    }
    // Without edges, with one vertex, with more colours than vertices: easy, and encoded all the same.
    for reduction in [SignedColouringToReLUs.self, LabelMatrixToReLUs.self] as [any Reduction.Type] {
      let instance: TrainingInstance = try ReductionCheck.expectAgreement(reduction, edgeless)
      #expect(try ReductionCheck.expectRoundTrip(.colours([0, 1, 1]), reduction, instance).isZero)
      let point: SourceProblem = .colouring(try Hypergraph(vertexCount: 1, edges: []), colours: 4)
      let single: TrainingInstance = try ReductionCheck.expectAgreement(reduction, point)
      #expect(try ReductionCheck.expectRoundTrip(.colours([3]), reduction, single).isZero)
    }
  }
}
