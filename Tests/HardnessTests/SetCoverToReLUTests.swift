import BigInt
import ExactArithmetic
import Hardness
import Testing

@Suite("Set cover to one ReLU")
struct SetCoverToReLUTests {
  static func triangle() throws -> SetCover {
    try SetCover(elementCount: 3, sets: [[0, 1], [1, 2], [0, 2]])
  }

  static let vectors: [([Rational], Rational)] = [
    ([0, 0, 0, 0], 12), ([1, -5, -5, 0], 2), ([1, 0, 0, 0], 75), ([1, -5, 0, 0], 26),
    ([Rational(1) / 2, -1, -1, -1], 6),
    ([Rational(3) / 4, Rational(-9) / 4, Rational(-9) / 4, 0], Rational(57) / 8),
  ]

  @Test("has the losses on the triangle that were worked out by hand", arguments: vectors.indices)
  func triangleVectors(index: Int) throws {
    let instance: TrainingInstance = try SetCoverToReLU.instance(of: Self.triangle(), target: 2)
    #expect(instance.parameters == ["Kbar": 4, "t": 3])
    let (unit, expected) = Self.vectors[index]
    #expect(loss(of: unit, on: instance) == expected)
  }

  @Test("has exactly the samples of the table on the triangle")
  func triangleSamples() throws {
    let instance: TrainingInstance = try SetCoverToReLU.instance(of: Self.triangle(), target: 2)
    #expect(instance.samples.count == 7 && instance.dimension == 4)
    #expect(instance.samples[0] == ExactSample(x: [SparseEntry(0, 3)], y: [3], weight: 1, tag: "bias"))
    #expect(
      instance.samples[1]
        == ExactSample(
          x: [SparseEntry(0, 5), SparseEntry(1, 1), SparseEntry(3, 1)], y: [0], weight: 1, tag: "element"))
    #expect(
      instance.samples[6]
        == ExactSample(x: [SparseEntry(0, 1), SparseEntry(3, 1)], y: [1], weight: 1, tag: "set"))
    #expect(instance.threshold == 2 && instance.slack == 1 && instance.squaredNormBound == nil)
    #expect(instance.units == 1 && instance.outputs == 1 && instance.coefficients == .plus)
  }

  /// Every system of up to three elements and three sets, with unit and with other costs.
  static func everySmallSystem() throws -> [SetCover] {
    try (1...3).flatMap { elements in
      try (1...3).flatMap { sets in
        try Systems.all(elements: elements, sets: sets).flatMap { system in
          [
            system,
            try SetCover(elementCount: elements, sets: system.sets, costs: Array([2, 3, 5].prefix(sets))),
          ]
        }
      }
    }
  }

  @Test("maps every cover of every small system to a loss that is exactly its cost, and back")
  func forward() throws {
    for problem in try Self.everySmallSystem() {
      let instance: TrainingInstance = try SetCoverToReLU.instance(of: problem, target: problem.totalCost)
      #expect(instance.size == SetCoverToReLU.size(of: problem))
      for cover in Systems.covers(of: problem) {
        let network: CertificateNetwork = try SetCoverToReLU.certificate(
          for: cover, of: problem, parameters: instance.parameters)
        let weights: [Rational] = unit(of: network, dimension: instance.dimension)
        #expect(loss(of: weights, on: instance) == Rational(problem.cost(of: cover)), "\(problem) \(cover)")
        #expect(SetCoverToReLU.solution(from: weights, of: problem) == cover)
      }
    }
  }

  @Test("decodes every unit with a loss below Kbar to a cover that costs no more than the loss")
  func backward() throws {
    var decoded: Int = 0
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for problem in try Self.everySmallSystem() {
      let instance: TrainingInstance = try SetCoverToReLU.instance(of: problem, target: 0)
      let cap: Rational = try #require(instance.parameters["Kbar"])
      let optimum: Rational = Rational(try #require(Systems.optimum(of: problem)))
      for cover in Systems.covers(of: problem).suffix(2) {
        let network: CertificateNetwork = try SetCoverToReLU.certificate(
          for: cover, of: problem, parameters: instance.parameters)
        var weights: [Rational] = unit(of: network, dimension: instance.dimension)
        for index in weights.indices {
          weights[index] += Rational(random(41) - 20) / Rational(60 + random(200))
        }
        if random(2) == 0, let chosen = cover.first { weights[chosen + 1] /= Rational(1 + random(9)) }
        let value: Rational = loss(of: weights, on: instance)
        #expect(value >= optimum)
        guard value < cap else { continue }
        decoded += 1
        let sets: [Int] = SetCoverToReLU.solution(from: weights, of: problem)
        #expect(problem.elementsUncovered(by: sets).isEmpty)
        #expect(BigInt(problem.cost(of: sets)) <= value.floor, "\(problem) \(weights)")
      }
    }
    #expect(decoded > 300)
  }

  @Test("never goes below the optimum on a grid of units")
  func grid() throws {
    let problem: SetCover = try Self.triangle()
    let instance: TrainingInstance = try SetCoverToReLU.instance(of: problem, target: 2)
    let values: [Rational] = [-5, -2, -1, Rational(-1) / 2, 0, Rational(1) / 2, 1]
    for b in values {
      for first in values {
        for second in values {
          for third in values { #expect(loss(of: [b, first, second, third], on: instance) >= 2) }
        }
      }
    }
  }

  @Test("takes Kbar above the target, however large the target is")
  func largeTarget() throws {
    let instance: TrainingInstance = try SetCoverToReLU.instance(of: Self.triangle(), target: 100)
    #expect(instance.parameters == ["Kbar": 101, "t": 15])
    let extreme: TrainingInstance = try SetCoverToReLU.instance(of: Self.triangle(), target: .max)
    #expect(extreme.parameters["Kbar"] == Rational(BigInt(Int.max) + 1))
  }

  @Test("refuses what it cannot encode")
  func refusals() throws {
    #expect(throws: SetCoverFault.self) {
      try SetCoverToReLU.instance(of: SetCover(elementCount: 2, sets: [[0]]), target: 1)
    }
    #expect(throws: SetCoverFault.self) {
      try SetCoverToReLU.instance(of: SetCover(elementCount: 1, sets: [[0]], costs: [0]), target: 1)
    }
    #expect(throws: SetCoverFault.self) { try SetCoverToReLU.instance(of: Self.triangle(), target: -1) }
  }

  @Test("is in the registry, whose ids and format names are unique and whose sources have identifiers")
  func registry() {
    let summaries: [ReductionSummary] = ReductionRegistry.summaries
    #expect(summaries.contains(SetCoverToReLU.summary))
    #expect(Set(summaries.map(\.id)).count == summaries.count)
    #expect(Set(summaries.map(\.formatName)).count == summaries.count)
    for summary in summaries { #expect(summary.source.doi != nil || summary.source.arXiv != nil) }
  }
}
