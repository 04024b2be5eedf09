/// A problem without its sets of cost 0, and what was taken out.
///
/// A set that costs nothing belongs to some optimal cover, so it is chosen beforehand and its elements need no other.
/// An optimal cover of the rest, together with the removed sets, is an optimal cover of the whole at the same cost.
public struct ZeroCostRemoval: Sendable, Equatable {
  /// What is left, counted anew from 0.
  public let remaining: SetCover
  /// The sets taken out, by their old index, ascending.
  public let removedSets: [Int]
  /// The number of elements that the removed sets cover.
  public let removedElementCount: Int
  /// The old index of each set that is left.
  public let originalSets: [Int]

  /// Takes the sets of cost 0 out of `problem`, with their elements.
  ///
  /// - Complexity: O(elements + Σ|S|).
  public init(of problem: SetCover) {
    let removed: [Int] = problem.costs.indices.filter { problem.costs[$0] == 0 }
    self.removedSets = removed
    self.originalSets = problem.costs.indices.filter { problem.costs[$0] != 0 }
    guard !removed.isEmpty else {
      self.remaining = problem
      self.removedElementCount = 0
      return
    }
    let left: [Int] = problem.elementsUncovered(by: removed)
    var newIndex: [Int?] = [Int?](repeating: nil, count: problem.elementCount)
    for (index, element) in left.enumerated() { newIndex[element] = index }
    self.remaining = SetCover(
      checked: left.count,
      originalSets.map { problem.sets[$0].compactMap { newIndex[$0] } },
      originalSets.map { problem.costs[$0] }, problem.totalCost)
    self.removedElementCount = problem.elementCount - left.count
  }
}
