import BigInt
import ExactArithmetic

/// The samples of `R1-monotone-circuit`, built anew.
struct MonotoneCircuitRebuild: InstanceRebuild {
  let circuit: MonotoneCircuit
  let target: Int
  let cap: Rational
  let scale: Rational
  /// α of the output, computed from the gates.
  let depth: BigInt
  private let stated: Rational

  init(_ instance: TrainingInstance) throws {
    guard case .monotoneCircuit(let circuit, let target) = instance.source else {
      throw SourceFault(
        place: "source.kind", problem: "is '\(instance.source.kind.rawValue)'",
        mend: "give 'monotone-circuit'")
    }
    guard let cap = instance.parameters["Kbar"], let scale = instance.parameters["t"],
      let stated = instance.parameters["alpha_out"]
    else {
      throw SourceFault(
        place: "params", problem: "Kbar, t or alpha_out is missing", mend: "generate the instance again")
    }
    self.circuit = circuit
    self.target = target
    self.cap = cap
    self.scale = scale
    self.stated = stated
    var depths: [BigInt] = []
    for id in 0..<(circuit.inputCount + circuit.gates.count) {
      guard id >= circuit.inputCount else {
        depths.append(1)
        continue
      }
      let gate: MonotoneCircuit.Gate = circuit.gates[id - circuit.inputCount]
      let below: [BigInt] = gate.children.map { depths[$0] }
      let depth: BigInt = gate.kind == .and ? below.reduce(0) { max($0, $1) } : below.reduce(0, +)
      guard depth.bitWidth <= 1 << 13 else {
        throw SourceFault(
          place: "source.gates[\(id - circuit.inputCount)]", problem: "is too deep for exact arithmetic",
          mend: "give a circuit that is less deep")
      }
      depths.append(1 + depth)
    }
    self.depth = depths[depths.count - 1]
  }

  var sourceFault: String? { target < 0 ? "kappa = \(target) is negative" : nil }

  var parameterFault: String? {
    if stated != Rational(depth) { return "alpha_out = \(stated) is not \(depth)" }
    if cap < Rational(BigInt(target) + 1) { return "Kbar = \(cap) is below kappa + 1" }
    let fits: Bool =
      scale.isInteger && scale.signum > 0 && scale * scale >= cap + cap
      && (scale - 1) * (scale - 1) < cap + cap
    return fits ? nil : "t = \(scale) is not the square root of 2 Kbar = \(cap + cap), rounded up"
  }

  var parameterDetail: String { "Kbar = \(cap) is above kappa, t = \(scale) fits it, alpha_out = \(depth)" }

  var generatorFault: String? {
    let own: Rational = Rational(
      BigInt(1) + BigInt(circuit.inputCount < target ? target : circuit.inputCount))
    return cap == own ? nil : "Kbar = \(cap) is not the \(own) that the generator writes"
  }

  private var identifiers: Int { circuit.inputCount + circuit.gates.count }

  var shape: InstanceShape {
    InstanceShape(
      dimension: 1 + identifiers, units: 1, coefficients: .plus, threshold: Rational(target), slack: .one)
  }

  var samples: [ExactSample] {
    var samples: [ExactSample] = []
    func add(_ weights: [Int: Rational], label: Rational = .zero, _ tag: String) {
      let x: [SparseEntry] = weights.keys.sorted().map { SparseEntry($0, weights[$0] ?? .zero) }
      samples.append(ExactSample(x: x, y: [label], weight: .one, tag: tag))
    }
    for input in 0..<circuit.inputCount { add([0: .one, 1 + input: .one], label: .one, "input") }
    add([0: scale + scale * Rational(depth), identifiers: scale], "output")
    var place: Int = circuit.inputCount
    for gate in circuit.gates {
      place += 1
      if gate.kind == .and {
        for child in gate.children { add([child + 1: scale, place: -scale], "and") }
      } else {
        var weights: [Int: Rational] = [place: -scale]
        for child in gate.children { weights[child + 1] = scale }
        add(weights, "or")
      }
    }
    add([0: scale], label: scale, "bias")
    return samples
  }

  func decode(_ network: CertificateNetwork) -> SourceSolution {
    let output: Rational = network.outputWeights.first?.first ?? .zero
    var weights: [Int: Rational] = [:]
    for entry in network.hiddenWeights.first ?? [] { weights[entry.index] = output.magnitude * entry.value }
    let bias: Rational = weights[0] ?? .zero
    return .inputs(
      (1..<(1 + circuit.inputCount)).filter { (weights[$0] ?? .zero) + bias <= .zero }.map { $0 - 1 })
  }

  func image(of solution: SourceSolution) -> CertificateNetwork? {
    guard case .inputs(let inputs) = solution else { return nil }
    let chosen: Set<Int> = Set(inputs)
    var isTrue: [Bool] = (0..<circuit.inputCount).map(chosen.contains)
    for gate in circuit.gates {
      let count: Int = gate.children.count { isTrue[$0] }
      isTrue.append(gate.kind == .and ? count == gate.children.count : count > 0)
    }
    var unit: [SparseEntry] = [SparseEntry(0, .one)]
    for (id, value) in isTrue.enumerated() where value {
      unit.append(SparseEntry(1 + id, -Rational(depth) - .one))
    }
    return CertificateNetwork(outputWeights: [[.one]], hiddenWeights: [unit])
  }
}
