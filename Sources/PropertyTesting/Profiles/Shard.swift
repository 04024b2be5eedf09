/// One of several equal parts of a run, for several machines or processes.
///
/// A part has the cases whose numbers leave its index as the rest when divided by the number of parts, so that together
/// the parts have each case exactly once.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// Which part it is, counted from 0.
  public let index: Int
  /// How many parts there are.
  public let count: Int

  /// The only part.
  public static let whole: Shard = Shard(index: 0, count: 1)

  /// The most parts that a run can have.
  public static let mostParts: Int = 1_000_000

  /// Creates a part.
  ///
  /// - Precondition: `index` is in 0..<`count`, and `count` at most ``mostParts``.
  public init(index: Int, count: Int) {
    precondition(
      (1...Self.mostParts).contains(count) && (0..<count).contains(index),
      "a shard's index lies in 0..<count, and count is at most a million")
    self.index = index
    self.count = count
  }

  /// The part and the number of parts: `2/8` is the third of eight.
  public var description: String { "\(index)/\(count)" }

  /// Reads the form that ``description`` writes.
  init?(text: String) {
    let parts: [Int?] = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], (1...Self.mostParts).contains(count),
      (0..<count).contains(index)
    else { return nil }
    self.init(index: index, count: count)
  }

  /// How many of the cases 0..<`cases` belong to this part.
  func cases(of cases: Int) -> Int {
    cases / count + (index < cases % count ? 1 : 0)
  }

  /// The number of the case at a place among those of this part.
  func caseNumber(at place: Int) -> Int { index + place * count }

  /// Whether something that cannot be divided belongs to this part, by its name.
  func owns(_ name: String) -> Bool {
    StableHash.of(name) % UInt64(count) == UInt64(index)
  }
}
