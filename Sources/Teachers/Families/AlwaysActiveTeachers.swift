public import Networks
public import RandomStreams

/// Teachers whose hidden units are all active on every input with positive coordinates: a linear function there.
public enum AlwaysActiveTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "always-active"
  /// What the teachers are, in one line.
  public static let summary: String = "hidden units that positive inputs always make active"
  /// What every teacher of the family has.
  public static let promises: String =
    "V has no negative entry"
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
    try TeacherLayers(size, from: stream).withPositiveRows(0..<size.hidden)
  }
}
