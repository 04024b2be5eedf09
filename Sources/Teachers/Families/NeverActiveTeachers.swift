import LinearAlgebra
public import Networks
public import RandomStreams

/// Teachers with a hidden unit that is active on no input with positive coordinates.
///
/// On other inputs, Gaussian ones too, the unit is active and the teacher is an ordinary one.
public enum NeverActiveTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "never-active"
  /// What the teachers are, in one line.
  public static let summary: String = "a hidden unit that positive inputs never make active"
  /// What every teacher of the family has.
  public static let promises: String =
    "row 1 of V has no positive entry and is not zero"
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = .several
  /// The distribution of inputs for which the family is made.
  public static let inputs: InputDistribution = .positive

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    var layers: TeacherLayers = try TeacherLayers(size, from: stream)
    layers.setRow(1, layers.hidden.row(1).map { -$0.magnitude })
    return try layers.network()
  }
}
