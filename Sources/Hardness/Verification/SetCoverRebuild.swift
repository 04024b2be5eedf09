import BigInt
import ExactArithmetic

/// The samples that a set cover problem must be encoded by, built anew from the source and the constants.
///
/// Written apart from the generator on purpose: it walks over elements, not over sets, and takes its constants from
/// the file, after having checked them.
struct SetCoverRebuild {
  let problem: SetCover
  let target: Int
  let cap: Rational
  let scale: Rational

  /// The highest number of sets that share an element.
  var highestFrequency: Int { memberships.map(\.count).max() ?? 0 }

  /// For each element, the sets that contain it, ascending.
  let memberships: [[Int]]

  init(_ problem: SetCover, target: Int, cap: Rational, scale: Rational) {
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

  /// Whether K̄ ≥ κ + 1 and t is the least integer whose square is at least 2K̄.
  var parameterFault: String? {
    if cap < Rational(BigInt(target) + 1) {
      return "Kbar = \(cap) is below kappa + 1 = \(BigInt(target) + 1)"
    }
    let isLeast: Bool =
      scale.isInteger && scale.signum > 0 && scale.squared >= 2 * cap && (scale - 1).squared < 2 * cap
    return isLeast ? nil : "t = \(scale) is not the square root of 2 Kbar = \(2 * cap), rounded up"
  }

  /// The value of K̄ that Assay's generator writes.
  var generatorCap: Rational {
    var sum: BigInt = 1
    for cost in problem.costs { sum += BigInt(cost) }
    return Rational(max(sum, BigInt(target) + 1))
  }

  /// How many samples of each kind there must be.
  var sampleCounts: [ExactSample: Int] {
    var counts: [ExactSample: Int] = [:]
    for (set, cost) in problem.costs.enumerated() {
      let x: [SparseEntry] = [SparseEntry(0, .one), SparseEntry(1 + set, .one)]
      counts[ExactSample(x: x, y: [.one], weight: Rational(cost), tag: "set"), default: 0] += 1
    }
    for sets in memberships {
      var x: [SparseEntry] = [SparseEntry(0, scale + Rational(sets.count))]
      for set in sets { x.append(SparseEntry(1 + set, .one)) }
      counts[ExactSample(x: x, y: [.zero], weight: .one, tag: "element"), default: 0] += 1
    }
    let bias: [SparseEntry] = [SparseEntry(0, scale)]
    counts[ExactSample(x: bias, y: [scale], weight: .one, tag: "bias"), default: 0] += 1
    return counts
  }

  /// How `samples` differ from what they must be, in any order; `nil` where they do not.
  func difference(from samples: [ExactSample]) -> String? {
    var left: [ExactSample: Int] = sampleCounts
    for (index, sample) in samples.enumerated() {
      guard let count = left[sample], count > 0 else {
        return "samples[\(index)] (\(sample.tag)) is not one that the source gives"
      }
      left[sample] = count - 1
    }
    let missing: Int = left.values.reduce(0, +)
    return missing == 0 ? nil : "\(missing) samples that the source gives are missing"
  }

  /// The sets that a network chooses, and what makes them no cover of cost at most κ.
  func decode(_ network: ExactNetwork) -> (sets: [Int], cost: BigInt, uncovered: Int?) {
    let bias: Rational = network.foldedWeight(at: 0)
    var isChosen: [Bool] = Array(repeating: false, count: problem.sets.count)
    var sets: [Int] = []
    var cost: BigInt = 0
    for set in problem.sets.indices where network.foldedWeight(at: 1 + set) + bias <= .zero {
      isChosen[set] = true
      sets.append(set)
      cost += BigInt(problem.costs[set])
    }
    return (sets, cost, memberships.firstIndex { !$0.contains { isChosen[$0] } })
  }
}
