public import Networks
public import RandomStreams

/// Teachers with two hidden units that are active on the same inputs where all coordinates are positive.
///
/// Two such units can be replaced by combinations of each other. On Gaussian inputs the teacher is an ordinary one.
public enum EqualPatternTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "equal-patterns"
  /// What the teachers are, in one line.
  public static let summary: String = "two hidden units that positive inputs make active together"
  /// What every teacher of the family has.
  public static let promises: String =
    "rows 0 and 1 of V have no negative entry"
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = .severalOnPositive
  /// The distribution of inputs for which the family is made.
  public static let inputs: InputDistribution = .positive

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    try TeacherLayers(size, from: stream).withPositiveRows(0..<2)
  }
}
