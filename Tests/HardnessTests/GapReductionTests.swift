import ExactArithmetic
import Hardness
import Testing

@Suite("Gap colouring and the label matrix")
struct GapReductionTests {
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

  /// Beyond the slack, where the anchors no longer force positive signs, the share of violated edges may exceed the loss's.
  @Test(
    "bound the violated edges by the loss within the slack only: five signed units on six vertices are just above it"
  )
  func signedBeyondTheSlack() throws {
    let (graph, weights): (Hypergraph, [[Rational]]) = try SignedReductionTests.counterexamples()[1]
    let instance: TrainingInstance = try GapColouringToReLUs.instance(
      of: .colouring(graph, colours: 5), options: ReductionOptions())
    let height: Rational = instance.parameters["tau"] ?? 0
    let slope: Rational = instance.parameters["alpha"] ?? 0
    // Four units fit the anchors but for the least error of a single window; the fifth is free to be negative.
    let kinks: [(slope: Rational, place: Rational)] = [
      (Rational(3) / 2, Rational(67) / 9), (1, 1), (1, 3), (1, 5), (0, 0),
    ]
    let network: CertificateNetwork = CertificateNetwork(
      outputWeights: [[1, 1, 1, 1, -1]],
      hiddenWeights: zip(weights, kinks).map { unit, kink in
        unit.enumerated().map { SparseEntry($0.offset, height * $0.element) } + [
          SparseEntry(6, slope * kink.slope), SparseEntry(7, -slope * kink.slope * kink.place),
        ]
      })
    #expect(network.squaredNorms.allSatisfy { $0 <= 1 })
    let loss: Rational = network.loss(on: instance)
    #expect(loss == Rational(1009) / 163_350 && instance.slack == Rational(1) / 162)
    let solution: SourceSolution = try ReductionCheck.decoded(network, GapColouringToReLUs.self, instance)
    let violated: Int = ColouringReductionTests.violations(solution.entries, of: graph)
    #expect(violated == 2)
    // slack / (gamma m) is what each edge of one colour costs at least, were all signs positive.
    #expect(Rational(violated) > loss / (instance.slack / (Rational(15) / 10)))
    let directory: ReductionDirectory = try ReductionDirectory(
      instance, GapColouringToReLUs.self, .colours([0, 1, 2, 3, 4, 0]))
    #expect(try directory.failures(of: network) == ["loss", "solution"])
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
}
