import LinearAlgebra
public import Networks
public import RandomStreams

/// One hidden layer of ReLU units in random directions, with coefficients of both signs.
public enum OneHiddenMixedTeachers: SubspaceFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "one-hidden-mixed"
  /// What the teachers are, in one line.
  public static let summary: String = "one hidden layer without biases, coefficients of both signs"
  /// What every teacher of the family has.
  public static let promises: String =
    "unit rows in uniform directions, coefficients of magnitude 1/2 to 3/2, half of them negative; no condition number"
  /// Nobody: the plain case.
  public static let hardFor: String = "nobody: the plain case"
  /// The parameter `--units`.
  public static let units: TeacherParameter = SubspaceParameter.units(6)
  /// What the family can be given.
  public static let parameters: [TeacherParameter] = [SubspaceParameter.directions, units]

  /// *G* before it is scaled.
  public static func core(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> Network {
    let count: Int = Int(values[units])
    let sizes: [Double] = SubspaceDraws.magnitudes(count, from: stream.child("coefficients"))
    return try SubspaceDraws.network(
      SubspaceDraws.unitRows(count, directions, from: stream.child("rows")),
      coefficients: sizes.enumerated().map { $0 < count / 2 ? -$1 : $1 })
  }
}
