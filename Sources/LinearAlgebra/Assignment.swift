/// The assignment of rows to columns with the smallest total cost.
public enum Assignment {
  /// For each row the column that it is given, every column at most once, with minimal total cost.
  ///
  /// The shortest-augmenting-path form of the Hungarian method (Jonker and Volgenant 1987,
  /// doi:10.1007/BF02278710).
  ///
  /// - Parameter cost: `n × m` with `n ≤ m`, entries finite.
  /// - Throws: ``LinearAlgebraError`` with `.shapeMismatch` or `.nonFinite`.
  /// - Complexity: O(n² m).
  public static func minimumCost(_ cost: Matrix) throws(LinearAlgebraError) -> [Int] {
    guard cost.rows <= cost.columns else {
      throw LinearAlgebraError(.shapeMismatch, "more rows than columns cannot all be assigned")
    }
    guard cost.isFinite else { throw LinearAlgebraError(.nonFinite, "a cost is NaN or infinite") }
    // Sums of a few costs must not overflow, or no path looks shorter than another and the search never ends.
    let cost: Matrix = cost.maximumMagnitude > largestCost ? cost.scaled(by: costScale) : cost
    let rows: Int = cost.rows
    let columns: Int = cost.columns
    // Index 0 stands for 'nobody'; rows and columns count from 1 inside.
    var rowPotential: [Double] = [Double](repeating: 0, count: rows + 1)
    var columnPotential: [Double] = [Double](repeating: 0, count: columns + 1)
    var rowOfColumn: [Int] = [Int](repeating: 0, count: columns + 1)
    var previous: [Int] = [Int](repeating: 0, count: columns + 1)
    for row in 1..<(rows + 1) {
      rowOfColumn[0] = row
      var current: Int = 0
      var distance: [Double] = [Double](repeating: .infinity, count: columns + 1)
      var isVisited: [Bool] = [Bool](repeating: false, count: columns + 1)
      repeat {
        isVisited[current] = true
        let currentRow: Int = rowOfColumn[current]
        var step: Double = .infinity
        var nearest: Int = 0
        for column in 1..<(columns + 1) where !isVisited[column] {
          let reduced: Double =
            cost[currentRow - 1, column - 1] - rowPotential[currentRow] - columnPotential[column]
          if reduced < distance[column] {
            distance[column] = reduced
            previous[column] = current
          }
          if distance[column] < step {
            step = distance[column]
            nearest = column
          }
        }
        for column in 0...columns {
          if isVisited[column] {
            rowPotential[rowOfColumn[column]] += step
            columnPotential[column] -= step
          } else {
            distance[column] -= step
          }
        }
        current = nearest
      } while rowOfColumn[current] != 0
      while current != 0 {
        rowOfColumn[current] = rowOfColumn[previous[current]]
        current = previous[current]
      }
    }
    var result: [Int] = [Int](repeating: 0, count: rows)
    for column in 1..<(columns + 1) where rowOfColumn[column] > 0 {
      result[rowOfColumn[column] - 1] = column - 1
    }
    return result
  }

  /// Costs beyond this are scaled by ``costScale``, a power of two, which changes no digit of those that matter.
  private static let largestCost: Double = 0x1p900
  private static let costScale: Double = 0x1p-200
}
