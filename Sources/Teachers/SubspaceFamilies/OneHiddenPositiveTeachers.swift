import LinearAlgebra
public import Networks
public import RandomStreams

/// One hidden layer of ReLU units in random directions, with positive coefficients.
public enum OneHiddenPositiveTeachers: SubspaceFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "one-hidden-positive"
  /// What the teachers are, in one line.
  public static let summary: String = "one hidden layer without biases, positive coefficients"
  /// What every teacher of the family has.
  public static let promises: String =
    "unit rows in uniform directions, coefficients from 1/2 to 3/2, so that labels are nonnegative and their plain "
    + "second moments show the subspace"
  /// Nobody.
  public static let hardFor: String = "nobody: moments of order 1 and 2 tell"
  /// The parameter `--units`.
  public static let units: TeacherParameter = SubspaceParameter.units(5)
  /// What the family can be given.
  public static let parameters: [TeacherParameter] = [SubspaceParameter.directions, units]

  /// *G* before it is scaled.
  public static func core(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> Network {
    let count: Int = Int(values[units])
    return try SubspaceDraws.network(
      SubspaceDraws.unitRows(count, directions, from: stream.child("rows")),
      coefficients: SubspaceDraws.magnitudes(count, from: stream.child("coefficients")))
  }
}
