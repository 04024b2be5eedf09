public import ExactArithmetic
import BigInt

/// Minimum set cover to training one ReLU under the square loss.
///
/// **Statement.** Some cover costs at most κ ⇔ some unit x ↦ relu(⟨w, x⟩) has a loss of at most κ. Otherwise every
/// unit's loss is at least κ + 1. The least loss is exactly the cost of a cheapest cover (where that is at most K̄).
///
/// **Construction.** N elements, sets S₁ … S_M of positive integer costs, f_u the number of sets that contain u. Let
/// K̄ = max(1 + Σ costs, κ + 1) and t = ⌈√(2K̄)⌉. Coordinate 0 is the bias, coordinate s that of set s − 1.
///
/// | tag | x | y | weight |
/// |---|---|---|---|
/// | `bias` | t e₀ | t | 1 |
/// | `element` u | (f_u + t) e₀ + Σ e_S over the sets S that contain u | 0 | 1 |
/// | `set` S | e₀ + e_S | 1 | cost of S |
///
/// A cover maps to w₀ = 1, w_S = −(max f_u + t) for the chosen S, 0 elsewhere: the bias and the unchosen sets fit,
/// every element's output is 0, and each chosen set costs its cost.
///
/// **Extraction.** T = { S : −w_S ≥ w₀ }. Write b = w₀ and suppose T misses u. If b ≤ 0 the bias sample costs
/// t² ≥ 2K̄. If b > 0, every set that contains u has −w_S < b, so the output at u exceeds t b and costs more than
/// t²b²; with the bias sample's t²(b − 1)² that is at least t²/2 ≥ K̄. So a loss below K̄ makes T a cover, and as each
/// set in T has output 0 where 1 is asked, the loss is at least the cost of T.
///
/// **Affine form.** Each sample divided by its entry at coordinate 0, its weight multiplied by the entry's square:
/// coordinate 0 is then 1 on all samples and is the unit's bias. Every network keeps its loss.
///
/// **Size.** 1 + N + M samples in M + 1 coordinates with 1 + N + Σ|S| + 2M entries that are not zero.
///
/// **Source.** The theorem that training one ReLU is NP-hard, by way of covering problems: S. Goel, A. Klivans,
/// P. Manurangsi, D. Reichman, "Tight Hardness Results for Training Depth-2 ReLU Networks", ITCS 2021,
/// DOI 10.4230/LIPIcs.ITCS.2021.22, arXiv:2011.13550. The gadget and its constants are this project's, with the
/// proof above.
///
/// **Example.** The triangle: elements 0, 1, 2; sets {0,1}, {1,2}, {0,2}; so f_u = 2, K̄ = 4, t = 3. *Yes*, κ = 2:
/// {0,1} and {1,2} cover; w = (1, −5, −5, 0) gives 0 at the bias sample, outputs (5 − 5)⁺, (5 − 10)⁺ and (5 − 5)⁺ = 0
/// at the elements, and 1 + 1 + 0 at the sets: loss 2. *No*, κ = 1: no set alone covers. The unit of {0,1} alone,
/// w = (1, −5, 0, 0), has output 5 at element 2, which only the other two sets contain: loss 25 + 1 = 26 > 1. The
/// least loss of any unit is 2.
public enum SetCoverToReLU: Reduction {
  /// What the reduction is and where it comes from.
  public static let summary: ReductionSummary = ReductionSummary(
    id: "set-cover", formatName: "R1-set-cover", title: "minimum set cover to training one ReLU",
    statement: "a cover of cost at most kappa exists exactly when one ReLU has square loss at most kappa",
    source: Citation(
      authors: "Surbhi Goel, Adam Klivans, Pasin Manurangsi, Daniel Reichman",
      title: "Tight Hardness Results for Training Depth-2 ReLU Networks", venue: "ITCS 2021",
      doi: "10.4230/LIPIcs.ITCS.2021.22", arXiv: "2011.13550"))

  /// Set cover.
  public static let sourceKind: SourceProblem.Kind = .setCover
  /// The affine form can be asked for.
  public static let optionNames: Set<ReductionOptions.Name> = [.affine]
  /// How the verifier builds an instance anew.
  public static let rebuild: any InstanceRebuild.Type = SetCoverRebuild.self

  /// The training set that asks for a cover of cost at most `target`.
  ///
  /// - Throws: ``SetCoverFault`` where an element lies in no set, a set costs nothing (see ``ZeroCostRemoval``), or
  ///   the target is negative.
  /// - Complexity: O(N + M + Σ|S|).
  public static func instance(of source: SetCover, target: Int) throws -> TrainingInstance {
    try check(source, target: target)
    let cap: BigInt = max(1 + BigInt(source.totalCost), 1 + BigInt(target))
    let scale: BigInt = ceilingOfSquareRoot(2 * cap)
    var containing: [[Int]] = [[Int]](repeating: [], count: source.elementCount)
    for (index, set) in source.sets.enumerated() {
      for element in set { containing[element].append(index) }
    }
    let sets: [[Int]] = containing
    let costs: [Int] = source.costs
    let samples: SampleList = SampleList(count: 1 + sets.count + costs.count) { index in
      if index == 0 {
        return ExactSample(x: [SparseEntry(0, Rational(scale))], y: [Rational(scale)], weight: 1, tag: "bias")
      }
      if index <= sets.count {
        let chosen: [Int] = sets[index - 1]
        let bias: SparseEntry = SparseEntry(0, Rational(BigInt(chosen.count) + scale))
        return ExactSample(
          x: [bias] + chosen.map { SparseEntry($0 + 1, 1) }, y: [0], weight: 1, tag: "element")
      }
      let set: Int = index - 1 - sets.count
      return ExactSample(
        x: [SparseEntry(0, 1), SparseEntry(set + 1, 1)], y: [1], weight: Rational(costs[set]), tag: "set")
    }
    return TrainingInstance(
      reduction: summary.formatName, dimension: source.sets.count + 1, units: 1, outputs: 1,
      coefficients: .plus, squaredNormBound: nil, threshold: Rational(target), slack: 1,
      source: .setCover(source, target: target),
      parameters: ["Kbar": Rational(cap), "t": Rational(scale)], samples: samples)
  }

  /// The unit of a cover, in an instance with the given constants.
  ///
  /// - Precondition: every index of `solution` is that of a set.
  /// - Throws: ``SetCoverFault`` where the constant t is missing.
  public static func certificate(
    for solution: [Int], of source: SetCover, parameters: [String: Rational]
  ) throws -> CertificateNetwork {
    guard let scale = parameters["t"] else {
      throw SetCoverFault(
        place: "params.t", problem: "the constant is missing", mend: "generate the instance again")
    }
    let depth: Rational = Rational(source.frequencies.max() ?? 0) + scale
    var unit: [Rational] = [Rational](repeating: .zero, count: source.sets.count + 1)
    unit[0] = 1
    for set in solution { unit[set + 1] = -depth }
    return CertificateNetwork(unit: unit)
  }

  /// The sets that a unit chooses, ascending: those with −w_S ≥ w₀.
  ///
  /// - Precondition: `unit` has an entry for the bias and for each set.
  public static func solution(from unit: [Rational], of source: SetCover) -> [Int] {
    precondition(unit.count == source.sets.count + 1, "a unit has an entry for the bias and for each set")
    return source.sets.indices.filter { -unit[$0 + 1] >= unit[0] }
  }

  /// The size formula: 1 + N + M samples, M + 1 coordinates, 1 + N + Σ|S| + 2M entries.
  public static func size(of source: SetCover) -> InstanceSize {
    let memberships: Int = source.sets.reduce(0) { $0 + $1.count }
    return InstanceSize(
      samples: 1 + source.elementCount + source.sets.count, dimension: source.sets.count + 1,
      nonzeros: 1 + source.elementCount + memberships + 2 * source.sets.count)
  }

  private static func check(_ source: SetCover, target: Int) throws(SetCoverFault) {
    if let hopeless = source.hopelessElements.first {
      throw SetCoverFault(
        place: "elements", problem: "element \(hopeless) lies in no set, so the problem is infeasible",
        mend: "remove it, or add a set that contains it")
    }
    if let free = source.costs.firstIndex(of: 0) {
      throw SetCoverFault(
        place: "costs[\(free)]", problem: "a set that costs nothing cannot be encoded",
        mend: "take it out first, with its elements")
    }
    guard target >= 0 else {
      throw SetCoverFault(place: "target", problem: "\(target) is negative", mend: "give a cost from 0 up")
    }
  }

  private static func ceilingOfSquareRoot(_ value: BigInt) -> BigInt {
    let root: BigInt = value.squareRoot()
    return root * root == value ? root : root + 1
  }
}
