/// The passes that make one of two neighbouring elements of a collection.
extension ShrinkSearch {
  /// The elements of each collection that has at least two.
  private var collections: [[Span]] { ElementTable(best.spans).collections.filter { $0.count > 1 } }

  /// Runs a pass on each pair of neighbours in each collection, from the last pair to the first.
  nonisolated(nonsending) private mutating func forNeighbours(
    _ attempt: nonisolated(nonsending) (inout ShrinkSearch, Span, Span) async throws -> Bool
  ) async throws {
    var pairs: [(Span, Span)] = neighbours
    var done: Int = 0
    while done < pairs.count, ending == nil {
      let (left, right): (Span, Span) = pairs[pairs.count - 1 - done]
      if try await attempt(&self, left, right) { pairs = neighbours } else { done += 1 }
    }
  }

  private var neighbours: [(Span, Span)] { collections.flatMap { Array(zip($0, $0.dropFirst())) } }

  /// Makes one collection of two that are neighbours in a collection, by removing the end of the first.
  nonisolated(nonsending) mutating func joinNeighbours() async throws {
    try await forNeighbours { search, left, right in
      // The choice to end the inner collection, and the choice to go on with the outer one.
      guard left.range.count > 1, right.range.count > 1,
        search.choices[left.range.upperBound - 1] == .boolean(false),
        search.choices[right.range.lowerBound] == .boolean(true)
      else { return false }
      return try await search.propose(
        search.best.choices.removing(left.range.upperBound - 1..<right.range.lowerBound + 1))
    }
  }

  /// Makes one number of two neighbours, their sum; it wraps around where it leaves the range.
  nonisolated(nonsending) mutating func addUpNeighbours() async throws {
    try await forNeighbours { search, left, right in
      let (place, other): (Int, Int) = (left.range.upperBound - 1, right.range.upperBound - 1)
      guard left.range.count <= 2, left.range.count == right.range.count,
        case .integer(let first) = search.choices[place], case .integer(let second) = search.choices[other],
        let sum: IntegerChoice = first.adding(second)
      else { return false }
      var proposal: ChoiceSequence = search.best.choices
      proposal.choices[place] = .integer(sum)
      return try await search.propose(proposal.removing(right.range))
    }
  }

  /// Removes elements that others refer to by their place, and lowers the numbers that refer to places behind them.
  nonisolated(nonsending) mutating func removeReferred() async throws {
    var (collections, before): ([[Span]], Int) = (self.collections, improvements)
    var (group, behind): (Int, Int) = (0, 0)
    while ending == nil {
      if improvements != before { (collections, before) = (self.collections, improvements) }
      guard group < collections.count else { return }
      let elements: [Span] = collections[group]
      guard behind < elements.count else {
        (group, behind) = (group + 1, 0)
        continue
      }
      let last: Int = elements.count - 1 - behind
      let base: [Choice] = choices
      let removed: Int = try await extend(upTo: last + 1) { search, count in
        let first: Int = last + 1 - count
        guard let lowered: [Choice] = Self.lowering(base, by: count, above: first, of: elements) else {
          return false
        }
        let range: Range<Int> = elements[first].range.lowerBound..<elements[last].range.upperBound
        return try await search.propose(ChoiceSequence(lowered).removing(range))
      }
      if removed == 0 { behind += 1 }
    }
  }

  /// The choices with the numbers that refer to later elements lowered; nil where there are none, for then it is the
  /// same as removing the elements alone.
  private static func lowering(
    _ base: [Choice], by count: Int, above first: Int, of elements: [Span]
  ) -> [Choice]? {
    var lowered: [Choice] = base
    var changed: Bool = false
    for (place, choice) in base.enumerated() {
      guard case .integer(let integer) = choice, integer.offset >= Int128(first + count),
        integer.offset < Int128(elements.count),
        let smaller: IntegerChoice = integer.with(offset: integer.offset - Int128(count))
      else { continue }
      lowered[place] = .integer(smaller)
      changed = true
    }
    return changed ? lowered : nil
  }
}

extension IntegerChoice {
  /// The sum of two numbers of one range, which goes on at the other end where it leaves the range.
  fileprivate func adding(_ other: IntegerChoice) -> IntegerChoice? {
    guard below == other.below, above == other.above else { return nil }
    let sum: Int128 = offset + other.offset
    let size: Int128 = Int128(below) + Int128(above) + 1
    let wrapped: Int128 = sum > Int128(above) ? sum - size : sum < -Int128(below) ? sum + size : sum
    return with(offset: wrapped)
  }
}
