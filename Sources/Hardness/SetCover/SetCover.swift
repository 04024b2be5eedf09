import DataFiles

/// A minimum set cover problem: cover every element with sets of least total cost.
///
/// Elements and sets are counted from 0. Costs are integers that are not negative and whose sum fits an `Int`, so
/// that the cost of every choice of sets does. An element may lie in no set; then no cover exists.
public struct SetCover: Sendable, Hashable {
  /// The number of elements to cover (N).
  public let elementCount: Int
  /// The elements of each set, ascending (S₁ … S_M).
  public let sets: [[Int]]
  /// The cost of each set.
  public let costs: [Int]
  /// The sum of all costs.
  public let totalCost: Int

  /// The most elements a problem may have; it keeps a hostile count from reserving the memory of the machine.
  public static let largestElementCount: Int = 1 << 24

  /// Creates a problem and checks all of it; without `costs` every set costs 1.
  ///
  /// - Throws: ``SetCoverFault`` where an element is out of range or twice in its set, a cost is negative, the
  ///   number of costs is not that of sets, or the sum of the costs does not fit 64 bits.
  /// - Complexity: O(elements + Σ|S| log |S|).
  public init(elementCount: Int, sets: [[Int]], costs: [Int]? = nil) throws(SetCoverFault) {
    guard (0...Self.largestElementCount).contains(elementCount) else {
      throw SetCoverFault(
        place: "elements", problem: "\(elementCount) is not between 0 and \(Self.largestElementCount)",
        mend: "correct the number of elements")
    }
    var ordered: [[Int]] = []
    ordered.reserveCapacity(sets.count)
    for (index, set) in sets.enumerated() {
      let ascending: [Int] = set.sorted()
      if let stray = ascending.first(where: { !(0..<elementCount).contains($0) }) {
        throw SetCoverFault(
          place: "sets[\(index)]",
          problem: "element \(stray) is not one of the \(elementCount) counted from 0",
          mend: "correct the index")
      }
      for (left, right) in zip(ascending, ascending.dropFirst()) where left == right {
        throw SetCoverFault(
          place: "sets[\(index)]", problem: "element \(left) is there twice", mend: "name it once")
      }
      ordered.append(ascending)
    }
    let costs: [Int] = costs ?? [Int](repeating: 1, count: sets.count)
    guard costs.count == sets.count else {
      throw SetCoverFault(
        place: "costs", problem: "there are \(costs.count) costs for \(sets.count) sets",
        mend: "give each set one cost")
    }
    var total: Int = 0
    for (index, cost) in costs.enumerated() {
      guard cost >= 0 else {
        throw SetCoverFault(
          place: "costs[\(index)]", problem: "the cost \(cost) is negative", mend: "give a cost from 0 up")
      }
      let (sum, overflow) = total.addingReportingOverflow(cost)
      guard !overflow else {
        throw SetCoverFault(
          place: "costs[\(index)]", problem: "the sum of the costs does not fit 64 bits",
          mend: "divide the costs by a common factor")
      }
      total = sum
    }
    self.elementCount = elementCount
    self.sets = ordered
    self.costs = costs
    self.totalCost = total
  }

  /// Whether every set costs 1.
  public var isUnicost: Bool { costs.allSatisfy { $0 == 1 } }

  /// In how many sets each element lies (f_u).
  ///
  /// - Complexity: O(elements + Σ|S|).
  public var frequencies: [Int] {
    var counts: [Int] = [Int](repeating: 0, count: elementCount)
    for set in sets {
      for element in set { counts[element] += 1 }
    }
    return counts
  }

  /// The elements that lie in none of the chosen sets, ascending; none where the choice is a cover.
  ///
  /// - Precondition: every chosen index is that of a set.
  public func elementsUncovered(by chosen: some Sequence<Int>) -> [Int] {
    var isCovered: [Bool] = [Bool](repeating: false, count: elementCount)
    for set in chosen {
      for element in sets[set] { isCovered[element] = true }
    }
    return isCovered.indices.filter { !isCovered[$0] }
  }

  /// The elements that lie in no set at all, ascending; where there are any, no cover exists.
  public var hopelessElements: [Int] { elementsUncovered(by: sets.indices) }

  /// The cost of the chosen sets together.
  ///
  /// - Precondition: every chosen index is that of a set, and none comes twice.
  public func cost(of chosen: some Sequence<Int>) -> Int {
    chosen.reduce(0) { $0 + costs[$1] }
  }

  /// The same sets, each at cost 1.
  public var withUnitCosts: SetCover {
    SetCover(checked: elementCount, sets, [Int](repeating: 1, count: sets.count), sets.count)
  }

  init(checked elementCount: Int, _ sets: [[Int]], _ costs: [Int], _ totalCost: Int) {
    self.elementCount = elementCount
    self.sets = sets
    self.costs = costs
    self.totalCost = totalCost
  }
}

/// What is wrong with the parts of a set cover problem.
public struct SetCoverFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// The part: `sets[3]`, `costs`.
  public let place: String
  /// What is wrong, as a clause.
  public let problem: String
  /// What to do about it, as an imperative clause.
  public let mend: String

  /// One line: `place: problem; mend`.
  public var description: String { "\(place): \(problem); \(mend)" }

  /// The same fault as that of a file the problem was read from.
  func inFile(_ file: String) -> DataError {
    DataError(.badData, file: file, place: place, problem: problem, mend: mend)
  }
}
