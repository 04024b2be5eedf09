import BigInt
import ExactArithmetic

/// Minimum monotone circuit satisfying assignment to fitting one ReLU, square loss.
///
/// **Statement.** At most κ true inputs make the circuit true ⇔ some unit f(x) = relu(⟨w, x⟩) has loss at most κ. The
/// least loss is exactly the least number of true inputs, so approximation ratios are preserved. Set cover is the
/// circuit that is an AND of ORs.
///
/// **Construction.** n inputs, gates in topological order, the last one the output; coordinate 0 is the bias,
/// coordinate 1 + i stands for id i. K̄ = max(n, κ) + 1, t = ⌈√(2 K̄)⌉; α is 1 of an input, 1 + Σ α of the children of
/// an OR, 1 + max α of the children of an AND.
///
/// | tag | x | y | weight |
/// |---|---|---|---|
/// | `bias` | t e_0 | t | 1 |
/// | `or` gate g | t (−e_g + Σ e_h over the children h) | 0 | 1 |
/// | `and` gate g, each child h | t (−e_g + e_h) | 0 | 1 |
/// | `output` | t ((α_out + 1) e_0 + e_out) | 0 | 1 |
/// | `input` i | e_0 + e_i | 1 | 1 |
///
/// True inputs map to w_0 = 1 and w_id = −(α_out + 1) for every id that is true, 0 elsewhere: the inputs cost 1 each
/// where they are true, and nothing else costs anything.
///
/// **Extraction.** T = {i : −w_i ≥ w_0}. Let c = −w and b = w_0. If b ≤ 0 the bias sample costs t² ≥ 2 K̄. If b > 0 and T
/// leaves the circuit false, either a gate's residual c_g − Σ c_h or c_g − c_h is at least b, or by induction every
/// false id has c < α b, so the output's residual exceeds b: that sample costs t² b², with the bias sample at least
/// t² / 2 ≥ K̄. Otherwise each input in T costs 1. So a loss L below K̄ gives at most ⌊L⌋ true inputs that satisfy.
///
/// **Size.** 2 + n + #OR + Σ fan-in(AND) samples in 1 + n + G coordinates with
/// 3 + 2n + Σ_OR (fan-in + 1) + 2 Σ_AND fan-in entries that are not zero. α_out is at most (fan-in + 1)^depth.
///
/// **Source.** S. Goel, A. Klivans, P. Manurangsi, D. Reichman, "Tight Hardness Results for Training Depth-2 ReLU
/// Networks", ITCS 2021, DOI 10.4230/LIPIcs.ITCS.2021.22, arXiv:2011.13550, who get from this problem that no
/// polynomial algorithm approximates the optimum within n^{1/polyloglog n} unless P = NP. The construction is this
/// project's, with the proof above.
///
/// **Example.** Inputs 0, 1, 2; g₃ = 0 ∨ 1, g₄ = 1 ∨ 2, g₅ = g₃ ∧ g₄: K̄ = 4, t = 3, α_out = 4, output sample
/// 15 e_0 + 3 e_out. *Yes*, κ = 1: input 1 makes ids 1, 3, 4 and 5 true, w = (1, 0, −5, 0, −5, −5, −5) has loss 1. *No*,
/// κ = 0: w = (1, 0, …, 0) costs 15² = 225 at the output, (0, …, 0) costs 9 + 3 = 12.
public enum MonotoneCircuitToReLU: Reduction {
  /// What the reduction is and where it comes from.
  public static let summary: ReductionSummary = ReductionSummary(
    id: "monotone-circuit", formatName: "R1-monotone-circuit",
    title: "monotone circuit satisfaction to one ReLU with square loss",
    statement:
      "at most kappa true inputs satisfy the circuit exactly when one ReLU has square loss at most kappa",
    source: ColouringToReLUs.summary.source)

  /// Monotone circuits.
  public static let sourceKind: SourceProblem.Kind = .monotoneCircuit
  /// There are none.
  public static let optionNames: Set<ReductionOptions.Name> = []
  /// How the verifier builds an instance anew.
  public static let rebuild: any InstanceRebuild.Type = MonotoneCircuitRebuild.self

  /// The most binary digits of α_out; with more, the exact numbers would fill the memory.
  public static let mostDigits: Int = 1 << 13

  /// The training set that asks for at most `target` true inputs.
  ///
  /// - Throws: ``SourceFault`` where the target is negative, or α of a gate has more than ``mostDigits`` digits.
  /// - Complexity: O(inputs + Σ fan-in) operations on numbers of as many digits as the circuit is deep.
  public static func instance(of problem: SourceProblem, options: ReductionOptions) throws -> TrainingInstance
  {
    let (circuit, target): (MonotoneCircuit, Int) = circuit(problem)
    guard target >= 0 else {
      throw SourceFault(place: "kappa", problem: "\(target) is negative", mend: "give a number from 0 up")
    }
    let cap: BigInt = max(BigInt(circuit.inputCount), BigInt(target)) + 1
    let root: BigInt = (2 * cap).squareRoot()
    let scale: BigInt = root * root == 2 * cap ? root : root + 1
    let depth: BigInt = try depth(of: circuit)
    return TrainingInstance(
      reduction: summary.formatName, dimension: 1 + circuit.inputCount + circuit.gates.count, units: 1,
      outputs: 1,
      coefficients: .plus, squaredNormBound: nil, threshold: Rational(target), slack: 1, source: problem,
      parameters: ["Kbar": Rational(cap), "t": Rational(scale), "alpha_out": Rational(depth)],
      samples: samples(of: circuit, scale: Rational(scale), depth: Rational(depth)))
  }

  /// The unit of true inputs.
  ///
  /// - Precondition: every index of `solution` is that of an input.
  /// - Throws: ``SourceFault`` where the constant alpha_out is missing.
  public static func certificate(
    for solution: SourceSolution, in instance: TrainingInstance
  ) throws -> CertificateNetwork {
    guard case .inputs(let trueInputs) = solution else {
      preconditionFailure("this reduction takes the true inputs for a solution")
    }
    guard let depth = instance.parameters["alpha_out"] else {
      throw SourceFault(
        place: "params.alpha_out", problem: "the constant is missing", mend: "generate the instance again")
    }
    let (circuit, _): (MonotoneCircuit, Int) = circuit(instance.source)
    var inputs: [Bool] = [Bool](repeating: false, count: circuit.inputCount)
    for input in trueInputs { inputs[input] = true }
    let weight: Rational = -(depth + 1)
    return CertificateNetwork(unit: [1] + circuit.values(of: inputs).map { $0 ? weight : .zero })
  }

  /// The inputs i with −w_i ≥ w_0.
  public static func solution(from network: CertificateNetwork, in instance: TrainingInstance)
    -> SourceSolution
  {
    let (circuit, _): (MonotoneCircuit, Int) = circuit(instance.source)
    let unit: [Rational] =
      network.foldedUnits(dimension: instance.dimension).first?.weights
      ?? [Rational](repeating: .zero, count: instance.dimension)
    return .inputs((0..<circuit.inputCount).filter { -unit[1 + $0] >= unit[0] })
  }

  /// The size formula: 2 + n + #OR + Σ fan-in(AND) samples in 1 + n + G coordinates.
  public static func size(of problem: SourceProblem, options: ReductionOptions) -> InstanceSize {
    let (circuit, _): (MonotoneCircuit, Int) = circuit(problem)
    var samples: Int = 2 + circuit.inputCount
    var nonzeros: Int = 3 + 2 * circuit.inputCount
    for gate in circuit.gates {
      samples += gate.kind == .or ? 1 : gate.children.count
      nonzeros += gate.kind == .or ? gate.children.count + 1 : 2 * gate.children.count
    }
    return InstanceSize(
      samples: samples, dimension: 1 + circuit.inputCount + circuit.gates.count, nonzeros: nonzeros)
  }

  /// What a loss proves.
  public static func explanation(of instance: TrainingInstance) -> InstanceExplanation {
    let cap: String = instance.parameters["Kbar"]?.description ?? ""
    return InstanceExplanation(
      network: "f(x) = relu(w · x), one unit without bias",
      facts: [
        "The least loss is the least number of true inputs that make the circuit true.",
        "A w with loss below \(cap) names true inputs that satisfy it, no more of them than the loss: the inputs i with "
          + "−w[i + 1] ≥ w[0], counted from 0.",
      ])
  }
}

// MARK: - Parts

extension MonotoneCircuitToReLU {
  private static func circuit(_ problem: SourceProblem) -> (MonotoneCircuit, Int) {
    guard case .monotoneCircuit(let circuit, let target) = problem else {
      preconditionFailure("this reduction takes monotone circuits; look at sourceKind before the call")
    }
    return (circuit, target)
  }

  /// α of the output.
  private static func depth(of circuit: MonotoneCircuit) throws -> BigInt {
    var depths: [BigInt] = [BigInt](repeating: 1, count: circuit.inputCount)
    depths.reserveCapacity(circuit.inputCount + circuit.gates.count)
    for (index, gate) in circuit.gates.enumerated() {
      var depth: BigInt = 0
      for child in gate.children {
        switch gate.kind {
        case .or: depth += depths[child]
        case .and: depth = max(depth, depths[child])
        }
      }
      guard depth.bitWidth <= mostDigits else {
        throw SourceFault(
          place: "gates[\(index)]",
          problem: "is so deep that its constant alpha has more than \(mostDigits) binary digits",
          mend: "give a circuit that is less deep, or OR gates of fewer children")
      }
      depths.append(depth + 1)
    }
    return depths[circuit.output]
  }

  /// What a sample that is none of bias, output and inputs stands for.
  private enum Row: Sendable {
    case or(gate: Int)
    case and(gate: Int, child: Int)
  }

  private static func samples(of circuit: MonotoneCircuit, scale: Rational, depth: Rational) -> SampleList {
    var rows: [Row] = []
    for (index, gate) in circuit.gates.enumerated() {
      switch gate.kind {
      case .or: rows.append(.or(gate: index))
      case .and: rows += gate.children.map { .and(gate: index, child: $0) }
      }
    }
    let ordered: [Row] = rows
    let output: SparseEntry = SparseEntry(1 + circuit.output, scale)
    return SampleList(count: 2 + circuit.inputCount + ordered.count) { index in
      if index == 0 {
        return ExactSample(x: [SparseEntry(0, scale)], y: [scale], weight: 1, tag: "bias")
      }
      if index <= ordered.count {
        let row: Row = ordered[index - 1]
        return sample(row, circuit, scale: scale)
      }
      if index == ordered.count + 1 {
        return ExactSample(
          x: [SparseEntry(0, scale * (depth + 1)), output], y: [0], weight: 1, tag: "output")
      }
      let input: Int = index - ordered.count - 2
      return ExactSample(
        x: [SparseEntry(0, 1), SparseEntry(1 + input, 1)], y: [1], weight: 1, tag: "input")
    }
  }

  private static func sample(_ row: Row, _ circuit: MonotoneCircuit, scale: Rational) -> ExactSample {
    let children: [Int]
    let gate: Int
    let tag: String
    switch row {
    case .or(let index): (gate, children, tag) = (index, circuit.gates[index].children.sorted(), "or")
    case .and(let index, let child): (gate, children, tag) = (index, [child], "and")
    }
    // A gate's id is above its children's, so its entry comes last.
    return ExactSample(
      x: children.map { SparseEntry(1 + $0, scale) } + [SparseEntry(1 + circuit.inputCount + gate, -scale)],
      y: [0],
      weight: 1, tag: tag)
  }
}
