import LinearAlgebra
public import Networks
public import RandomStreams

/// A linear direction and a weak wheel in the plane orthogonal to it: z₁ + ε wheel(z₂, z₃)/sd(wheel).
///
/// Filters of the labels show the plane with weight ε² only; in what is left once z₁ is known it has full weight.
public enum StagedTeachers: SubspaceFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "staged"
  /// What the teachers are, in one line.
  public static let summary: String = "a linear direction that hides a weak wheel"
  /// What every teacher of the family has.
  public static let promises: String =
    "three directions, of which two show only after the labels' dependence on the first is taken out"
  /// A single round of filters, and rounds without a regressor.
  public static let hardFor: String = "learners of one round, and learners that never take out what they know"
  /// The parameter `--strength`.
  public static let strength: TeacherParameter = TeacherParameter(
    name: "strength", help: "the standard deviation ε of the wheel relative to the linear direction",
    defaultValue: 0.3, range: 1e-3...10)
  /// The parameter `--degree`, here of 6.
  public static let degree: TeacherParameter = TeacherParameter(
    name: WheelTeachers.degree.name, help: WheelTeachers.degree.help, defaultValue: 6,
    range: WheelTeachers.degree.range, isInteger: true)
  /// What the family can be given.
  public static let parameters: [TeacherParameter] = [strength, degree]
  /// Three.
  public static func directions(_ values: TeacherParameters, inputsDimension: Int) -> Int { 3 }

  /// *G* before it is scaled.
  ///
  /// - Throws: ``ProblemError`` where the degree is odd.
  public static func core(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> Network {
    let wheelDegree: Int = Int(values[degree])
    let wheel: Network = try WheelTeachers.wheel(degree: wheelDegree)
    let scale: Double = values[strength] / WheelTeachers.variance(degree: wheelDegree).squareRoot()
    let rows: [[Double]] = [[1, 0, 0], [-1, 0, 0]] + wheel.layers[0].weights.nestedRows.map { [0] + $0 }
    return try SubspaceDraws.network(
      try Matrix(rows), coefficients: [1, -1] + wheel.layers[1].weights.row(0).scaled(by: scale))
  }

  /// 1 + ε².
  public static func variance(_ values: TeacherParameters) -> Double? {
    1 + values[strength] * values[strength]
  }
}
