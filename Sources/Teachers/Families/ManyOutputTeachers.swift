public import Networks
public import RandomStreams

/// Teachers with many more outputs than hidden units.
public enum ManyOutputTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "many-outputs"
  /// What the teachers are, in one line.
  public static let summary: String = "many more outputs than hidden units"
  /// What every teacher of the family has.
  public static let promises: String =
    "U has more than twice as many rows as columns; both layers of full rank"
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = SizeRule(outputs: .manyMoreThanHidden)
  /// A size and a number of samples to start with.
  public static let example: (size: (inputs: Int, hidden: Int, outputs: Int), samples: Int) = (
    (10, 3, 60), 1000
  )

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    try TeacherLayers(size, from: stream).network()
  }
}
