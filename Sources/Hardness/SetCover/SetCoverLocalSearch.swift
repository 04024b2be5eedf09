/// Finds good covers by row-weighting local search, without a claim of how good they are.
///
/// ```swift
/// let cover: [Int]? = SetCoverLocalSearch().cover(of: problem)
/// ```
///
/// A search step takes a set out, then puts sets in as long as the whole stays cheaper than the best cover known. Every
/// element that is left uncovered gains weight, so that elements which are hard to cover come to decide. A set's score
/// is the weight that its removal would uncover (where it is chosen) or that it would cover (where it is not), divided
/// by its cost. Three rules keep the search from going round in circles: the set put in last does not leave at once, a
/// set that left does not return before one that shares an element with it has moved, and among equals the one moved
/// longest ago goes first.
///
/// The search counts its steps and the list entries that it touches, not time, and draws from a fixed stream: the same
/// problem has the same cover everywhere.
///
/// Source: Gao, Weise, Li, "An efficient local search heuristic with row weighting for the unicost set covering
/// problem", EJOR 2015, doi:10.1016/j.ejor.2015.05.038. The division by cost is the usual one for weighted problems.
public struct SetCoverLocalSearch: Sendable, Hashable {
  /// After how many steps without a better cover the search ends, for each element and set of the problem.
  public let patience: Int
  /// The most list entries that the search touches; the first cover is completed whatever it takes.
  public let workLimit: Int

  /// Enough for the best known covers of the repository's hard fixtures, each in less than a second.
  public static let defaultPatience: Int = 30
  /// About a second of search, several where the problem does not fit the processor's caches.
  public static let defaultWorkLimit: Int = 100_000_000
  /// The list entries that a slow machine touches in a second; it turns a time limit into a limit of work.
  public static let workPerSecond: Double = 20_000_000

  /// Creates a search; with a `workLimit` of 0 it is the greedy choice alone.
  ///
  /// - Precondition: neither is negative.
  public init(patience: Int = Self.defaultPatience, workLimit: Int = Self.defaultWorkLimit) {
    precondition(patience >= 0 && workLimit >= 0, "limits are not negative")
    self.patience = patience
    self.workLimit = workLimit
  }

  /// The same search with no more work than fits a time limit by ``workPerSecond``.
  public func fitting(timeLimitSeconds: Double) -> SetCoverLocalSearch {
    let work: Double = max(0, timeLimitSeconds * Self.workPerSecond)
    return SetCoverLocalSearch(
      patience: patience, workLimit: work < Double(workLimit) ? Int(work) : workLimit)
  }

  /// A cover in which no set can be spared, ascending; `nil` where an element lies in no set.
  ///
  /// - Complexity: O(elements + Σ|S| + sets log sets) for the first cover, then at most ``workLimit`` and a step.
  public func cover(of problem: SetCover) -> [Int]? {
    var state: SetCoverSearchState = SetCoverSearchState(problem)
    guard state.coverGreedily() else { return nil }
    state.dropRedundant()
    var best: [Int] = state.chosen
    var bestCost: Int = state.cost
    let parts: Int = problem.elementCount + problem.sets.count
    let (product, overflow) = parts.multipliedReportingOverflow(by: patience)
    let stepLimit: Int = overflow ? .max : product
    var idleSteps: Int = 0
    state.work = 0
    while bestCost > 0, idleSteps < stepLimit, state.work < workLimit {
      idleSteps += 1
      if state.step(below: bestCost) {
        state.dropRedundant()
        best = state.chosen
        bestCost = state.cost
        idleSteps = 0
      }
    }
    return best.sorted()
  }
}

/// A choice of sets with the scores of all sets, kept up as sets come and go.
///
/// Invariants: `coverCounts[u]` is the number of chosen sets that hold u and `ownerSums[u]` the sum of their indices,
/// so that a lone owner is known without a search; `scores[s]` is the weight of the elements of s that no *other*
/// chosen set covers.
private struct SetCoverSearchState {
  private let sets: [[Int]]
  private let costs: [Int]
  private let owners: [[Int]]
  private(set) var chosen: [Int] = []
  private(set) var cost: Int = 0
  var work: Int = 0
  private var positions: [Int]
  private var scores: [Int]
  private var weights: [Int]
  private var coverCounts: [Int]
  private var ownerSums: [Int]
  private var uncovered: [Int]
  private var uncoveredPositions: [Int]
  /// When each set moved last, and when a set that holds the element did.
  private var setMoves: [Int]
  private var elementMoves: [Int]
  private var moves: Int = 0
  private var lastAdded: Int = absent
  private var random: UInt64 = 0

  private static let absent: Int = -1

  init(_ problem: SetCover) {
    var owners: [[Int]] = [[Int]](repeating: [], count: problem.elementCount)
    for (index, set) in problem.sets.enumerated() {
      for element in set { owners[element].append(index) }
    }
    self.sets = problem.sets
    self.costs = problem.costs
    self.owners = owners
    self.positions = [Int](repeating: Self.absent, count: sets.count)
    self.scores = sets.map(\.count)
    self.weights = [Int](repeating: 1, count: owners.count)
    self.coverCounts = [Int](repeating: 0, count: owners.count)
    self.ownerSums = [Int](repeating: 0, count: owners.count)
    self.uncovered = Array(owners.indices)
    self.uncoveredPositions = Array(owners.indices)
    self.setMoves = [Int](repeating: 0, count: sets.count)
    self.elementMoves = [Int](repeating: 0, count: owners.count)
  }

  /// Takes the free sets, then for each element, the rarest first, the set of the best score.
  mutating func coverGreedily() -> Bool {
    for set in sets.indices where costs[set] == 0 { add(set) }
    let byRarity: [Int] = owners.indices.sorted { (owners[$0].count, $0) < (owners[$1].count, $1) }
    for element in byRarity where coverCounts[element] == 0 {
      guard let set = bestAddition(covering: element) else { return false }
      add(set)
    }
    return true
  }

  /// Drops the sets that the others make superfluous, the dearest first.
  mutating func dropRedundant() {
    let dearestFirst: [Int] = chosen.sorted { (-costs[$0], $0) < (-costs[$1], $1) }
    for set in dearestFirst where scores[set] == 0 { remove(set) }
  }

  /// One step; whether it ends in a cover cheaper than `limit`.
  mutating func step(below limit: Int) -> Bool {
    if uncovered.isEmpty, let set = cheapestRemoval() { remove(set) }
    if let set = cheapestRemoval() { remove(set) }
    var hasAdded: Bool = false
    while !uncovered.isEmpty {
      let element: Int = uncovered[draw(below: uncovered.count)]
      guard let set = bestAddition(covering: element), costs[set] < limit - cost else { break }
      add(set)
      raiseWeights()
      lastAdded = set
      hasAdded = true
    }
    if !hasAdded {
      raiseWeights()
      lastAdded = Self.absent
    }
    return uncovered.isEmpty && cost < limit
  }

  /// The chosen set whose removal uncovers the least weight for its cost; free sets and the set added last stay.
  private mutating func cheapestRemoval() -> Int? {
    work += chosen.count
    var best: Int?
    var bestRatio: Double = .infinity
    for set in chosen where costs[set] > 0 && set != lastAdded {
      let ratio: Double = Double(scores[set]) / Double(costs[set])
      if let rival = best, ratio > bestRatio || (ratio == bestRatio && setMoves[rival] < setMoves[set]) {
        continue
      }
      (best, bestRatio) = (set, ratio)
    }
    return best
  }

  /// The set that covers the most weight for its cost, among those that hold the element and may return.
  ///
  /// Where none may, all that hold it are considered; else an element of one set could stay uncovered for good.
  private mutating func bestAddition(covering element: Int) -> Int? {
    work += owners[element].count
    return bestOwner(of: element, where: mayReturn) ?? bestOwner(of: element) { _ in true }
  }

  private func bestOwner(of element: Int, where isAllowed: (Int) -> Bool) -> Int? {
    var best: Int?
    var bestRatio: Double = 0
    for set in owners[element] {
      let ratio: Double = Double(scores[set]) / Double(costs[set])
      if let rival = best, ratio < bestRatio || (ratio == bestRatio && setMoves[rival] <= setMoves[set]) {
        continue
      }
      if isAllowed(set) { (best, bestRatio) = (set, ratio) }
    }
    return best
  }

  /// Whether the set has never moved, or a set that shares an element with it has moved since.
  private func mayReturn(_ set: Int) -> Bool {
    let moved: Int = setMoves[set]
    return moved == 0 || sets[set].contains { elementMoves[$0] > moved }
  }

  private mutating func add(_ set: Int) {
    noteMove(of: set)
    positions[set] = chosen.count
    chosen.append(set)
    cost += costs[set]
    for element in sets[set] {
      let count: Int = coverCounts[element]
      if count == 0 {
        shiftScores(of: element, by: -weights[element], except: set)
        let position: Int = uncoveredPositions[element]
        uncovered.swapAt(position, uncovered.count - 1)
        uncoveredPositions[uncovered[position]] = position
        uncovered.removeLast()
      } else if count == 1 {
        scores[ownerSums[element]] -= weights[element]
      }
      coverCounts[element] = count + 1
      ownerSums[element] += set
    }
  }

  private mutating func remove(_ set: Int) {
    noteMove(of: set)
    let position: Int = positions[set]
    chosen.swapAt(position, chosen.count - 1)
    positions[chosen[position]] = position
    chosen.removeLast()
    positions[set] = Self.absent
    cost -= costs[set]
    for element in sets[set] {
      let count: Int = coverCounts[element]
      coverCounts[element] = count - 1
      ownerSums[element] -= set
      if count == 1 {
        shiftScores(of: element, by: weights[element], except: set)
        uncoveredPositions[element] = uncovered.count
        uncovered.append(element)
      } else if count == 2 {
        scores[ownerSums[element]] += weights[element]
      }
    }
  }

  private mutating func raiseWeights() {
    for element in uncovered {
      weights[element] += 1
      shiftScores(of: element, by: 1, except: Self.absent)
    }
  }

  private mutating func shiftScores(of element: Int, by difference: Int, except excluded: Int) {
    work += owners[element].count
    let owners: [Int] = owners[element]
    var index: Int = 0
    while index < owners.count {
      if owners[index] != excluded { scores[owners[index]] += difference }
      index += 1
    }
  }

  private mutating func noteMove(of set: Int) {
    moves += 1
    setMoves[set] = moves
    work += sets[set].count
    for element in sets[set] { elementMoves[element] = moves }
  }

  /// The next number of the SplitMix64 stream from 0, scaled to the range.
  private mutating func draw(below bound: Int) -> Int {
    random &+= 0x9E37_79B9_7F4A_7C15
    var mixed: UInt64 = random
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Int(mixed.multipliedFullWidth(by: UInt64(bound)).high)
  }
}
