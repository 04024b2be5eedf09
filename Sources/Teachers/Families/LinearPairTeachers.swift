import LinearAlgebra
public import Networks
public import RandomStreams

/// Teachers that are linear functions in disguise: relu(v·x) − relu(−v·x) = v·x.
///
/// The kinks of the two units cancel, so that the labels are linear and show no unit. Among networks of two units the
/// pair is the only one up to gauge, since kinks cancel only along one line and the linear part is then v itself; with
/// more units every choice of pairs whose w v̂ᵀ have the same sum gives the same labels. A learner that goes by kinks
/// cannot tell how many units there are, and says that the labels do not identify the network.
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
