public import Networks
public import RandomStreams

/// Teachers with more hidden units than inputs.
///
/// V cannot have full row rank, so that only samples held out, or pure ones, show that a student is the teacher.
public enum OvercompleteTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "overcomplete"
  /// What the teachers are, in one line.
  public static let summary: String = "more hidden units than inputs"
  /// What every teacher of the family has.
  public static let promises: String =
    "V has more rows than columns, U full column rank"
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = SizeRule(
    hiddenUnits: 2...TeacherSize.largestDimension, hidden: .moreThanInputs)
  /// A size and a number of samples to start with.
  public static let example: (size: (inputs: Int, hidden: Int, outputs: Int), samples: Int) = (
    (4, 7, 9), 5000
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
