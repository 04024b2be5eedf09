import LinearAlgebra

extension InputDistribution {
  /// The entries that one piece of parallel work scales, about.
  private static let entriesPerPiece: Int = 32_768

  /// Scales each row to a length.
  ///
  /// Each row is summed from left to right, so that the result does not depend on how rows are spread over
  /// threads. Gaussian entries are at most 14 in magnitude, so the squares cannot overflow.
  static func normalise(
    _ memory: UnsafeMutableBufferPointer<Double>, dimension: Int, radius: Double, threads: Int
  ) {
    guard let base: UnsafeMutablePointer<Double> = memory.baseAddress else { return }
    let shared: SharedRows = SharedRows(address: base)
    let rows: Int = memory.count / dimension
    let rowsPerPiece: Int = max(1, entriesPerPiece / dimension)
    Parallel.forEach((rows + rowsPerPiece - 1) / rowsPerPiece, threads: threads) { piece in
      for row in piece * rowsPerPiece..<min(rows, (piece + 1) * rowsPerPiece) {
        let entries: UnsafeMutablePointer<Double> = shared.address + row * dimension
        var square: Double = 0
        for column in 0..<dimension { square += entries[column] * entries[column] }
        if square > 0 {
          let norm: Double = square.squareRoot()
          for column in 0..<dimension { entries[column] = entries[column] / norm * radius }
        } else {
          for column in 0..<dimension { entries[column] = column == 0 ? radius : 0 }
        }
      }
    }
  }
}

/// An address that several threads write to, each in rows of its own.
private struct SharedRows: @unchecked Sendable {
  let address: UnsafeMutablePointer<Double>
}
