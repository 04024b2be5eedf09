import LinearAlgebra
public import Networks
public import RandomStreams

/// Teachers that are linear functions in disguise: relu(v·x) − relu(−v·x) = v·x.
///
/// Every direction gives such a pair for the same labels, up to one row, so nothing of the hidden layer can be learned.
public enum LinearPairTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "linear-pair"
  /// What the teachers are, in one line.
  public static let summary: String = "a linear function as two hidden units"
  /// What every teacher of the family has.
  public static let promises: String =
    "V has the rows v and −v, and u = (1, −1)"
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = SizeRule(hiddenUnits: 2...2, hidden: .any, outputs: .one)
  /// A size and a number of samples to start with.
  public static let example: (size: (inputs: Int, hidden: Int, outputs: Int), samples: Int) = (
    (10, 2, 1), 1000
  )

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    var layers: TeacherLayers = try TeacherLayers(size, from: stream)
    layers.setRow(1, layers.hidden.row(0).scaled(by: -1))
    layers.setColumn(0, [1])
    layers.setColumn(1, [-1])
    return try layers.network()
  }
}
