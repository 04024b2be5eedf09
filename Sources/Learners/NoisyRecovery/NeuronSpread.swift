import Foundation
import LinearAlgebra

/// The covariances of each neuron's direction and output weight, and the variances of the intercept.
struct NeuronSpread {
  var directions: [Matrix] = []
  var weights: [Matrix] = []
  var intercept: Matrix?
  let leverage: DirectionLeverage

  /// Nothing where the normal equations are singular.
  init?(_ equations: NormalEquations, at point: NetworkPoint, noise: Matrix) throws {
    let (k, d, m): (Int, Int, Int) = (point.hidden.rows, point.hidden.columns, point.output.rows)
    let width: Int = equations.unitGram.rows
    let t: Int = d - 1
    guard let unitFactor = try? CholeskyFactor(equations.unitGram),
      let inverseUnits = try? unitFactor.solve(Matrix.identity(width))
    else { return nil }
    let bases: [Matrix] = try (0..<k).map { try Self.complement(of: point.hidden.row($0)) }
    // T and X_iᵀ H (HᵀH)⁻¹ in the tangent spaces.
    let projected: Matrix = equations.cross * inverseUnits
    let rest: Matrix = equations.directionGram - projected.timesTransposed(equations.cross)
    var tangent: Matrix = Matrix(rows: k * t, columns: k * t)
    var influence: Matrix = Matrix(rows: k * t, columns: width)
    for i in 0..<k {
      let rows: Matrix = rest.rowRange(i * d..<(i + 1) * d)
      for l in 0..<k {
        let block: Matrix = bases[i].transposedTimes(rows.selectingColumns(l * d..<(l + 1) * d)) * bases[l]
        for a in 0..<t {
          for b in 0..<t { tangent[i * t + a, l * t + b] = block[a, b] }
        }
      }
      let part: Matrix = bases[i].transposedTimes(projected.rowRange(i * d..<(i + 1) * d))
      for a in 0..<t {
        for q in 0..<width { influence[i * t + a, q] = part[a, q] }
      }
    }
    let gram: Matrix = point.output.gram
    let noisy: Matrix = point.output.transposedTimes(noise * point.output)
    let bread: Matrix = tangent.multiplyingBlocks(by: gram, size: t)
    let meat: Matrix = tangent.multiplyingBlocks(by: noisy, size: t)
    guard let factor = try? CholeskyFactor(bread), let half = try? factor.solve(meat),
      let covariance = try? factor.solve(half.transposed),
      let inverse = try? factor.solve(Matrix.identity(k * t))
    else { return nil }
    self.leverage = DirectionLeverage(
      bases: bases, influence: influence, form: inverse.multiplyingBlocks(by: gram, size: t))

    for i in 0..<k {
      directions.append(
        covariance.rowRange(i * t..<(i + 1) * t).selectingColumns(i * t..<(i + 1) * t))
    }
    for q in 0..<width {
      // How the weight of unit q in each output follows the directions.
      let follows: Matrix = Matrix(rows: m, columns: k * t) { span in
        for a in 0..<m {
          for l in 0..<k {
            for b in 0..<t { span[a * k * t + l * t + b] = point.output[a, l] * influence[l * t + b, q] }
          }
        }
      }
      let own: Matrix = noise.scaled(by: inverseUnits[q, q])
      let block: Matrix = own + (follows * covariance).timesTransposed(follows)
      if q < k { weights.append(block) } else { intercept = block }
    }
    guard directions.allSatisfy(\.isFinite), weights.allSatisfy(\.isFinite) else { return nil }
  }

  /// An orthonormal basis of what is orthogonal to a unit vector, `d × (d − 1)`: the columns of a Householder
  /// reflection that takes the vector to an axis.
  private static func complement(of vector: [Double]) throws -> Matrix {
    let column: Matrix = try Matrix(rows: vector.count, columns: 1, elements: vector)
    let right: Matrix = try SingularValues.right(of: column.transposed).vectors
    return right.rowRange(1..<vector.count).transposed
  }
}

extension Matrix {
  /// Block (i, l) of the given size times entry (i, l) of a matrix.
  fileprivate func multiplyingBlocks(by factors: Matrix, size: Int) -> Matrix {
    var result: Matrix = self
    for row in 0..<rows {
      for column in 0..<columns { result[row, column] *= factors[row / size, column / size] }
    }
    return result
  }
}
