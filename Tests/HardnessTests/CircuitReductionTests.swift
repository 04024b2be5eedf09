import BigInt
import DataFiles
import ExactArithmetic
import Hardness
import Optimization
import Testing

@Suite("The reduction from monotone circuits")
struct CircuitReductionTests {
  /// Every circuit of exactly so many gates.
  static func all(inputs: Int, gates: Int) throws -> [MonotoneCircuit] {
    var lists: [[MonotoneCircuit.Gate]] = [[]]
    for index in 0..<gates {
      let ids: Int = inputs + index
      let choices: [MonotoneCircuit.Gate] = (1..<(1 << ids)).flatMap { mask in
        let children: [Int] = (0..<ids).filter { mask >> $0 & 1 == 1 }
        return [MonotoneCircuit.Gate(.and, children), MonotoneCircuit.Gate(.or, children.reversed())]
      }
      lists = lists.flatMap { list in choices.map { list + [$0] } }
    }
    return try lists.map { try MonotoneCircuit(inputCount: inputs, gates: $0) }
  }

  /// All circuits of up to two gates, and some of three, of which there are 28 560.
  static func small() throws -> [MonotoneCircuit] {
    let few: [MonotoneCircuit] = try (1...3).flatMap { inputs in
      try (1...2).flatMap { try all(inputs: inputs, gates: $0) }
    }
    let large: [MonotoneCircuit] = try all(inputs: 3, gates: 3)
    let middle: [MonotoneCircuit] = try all(inputs: 2, gates: 3)
    return few + stride(from: 0, to: middle.count, by: 3).map { middle[$0] }
      + stride(from: 0, to: large.count, by: 97).map { large[$0] }
  }

  static func choices(_ inputs: Int) -> [[Int]] {
    (0..<(1 << inputs)).map { mask in (0..<inputs).filter { mask >> $0 & 1 == 1 } }
  }

  /// inputs 0, 1, 2; (0 or 1) and (1 or 2).
  static func example() throws -> MonotoneCircuit {
    try MonotoneCircuit(
      inputCount: 3,
      gates: [
        MonotoneCircuit.Gate(.or, [0, 1]), MonotoneCircuit.Gate(.or, [1, 2]),
        MonotoneCircuit.Gate(.and, [3, 4]),
      ])
  }

  @Test("maps true inputs to a loss that is exactly their number, and back, for every small circuit")
  func forward() throws {
    var counts: (yes: Int, no: Int) = (0, 0)
    for (index, circuit) in try Self.small().enumerated() {
      let problem: SourceProblem = .monotoneCircuit(circuit, target: index % 5)
      let instance: TrainingInstance = try ReductionCheck.expectAgreement(MonotoneCircuitToReLU.self, problem)
      let cap: Rational = instance.parameters["Kbar"] ?? 0
      for inputs in Self.choices(circuit.inputCount) {
        let loss: Rational = try ReductionCheck.expectRoundTrip(
          .inputs(inputs), MonotoneCircuitToReLU.self, instance)
        if circuit.isSatisfied(byTrueInputs: inputs) {
          counts.yes += 1
          #expect(loss == Rational(inputs.count), "\(circuit) \(inputs)")
        } else {
          counts.no += 1
          #expect(loss >= cap, "\(circuit) \(inputs)")
        }
      }
    }
    #expect(counts.yes > 1000 && counts.no > 500)
  }

  @Test("decodes every unit with a loss below Kbar to inputs that satisfy, no more of them than the loss")
  func backward() throws {
    var random: SmallRandom = SmallRandom(3)
    var decoded: Int = 0
    for (index, circuit) in try Self.small().enumerated() where index % 5 == 0 {
      let instance: TrainingInstance = try MonotoneCircuitToReLU.instance(
        of: .monotoneCircuit(circuit, target: 1), options: ReductionOptions())
      let cap: Rational = instance.parameters["Kbar"] ?? 0
      let satisfying: [[Int]] = Self.choices(circuit.inputCount).filter {
        circuit.isSatisfied(byTrueInputs: $0)
      }
      let least: Int = satisfying.map(\.count).min() ?? 0
      for scale in [6, 40] {
        let network: CertificateNetwork = try MonotoneCircuitToReLU.certificate(
          for: .inputs(satisfying[random.integer(satisfying.count)]), in: instance)
        let student: CertificateNetwork = network.perturbed(instance.dimension, over: scale, &random)
        let loss: Rational = student.loss(on: instance)
        #expect(loss >= Rational(least))
        let solution: SourceSolution = try ReductionCheck.decoded(
          student, MonotoneCircuitToReLU.self, instance)
        guard loss < cap else { continue }
        decoded += 1
        #expect(circuit.isSatisfied(byTrueInputs: solution.entries), "\(circuit) \(student)")
        #expect(BigInt(solution.entries.count) <= loss.floor)
      }
    }
    #expect(decoded > 150, "\(decoded)")
  }

  @Test("has no unit on a grid below the optimum, and decodes all of them that are below Kbar")
  func grid() throws {
    let values: [Rational] = [-5, -3, -1, Rational(-1) / 2, 0, 1]
    var decoded: Int = 0
    for circuit in try Self.all(inputs: 2, gates: 1) {
      let instance: TrainingInstance = try MonotoneCircuitToReLU.instance(
        of: .monotoneCircuit(circuit, target: 1), options: ReductionOptions())
      let least: Int =
        Self.choices(2).filter { circuit.isSatisfied(byTrueInputs: $0) }.map(\.count).min() ?? 0
      var isReached: Bool = false
      for bias in [0, Rational(1) / 2, 1] as [Rational] {
        for code in 0..<216 {
          let unit: [Rational] = [bias, values[code % 6], values[code / 6 % 6], values[code / 36]]
          let network: CertificateNetwork = CertificateNetwork(unit: unit)
          let loss: Rational = network.loss(on: instance)
          isReached = isReached || loss == Rational(least)
          guard loss < instance.parameters["Kbar"] ?? 0 else { continue }
          decoded += 1
          let inputs: [Int] = MonotoneCircuitToReLU.solution(from: network, in: instance).entries
          let isRight: Bool = circuit.isSatisfied(byTrueInputs: inputs) && Rational(inputs.count) <= loss
          if !isRight { Issue.record("\(circuit) \(unit) \(inputs) \(loss)") }
        }
      }
      #expect(isReached, "\(circuit)")
    }
    #expect(decoded > 100, "\(decoded)")
  }

  @Test("works the example: alpha 4, t 3, an output sample of (15, 3), one true input")
  func example() throws {
    let instance: TrainingInstance = try MonotoneCircuitToReLU.instance(
      of: .monotoneCircuit(Self.example(), target: 1), options: ReductionOptions())
    #expect(instance.parameters == ["Kbar": 4, "t": 3, "alpha_out": 4])
    #expect(instance.size == InstanceSize(samples: 9, dimension: 7, nonzeros: 19))
    let output: ExactSample? = instance.samples.first { $0.tag == "output" }
    #expect(output?.x == [SparseEntry(0, 15), SparseEntry(6, 3)] && output?.y == [0])
    for (unit, loss) in [
      ([1, 0, -5, 0, -5, -5, -5], 1), ([1, 0, 0, 0, 0, 0, 0], 225), ([0, 0, 0, 0, 0, 0, 0], 12),
    ] as [([Rational], Rational)] {
      #expect(CertificateNetwork(unit: unit).loss(on: instance) == loss)
    }
    let found: SourceAnswer = try instance.source.answer()
    #expect(found.solution == .inputs([1]) && found.status == .optimal)
    let directory: ReductionDirectory = try ReductionDirectory(
      instance, MonotoneCircuitToReLU.self, .inputs([1]))
    #expect(try directory.failures().isEmpty)
    let no: TrainingInstance = try MonotoneCircuitToReLU.instance(
      of: .monotoneCircuit(Self.example(), target: 0), options: ReductionOptions())
    #expect(
      try ReductionDirectory(no, MonotoneCircuitToReLU.self, .inputs([1])).failures() == ["loss", "solution"])
  }

  @Test("accepts its own certificates through files, of some of the small circuits")
  func files() throws {
    for (index, circuit) in try Self.small().enumerated() where index % 41 == 0 {
      for inputs in Self.choices(circuit.inputCount) where circuit.isSatisfied(byTrueInputs: inputs) {
        let instance: TrainingInstance = try MonotoneCircuitToReLU.instance(
          of: .monotoneCircuit(circuit, target: circuit.inputCount), options: ReductionOptions())
        let directory: ReductionDirectory = try ReductionDirectory(
          instance, MonotoneCircuitToReLU.self, .inputs(inputs))
        #expect(try directory.failures().isEmpty, "\(circuit) \(inputs)")
      }
    }
  }

  /// Gates each of which is the OR of the two before it, so that alpha grows like the Fibonacci numbers.
  static func deep(gates: Int) throws -> MonotoneCircuit {
    try MonotoneCircuit(
      inputCount: 2, gates: (0..<gates).map { MonotoneCircuit.Gate(.or, [$0, $0 + 1]) })
  }

  @Test("keeps constants beyond a Double exact, writes no array with them, and refuses the immense")
  func deep() throws {
    let circuit: MonotoneCircuit = try Self.deep(gates: 1600)
    let instance: TrainingInstance = try ReductionCheck.expectAgreement(
      MonotoneCircuitToReLU.self, .monotoneCircuit(circuit, target: 1))
    #expect(instance.parameters["alpha_out"]?.doubleValue == .infinity)
    #expect(
      try ReductionCheck.expectRoundTrip(.inputs([0]), MonotoneCircuitToReLU.self, instance) == 1)
    let scratch: Scratch = try Scratch()
    let error: DataError? = #expect(throws: DataError.self) {
      try InstanceDirectory.write(
        InstanceFile(instance: instance, generator: nil), readme: "", to: scratch.path + "/deep")
    }
    #expect(error?.place?.hasPrefix("row ") == true && error?.mend.contains("less deep") == true)
    let immense: MonotoneCircuit = try Self.deep(gates: 13_000)
    #expect(throws: SourceFault.self) {
      try MonotoneCircuitToReLU.instance(
        of: .monotoneCircuit(immense, target: 1), options: ReductionOptions())
    }
    #expect(throws: SourceFault.self) {
      try MonotoneCircuitToReLU.instance(
        of: .monotoneCircuit(circuit, target: -1), options: ReductionOptions())
    }
  }

  @Test("takes Kbar above the target, however large the target is")
  func largeTarget() throws {
    for target in [2, 3, 4, 100, .max] {
      let instance: TrainingInstance = try ReductionCheck.expectAgreement(
        MonotoneCircuitToReLU.self, .monotoneCircuit(Self.example(), target: target))
      #expect(instance.parameters["Kbar"] == Rational(max(BigInt(3), BigInt(target)) + 1))
    }
  }
}
