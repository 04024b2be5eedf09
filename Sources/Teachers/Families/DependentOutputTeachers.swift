import LinearAlgebra
public import Networks
public import RandomStreams

/// Teachers whose output layer has two parallel columns: U is without full column rank, though there are outputs enough.
///
/// The labels have rank k − 1, so a method that takes the hidden units from their column space finds nothing. The network
/// is identifiable nevertheless.
public enum DependentOutputTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "dependent-outputs"
  /// What the teachers are, in one line.
  public static let summary: String = "two parallel columns of U"
  /// What every teacher of the family has.
  public static let promises: String =
    "column 1 of U is twice column 0, exactly; V of full row rank"
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = .several

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    var layers: TeacherLayers = try TeacherLayers(size, from: stream)
    layers.setColumn(1, layers.output.column(0).scaled(by: 2))
    return try layers.network()
  }
}
