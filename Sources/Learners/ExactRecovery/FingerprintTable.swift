import LinearAlgebra

/// Distinct rows up to a positive factor and to single precision: samples that are multiples of one another say the
/// same.
///
/// An open hash table over one flat array, because a set of small arrays spends most of a scan on allocation.
struct FingerprintTable {
  /// The number of distinct rows.
  private(set) var count: Int = 0

  private let width: Int
  private var entries: [Float] = []
  /// Positions in `entries`, counted in rows from 1; 0 where a slot is free.
  private var slots: [Int] = [Int](repeating: 0, count: 64)

  init(width: Int) { self.width = width }

  /// Writes the fingerprint of a row of `matrix`; a zero row gives zeros.
  static func take(_ row: Int, of matrix: borrowing Matrix, into fingerprint: inout [Float]) {
    let start: Int = row * matrix.columns
    matrix.elements.withUnsafeBufferPointer { elements in
      var scale: Double = 0
      for column in 0..<fingerprint.count { scale = max(scale, elements[start + column].magnitude) }
      for column in 0..<fingerprint.count {
        // Adding 0 makes one zero of both.
        fingerprint[column] = scale > 0 ? Float(elements[start + column] / scale) + 0 : 0
      }
    }
  }

  /// A number that rows with equal fingerprints share.
  static func hash(ofRow row: Int, of matrix: borrowing Matrix) -> UInt64 {
    var fingerprint: [Float] = [Float](repeating: 0, count: matrix.columns)
    take(row, of: matrix, into: &fingerprint)
    return fingerprint.withUnsafeBufferPointer { UInt64(hash($0[...])) }
  }

  func contains(_ fingerprint: [Float]) -> Bool { slots[slot(of: fingerprint)] != 0 }

  /// Inserts a fingerprint.
  ///
  /// - Returns: its number among the distinct ones, in the order of insertion, and whether it is new.
  @discardableResult
  mutating func insert(_ fingerprint: [Float]) -> (index: Int, isNew: Bool) {
    let slot: Int = slot(of: fingerprint)
    guard slots[slot] == 0 else { return (slots[slot] - 1, false) }
    entries.append(contentsOf: fingerprint)
    count += 1
    slots[slot] = count
    if 2 * count > slots.count { grow() }
    return (count - 1, true)
  }

  private mutating func grow() {
    slots = [Int](repeating: 0, count: 2 * slots.count)
    for index in 0..<count {
      var slot: Int = entries.withUnsafeBufferPointer {
        Self.hash($0[(index * width)..<((index + 1) * width)])
      }
      slot &= slots.count - 1
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = index + 1
    }
  }

  /// The slot that holds the fingerprint, or the free one where it belongs.
  private func slot(of fingerprint: [Float]) -> Int {
    precondition(fingerprint.count == width, "the row has another length than the table's")
    return fingerprint.withUnsafeBufferPointer { wanted in
      entries.withUnsafeBufferPointer { entries in
        var slot: Int = Self.hash(wanted[...]) & (slots.count - 1)
        while slots[slot] != 0 {
          let start: Int = (slots[slot] - 1) * width
          if wanted.indices.allSatisfy({ wanted[$0] == entries[start + $0] }) { return slot }
          slot = (slot + 1) & (slots.count - 1)
        }
        return slot
      }
    }
  }

  /// Fixed multiplicative mixing; equal rows agree, which is all that the table relies on.
  private static func hash(_ fingerprint: Slice<UnsafeBufferPointer<Float>>) -> Int {
    var state: UInt64 = 0
    for entry in fingerprint {
      state = (state ^ UInt64(entry.bitPattern)) &* 0x9E37_79B9_7F4A_7C15
      state ^= state >> 29
    }
    return Int(truncatingIfNeeded: state >> 1)
  }
}
