import LinearAlgebra
public import Networks
public import RandomStreams

/// Teachers with two hidden rows of which one is −2 times the other.
///
/// V has rank k − 1, and so has the third moment of the labels: a method that takes one neuron for each of its factors
/// misses one. At every sample exactly one of the two is active.
public enum AntipodalTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "antipodal"
  /// What the teachers are, in one line.
  public static let summary: String = "two rows of V in opposite directions"
  /// What every teacher of the family has.
  public static let promises: String =
    "row 1 of V is −2 times row 0, exactly; U of full column rank"
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = SizeRule(hiddenUnits: 2...TeacherSize.largestDimension, hidden: .any)

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    var layers: TeacherLayers = try TeacherLayers(size, from: stream)
    layers.setRow(1, layers.hidden.row(0).scaled(by: -2))
    return try layers.network()
  }
}
