/// One of several equal parts of a run, for several machines or processes.
///
/// The parts have the cases with the numbers that leave the same rest when divided by the number of parts, so that
/// together they have each case exactly once.
public struct Shard: Sendable, Hashable, CustomStringConvertible {
  /// Which part it is, counted from 0.
  public let index: Int
  /// How many parts there are.
  public let count: Int

  /// The only part.
  public static let whole: Shard = Shard(index: 0, count: 1)

  /// Creates a part.
  ///
  /// - Precondition: `index` is in 0..<`count`.
  public init(index: Int, count: Int) {
    precondition(count >= 1 && (0..<count).contains(index), "a shard's index lies in 0..<count")
    self.index = index
    self.count = count
  }

  /// The part and the number of parts, counted from 0: `2/8`.
  public var description: String { "\(index)/\(count)" }
}

extension Shard {
  /// How many of the cases 0..<`count` belong to this part.
  func cases(of count: Int) -> Int {
    count / self.count + (index < count % self.count ? 1 : 0)
  }

  /// The number of the case at a place among those of this part.
  func `case`(at place: Int) -> Int { index + place * count }

  /// Whether something that cannot be divided belongs to this part, by its name.
  func owns(_ name: String) -> Bool {
    StableHash.of(name) % UInt64(count) == UInt64(index)
  }
}
