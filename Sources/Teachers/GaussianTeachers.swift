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

  /// Every size.
  public static let sizes: SizeRule = .any
  /// Twenty inputs, five hidden units, six outputs.
  public static let example: (size: (inputs: Int, hidden: Int, outputs: Int), samples: Int) = (
    (20, 5, 6), 20_000
  )

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: ``ProblemError`` where a weight is not finite, which no size within the limits gives.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    let hidden: Matrix = try layer(size.hidden, size.inputsDimension, size, stream.child("hidden"))
    let output: Matrix = try layer(size.outputs, size.hidden, size, stream.child("output"))
    return try Network(hidden: hidden, output: output)
  }

  private static func layer(
    _ rows: Int, _ columns: Int, _ size: TeacherSize, _ stream: RandomStream
  ) throws -> Matrix {
    guard let conditionNumber = size.conditionNumber else {
      return InputDistribution.gaussian.block(
        rows: 0..<rows, dimension: columns, from: stream, threads: 1
      ).scaled(by: 1 / Double(columns).squareRoot())
    }
    return try ConditionedLayer.drawn(rows, columns, conditionNumber: conditionNumber, from: stream)
  }
}
