import LinearAlgebra
public import Networks
public import RandomStreams

/// One hidden layer of ReLU units with Gaussian biases.
public enum BiasedTeachers: SubspaceFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "biased"
  /// What the teachers are, in one line.
  public static let summary: String = "one hidden layer with Gaussian biases, coefficients of both signs"
  /// What every teacher of the family has.
  public static let promises: String =
    "unit rows in uniform directions, biases of variance 1, coefficients of magnitude 1/2 to 3/2, half of them negative: "
    + "not homogeneous"
  /// Learners that assume homogeneity.
  public static let hardFor: String = "learners that take the teacher for positively homogeneous"
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
      bias: SubspaceDraws.gaussian(count, from: stream.child("biases")),
      coefficients: sizes.enumerated().map { $0 < count / 2 ? -$1 : $1 })
  }
}
