/// The eigenvalues and eigenvectors of a real symmetric matrix, by the cyclic method of Jacobi.
///
/// Rotations make one entry off the diagonal zero after the other, until their squares together are negligible beside
/// those of the diagonal. The method is slower than others on large matrices, but short, and exact to rounding for
/// small eigenvalues of a positive definite matrix too.
///
/// Source: G. H. Golub, C. F. Van Loan, *Matrix Computations*, 4th edition (2013), section 8.5.
struct SymmetricEigen: Sendable {
  /// The eigenvalues, in no order.
  private(set) var values: [Double]
  /// The eigenvectors, of length 1, as the columns of a square matrix that is stored row by row.
  private(set) var vectors: [Double]

  /// Far more sweeps than are ever needed; convergence is quadratic.
  private static let mostSweeps: Int = 60
  /// Entries below this part of their diagonal entries' geometric mean count as zero.
  private static let negligible: Double = 0x1p-52

  /// Decomposes a symmetric matrix of finite numbers, stored row by row.
  ///
  /// - Complexity: O(n³) for each of about 10 sweeps.
  init(symmetric matrix: [Double], dimension count: Int) {
    var entries: [Double] = matrix
    var columns: [Double] = Array(repeating: 0, count: count * count)
    for place in 0..<count { columns[place * count + place] = 1 }
    for _ in 0..<Self.mostSweeps {
      var rotations: Int = 0
      for row in 0..<count {
        for column in row + 1..<max(count, row + 1)
        where Self.rotate(&entries, &columns, row, column, count) {
          rotations += 1
        }
      }
      if rotations == 0 { break }
    }
    values = (0..<count).map { entries[$0 * count + $0] }
    vectors = columns
  }

  /// Makes one entry zero, and says whether it was not negligible already.
  private static func rotate(
    _ entries: inout [Double], _ columns: inout [Double], _ row: Int, _ column: Int, _ count: Int
  ) -> Bool {
    let entry: Double = entries[row * count + column]
    let (first, second): (Double, Double) = (
      entries[row * count + row], entries[column * count + column]
    )
    // Written so that NaN ends the search.
    guard entry * entry > negligible * negligible * (first * second).magnitude, entry != 0 else {
      return false
    }
    let ratio: Double = (second - first) / (2 * entry)
    let tangent: Double =
      (ratio < 0 ? -1 : 1) / (ratio.magnitude + (1 + ratio * ratio).squareRoot())
    let cosine: Double = 1 / (1 + tangent * tangent).squareRoot()
    let sine: Double = tangent * cosine
    for place in 0..<count where place != row && place != column {
      let (left, right): (Double, Double) = (
        entries[place * count + row], entries[place * count + column]
      )
      let (newLeft, newRight): (Double, Double) = (
        cosine * left - sine * right, sine * left + cosine * right
      )
      entries[place * count + row] = newLeft
      entries[row * count + place] = newLeft
      entries[place * count + column] = newRight
      entries[column * count + place] = newRight
    }
    entries[row * count + row] = first - tangent * entry
    entries[column * count + column] = second + tangent * entry
    entries[row * count + column] = 0
    entries[column * count + row] = 0
    for place in 0..<count {
      let (left, right): (Double, Double) = (
        columns[place * count + row], columns[place * count + column]
      )
      columns[place * count + row] = cosine * left - sine * right
      columns[place * count + column] = sine * left + cosine * right
    }
    return true
  }
}
