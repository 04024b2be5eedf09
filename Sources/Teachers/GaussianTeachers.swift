import Foundation
import LinearAlgebra
public import Networks
public import RandomStreams

/// Two-layer ReLU teachers x ↦ U relu(V x) with independent Gaussian weights.
///
/// V has entries of variance 1/d, U of variance 1/k. With a condition number κ the singular values of both layers
/// are replaced by numbers spaced evenly on a logarithmic scale from 1 to 1/κ, the singular vectors stay.
public enum GaussianTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "gaussian"
  /// What the teachers are, in one line.
  public static let summary: String = "two-layer ReLU networks with independent Gaussian weights"
  /// What every teacher of the family has.
  public static let promises: String =
    "V (k × d) and U (m × k) of full rank with probability one; with a condition number, exactly that for each"

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: ``ProblemError`` where a weight is not finite, which no size within the limits gives.
  public static func teacher(_ size: TeacherSize, from stream: RandomStream) throws -> Network {
    let hidden: Matrix = try layer(size.hidden, size.inputsDimension, size, stream.child("hidden"))
    let output: Matrix = try layer(size.outputs, size.hidden, size, stream.child("output"))
    return try Network(hidden: hidden, output: output)
  }

  private static func layer(
    _ rows: Int, _ columns: Int, _ size: TeacherSize, _ stream: RandomStream
  ) throws -> Matrix {
    let gaussian: Matrix = InputDistribution.gaussian.block(
      rows: 0..<rows, dimension: columns, from: stream, threads: 1)
    guard let conditionNumber = size.conditionNumber else {
      return gaussian.scaled(by: 1 / Double(columns).squareRoot())
    }
    let factors: SingularValues = try SingularValues(gaussian)
    let count: Int = factors.values.count
    let values: [Double] = (0..<count).map { index in
      count == 1 ? 1 : pow(conditionNumber, -Double(index) / Double(count - 1))
    }
    return factors.left * Matrix.diagonal(values) * factors.rightTransposed
  }
}
