import Foundation
import LinearAlgebra

/// The rotation that makes several symmetric matrices as diagonal as they get, by Jacobi angles.
///
/// Cardoso and Souloumiac, "Jacobi angles for simultaneous diagonalization", SIAM J. Matrix Anal. Appl. 17 (1996),
/// doi:10.1137/S0895479893259546.
enum JointDiagonalization {
  private static let largestSweeps: Int = 100
  private static let smallestAngle: Double = 1e-12

  /// The orthogonal *R* for which all Rᵀ C R are nearly diagonal.
  ///
  /// - Complexity: O(sweeps · count · r³).
  static func rotation(of matrices: [Matrix]) -> Matrix {
    let size: Int = matrices.first?.rows ?? 0
    var matrices: [Matrix] = matrices
    var rotation: Matrix = Matrix.identity(size)
    guard size > 1 else { return rotation }
    for _ in 0..<largestSweeps {
      var largest: Double = 0
      for p in 0..<(size - 1) {
        for q in (p + 1)..<size {
          let angle: Double = Self.angle(matrices, p, q)
          largest = max(largest, sin(angle).magnitude)
          guard sin(angle).magnitude > smallestAngle else { continue }
          for index in matrices.indices { matrices[index].rotateBothSides(p, q, angle) }
          rotation.rotateColumns(p, q, angle)
        }
      }
      if largest <= smallestAngle { break }
    }
    return rotation
  }

  private static func angle(_ matrices: [Matrix], _ p: Int, _ q: Int) -> Double {
    var onDiagonal: Double = 0
    var offDiagonal: Double = 0
    for matrix in matrices {
      let difference: Double = matrix[p, p] - matrix[q, q]
      let sum: Double = matrix[p, q] + matrix[q, p]
      onDiagonal += difference * difference - sum * sum
      offDiagonal += 2 * difference * sum
    }
    return 0.5 * atan2(offDiagonal, onDiagonal + hypot(onDiagonal, offDiagonal))
  }
}

extension Matrix {
  fileprivate mutating func rotateColumns(_ p: Int, _ q: Int, _ angle: Double) {
    let (c, s): (Double, Double) = (cos(angle), sin(angle))
    for row in 0..<rows {
      let (a, b): (Double, Double) = (self[row, p], self[row, q])
      self[row, p] = c * a + s * b
      self[row, q] = c * b - s * a
    }
  }

  fileprivate mutating func rotateBothSides(_ p: Int, _ q: Int, _ angle: Double) {
    rotateColumns(p, q, angle)
    let (c, s): (Double, Double) = (cos(angle), sin(angle))
    for column in 0..<columns {
      let (a, b): (Double, Double) = (self[p, column], self[q, column])
      self[p, column] = c * a + s * b
      self[q, column] = c * b - s * a
    }
  }
}
