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

  static func networks(_ grid: [Int], count: Int) -> [[Int]] {
    (0..<count).reduce([[]]) { shorter, _ in shorter.flatMap { list in grid.map { list + [$0] } } }
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
