import LinearAlgebra
public import Networks
public import RandomStreams

/// Teachers with two parallel hidden rows, which are one neuron as far as labels can tell.
public enum DuplicateRowTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "duplicate-rows"
  /// What the teachers are, in one line.
  public static let summary: String = "two parallel rows of V"
  /// What every teacher of the family has.
  public static let promises: String =
    "row 1 of V is twice row 0, exactly, so that k − 1 hidden units do the same"
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = SizeRule(hiddenUnits: 2...TeacherSize.largestDimension, hidden: .any)

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    var layers: TeacherLayers = try TeacherLayers(size, from: stream)
    layers.setRow(1, layers.hidden.row(0).scaled(by: 2))
    return try layers.network()
  }
}
