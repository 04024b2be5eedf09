public import Networks
public import RandomStreams

/// Teachers with a hidden unit that no output uses.
public enum ZeroOutputColumnTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "zero-output-column"
  /// What the teachers are, in one line.
  public static let summary: String = "a hidden unit without effect"
  /// What every teacher of the family has.
  public static let promises: String =
    "column 1 of U is zero, so that k − 1 hidden units do the same"
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = SizeRule(hiddenUnits: 2...TeacherSize.largestDimension, hidden: .any)

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    var layers: TeacherLayers = try TeacherLayers(size, from: stream)
    layers.setColumn(1, [Double](repeating: 0, count: size.outputs))
    return try layers.network()
  }
}
