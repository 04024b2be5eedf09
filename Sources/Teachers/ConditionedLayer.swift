import Foundation
import LinearAlgebra
import RandomStreams

/// Layers with random singular vectors and chosen singular values.
enum ConditionedLayer {
  /// A layer whose singular values are spaced evenly on a logarithmic scale from 1 to 1/κ.
  ///
  /// - Throws: `LinearAlgebraError` where the singular vectors of a Gaussian matrix cannot be had.
  static func drawn(
    _ rows: Int, _ columns: Int, conditionNumber: Double, from stream: RandomStream
  ) throws -> Matrix {
    let gaussian: Matrix = InputDistribution.gaussian.block(
      rows: 0..<rows, dimension: columns, from: stream, threads: 1)
    let factors: SingularValues = try SingularValues(gaussian)
    let count: Int = factors.values.count
    let values: [Double] = (0..<count).map { index in
      count == 1 ? 1 : pow(conditionNumber, -Double(index) / Double(count - 1))
    }
    return factors.left * Matrix.diagonal(values) * factors.rightTransposed
  }
}
