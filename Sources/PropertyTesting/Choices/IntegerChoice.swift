/// A whole number that a generator chose, told by how far it is from the simplest one.
///
/// The numbers that could have been chosen are those from `below` less than the simplest to `above` more. They are
/// numbered in the order in which they count as simple: the simplest, one more, one less, two more, …, and upward or
/// downward alone where the other side is used up. That number is the ``index``.
public struct IntegerChoice: Sendable, Hashable {
  /// How simple the number is; 0 is the simplest.
  public let index: UInt64
  /// How far below the simplest number the range reaches.
  public let below: UInt64
  /// How far above the simplest number the range reaches.
  public let above: UInt64

  /// Creates a choice from its place in the order.
  ///
  /// - Precondition: the range has at most 2⁶⁴ numbers, and `index` is at most `below + above`.
  public init(index: UInt64, below: UInt64 = 0, above: UInt64) {
    let (limit, overflow): (UInt64, Bool) = below.addingReportingOverflow(above)
    precondition(!overflow, "the range of one choice has at most 2^64 numbers; draw wider ones in parts")
    precondition(index <= limit, "a choice keeps to its limit")
    self.index = index
    self.below = below
    self.above = above
  }

  /// Creates a choice from its distance to the simplest number; one outside the range becomes the end of the range.
  public init(offset: Int128, below: UInt64, above: UInt64) {
    let inside: Int128 = min(max(offset, -Int128(below)), Int128(above))
    let distance: UInt64 = UInt64(inside.magnitude)
    let shorter: UInt64 = min(below, above)
    let index: UInt64
    if distance > shorter {
      index = shorter + distance
    } else {
      index = distance == 0 ? 0 : 2 * (distance - 1) + (inside > 0 ? 1 : 2)
    }
    self.init(index: index, below: below, above: above)
  }

  /// The greatest index of the range.
  public var limit: UInt64 { below + above }

  /// How far the number is above the simplest one; negative where it is below.
  public var offset: Int128 {
    let shorter: UInt64 = min(below, above)
    // 2 · shorter may pass 2^64, in which case no index is beyond it.
    let (alternating, overflow): (UInt64, Bool) = shorter.multipliedReportingOverflow(by: 2)
    if overflow || index <= alternating {
      let distance: Int128 = Int128(index / 2 + index % 2)
      return index % 2 == 1 ? distance : -distance
    }
    let distance: Int128 = Int128(index - shorter)
    return above > below ? distance : -distance
  }

  /// The same range with another number.
  func with(index: UInt64) -> IntegerChoice {
    IntegerChoice(index: index, below: below, above: above)
  }

  /// The same range with a number at another distance, or nil where that is outside.
  func with(offset: Int128) -> IntegerChoice? {
    guard offset >= -Int128(below), offset <= Int128(above) else { return nil }
    return IntegerChoice(offset: offset, below: below, above: above)
  }
}
