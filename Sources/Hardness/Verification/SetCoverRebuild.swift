import BigInt
import ExactArithmetic

/// The samples that a set cover problem must be encoded by, built anew from the source and the constants.
///
/// Written apart from the generator on purpose: it walks over elements, not over sets, and takes its constants from
/// the file, after having checked them.
struct SetCoverRebuild: InstanceRebuild {
  let problem: SetCover
  let target: Int
  let cap: Rational
  let scale: Rational
  let isAffine: Bool

  /// The highest number of sets that share an element.
  var highestFrequency: Int { memberships.map(\.count).max() ?? 0 }

  /// For each element, the sets that contain it, ascending.
  let memberships: [[Int]]

  init(_ instance: TrainingInstance) throws {
    guard case .setCover(let problem, let target) = instance.source else {
      throw SourceFault(
        place: "source.kind", problem: "is '\(instance.source.kind.rawValue)'", mend: "give 'set-cover'")
    }
    guard let cap = instance.parameters["Kbar"], let scale = instance.parameters["t"] else {
      throw SourceFault(place: "params", problem: "Kbar or t is missing", mend: "generate the instance again")
    }
    self.isAffine = instance.reduction.hasSuffix("-affine")
    self.problem = problem
    self.target = target
    self.cap = cap
    self.scale = scale
    var memberships: [[Int]] = Array(repeating: [], count: problem.elementCount)
    for set in stride(from: problem.sets.count - 1, through: 0, by: -1) {
      for element in problem.sets[set] { memberships[element].append(set) }
    }
    self.memberships = memberships.map { $0.reversed() }
  }

  var sourceFault: String? {
    memberships.firstIndex(where: \.isEmpty).map { "element \($0) lies in no set" }
  }

  /// Whether K̄ ≥ κ + 1 and t is the least integer whose square is at least 2K̄.
  var parameterFault: String? {
    if cap < Rational(BigInt(target) + 1) {
      return "Kbar = \(cap) is below kappa + 1 = \(BigInt(target) + 1)"
    }
    let isLeast: Bool =
      scale.isInteger && scale.signum > 0 && scale.squared >= 2 * cap && (scale - 1).squared < 2 * cap
    return isLeast ? nil : "t = \(scale) is not the square root of 2 Kbar = \(2 * cap), rounded up"
  }

  var parameterDetail: String { "Kbar = \(cap) is above kappa, t = \(scale) fits it" }

  var generatorFault: String? {
    var sum: BigInt = 1
    for cost in problem.costs { sum += BigInt(cost) }
    let own: Rational = Rational(max(sum, BigInt(target) + 1))
    return cap == own ? nil : "Kbar = \(cap) is not the \(own) that the generator writes"
  }

  var shape: InstanceShape {
    InstanceShape(
      dimension: 1 + problem.sets.count, units: 1, coefficients: .plus, threshold: Rational(target),
      slack: .one)
  }

  var samples: [ExactSample] {
    var samples: [ExactSample] = []
    for (set, cost) in problem.costs.enumerated() {
      let x: [SparseEntry] = [SparseEntry(0, .one), SparseEntry(1 + set, .one)]
      samples.append(ExactSample(x: x, y: [.one], weight: Rational(cost), tag: "set"))
    }
    for sets in memberships {
      let bias: Rational = scale + Rational(sets.count)
      let one: Rational = isAffine ? .one / bias : .one
      var x: [SparseEntry] = [SparseEntry(0, isAffine ? .one : bias)]
      for set in sets { x.append(SparseEntry(1 + set, one)) }
      samples.append(
        ExactSample(x: x, y: [.zero], weight: isAffine ? bias * bias : .one, tag: "element"))
    }
    let bias: Rational = isAffine ? .one : scale
    samples.append(
      ExactSample(
        x: [SparseEntry(0, bias)], y: [bias], weight: isAffine ? scale * scale : .one, tag: "bias"))
    return samples
  }

  func decode(_ network: CertificateNetwork) -> SourceSolution {
    let output: Rational = network.outputWeights.first?.first ?? .zero
    var weights: [Rational] = [Rational](repeating: .zero, count: 1 + problem.sets.count)
    for entry in network.hiddenWeights.first ?? [] where entry.index < weights.count {
      weights[entry.index] = output * entry.value
    }
    if let bias = network.biases?.first { weights[0] += output * bias }
    var sets: [Int] = []
    var cost: Rational = .zero
    for set in problem.sets.indices where weights[1 + set] + weights[0] <= .zero {
      sets.append(set)
      cost += Rational(problem.costs[set])
    }
    return .sets(sets, cost: cost)
  }

  func image(of solution: SourceSolution) -> CertificateNetwork? {
    guard case .sets(let sets, _) = solution else { return nil }
    let depth: Rational = scale + Rational(highestFrequency)
    return CertificateNetwork(
      outputWeights: [[.one]],
      hiddenWeights: [[SparseEntry(0, .one)] + sets.map { SparseEntry($0 &+ 1, -depth) }])
  }
}
