/// A set of row numbers, as bits; it grows as needed.
struct RowSet: Hashable, Sendable {
  /// Without zeros at the end, so that equal sets are equal values.
  private var words: [UInt64] = []

  func contains(_ row: Int) -> Bool {
    row >> 6 < words.count && words[row >> 6] & (1 << UInt64(row & 63)) != 0
  }

  mutating func insert(_ row: Int) {
    while words.count <= row >> 6 { words.append(0) }
    words[row >> 6] |= 1 << UInt64(row & 63)
  }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  func intersection(_ other: RowSet) -> RowSet {
    var result: RowSet = RowSet()
    result.words = zip(words, other.words).map { $0 & $1 }
    while result.words.last == 0 { result.words.removeLast() }
    return result
  }

  func isSubset(of other: RowSet) -> Bool {
    guard words.count <= other.words.count else { return false }
    for index in words.indices where words[index] & ~other.words[index] != 0 { return false }
    return true
  }

  /// The members below `count`, in order, and the other numbers below it.
  func split(_ count: Int) -> (members: [Int], others: [Int]) {
    var (members, others): ([Int], [Int]) = ([], [])
    for row in 0..<count {
      if contains(row) { members.append(row) } else { others.append(row) }
    }
    return (members, others)
  }
}
