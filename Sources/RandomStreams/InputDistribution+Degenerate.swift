import LinearAlgebra

/// Inputs that no learner can count on: rows of a subspace, rows that repeat, rows of zeros.
extension InputDistribution {
  /// The fractional bits that dyadic inputs may have; with Gaussian entries below 2⁴ all are exact.
  public static let dyadicBits: ClosedRange<Int> = 0...40

  /// Fills rows B z of one subspace.
  ///
  /// Sums run from left to right, so that a row is the same in whatever block it is drawn.
  static func fillLowRank(
    _ span: inout MutableSpan<Double>, firstRow: Int, dimension: Int, rank: Int, from stream: RandomStream
  ) {
    let rank: Int = min(rank, dimension)
    let basis: Matrix = InputDistribution.gaussian.block(
      rows: 0..<dimension, dimension: rank, from: stream.child("subspace"), threads: 1
    ).scaled(by: 1 / Double(rank).squareRoot())
    for row in 0..<span.count / dimension {
      let start: UInt64 = UInt64(firstRow + row) * UInt64(rank)
      let place: [Double] = (0..<rank).map { stream.gaussian(at: start + UInt64($0)) }
      for column in 0..<dimension {
        var sum: Double = 0
        for axis in 0..<rank { sum += basis[column, axis] * place[axis] }
        span[row * dimension + column] = sum
      }
    }
  }

  /// The rows of a group of repeated inputs, and which of them are new.
  private static let groupRows: Int = 4
  private static let newRows: Int = 2

  /// Fills groups of two new rows, a repetition and a row of zeros.
  static func fillRepeated(
    _ span: inout MutableSpan<Double>, firstRow: Int, dimension: Int, from stream: RandomStream
  ) {
    for row in 0..<span.count / dimension {
      let (group, place): (Int, Int) = (firstRow + row).quotientAndRemainder(dividingBy: groupRows)
      let start: UInt64 = UInt64(newRows * group + place % newRows) * UInt64(dimension)
      for column in 0..<dimension {
        span[row * dimension + column] =
          place == groupRows - 1 ? 0 : stream.gaussian(at: start + UInt64(column))
      }
    }
  }
}
