public import Networks
public import RandomStreams

/// Teachers with as many hidden units as inputs.
public enum SquareTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "square"
  /// What the teachers are, in one line.
  public static let summary: String = "as many hidden units as inputs"
  /// What every teacher of the family has.
  public static let promises: String =
    "V square, both layers of full rank"
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = SizeRule(hidden: .equalToInputs)
  /// A size and a number of samples to start with.
  public static let example: (size: (inputs: Int, hidden: Int, outputs: Int), samples: Int) = (
    (6, 6, 6), 1000
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
