import LinearAlgebra
import TestSupport

extension Matrix {
  /// A matrix with entries in −1 to 1, the same for the same seed.
  static func random(_ rows: Int, _ columns: Int, seed: UInt64) throws -> Matrix {
    var generator: SeededGenerator = SeededGenerator(seed: seed)
    return try Matrix(rows: rows, columns: columns, elements: generator.doubles(rows * columns))
  }

  /// The product by its definition.
  func naiveProduct(_ other: Matrix) throws -> Matrix {
    var elements: [Double] = []
    for row in 0..<rows {
      for column in 0..<other.columns {
        elements.append((0..<columns).reduce(0) { $0 + self[row, $1] * other[$1, column] })
      }
    }
    return try Matrix(rows: rows, columns: other.columns, elements: elements)
  }

  /// The largest difference of two entries in the same place; infinite where the shapes differ, NaN where one is.
  func largestDifference(to other: Matrix) -> Double {
    guard rows == other.rows, columns == other.columns else { return .infinity }
    return zip(elements, other.elements).reduce(0) { worst, pair in
      let difference: Double = (pair.0 - pair.1).magnitude
      return worst.isNaN || difference.isNaN ? .nan : Swift.max(worst, difference)
    }
  }

  /// How far the columns are from orthonormal: the largest entry of AᵀA − I.
  var orthonormalityError: Double {
    transposedTimes(self).largestDifference(to: .identity(columns))
  }
}

/// A shape that prints well as a test's argument.
struct Shape: Sendable, CustomStringConvertible {
  let rows: Int
  let columns: Int

  init(_ rows: Int, _ columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  var description: String { "\(rows) × \(columns)" }
}

/// The code of the error that `body` throws, if it throws one.
func code(of body: () throws -> some Any) -> LinearAlgebraError.Code? {
  do {
    _ = try body()
    return nil
  } catch {
    return (error as? LinearAlgebraError)?.code
  }
}
