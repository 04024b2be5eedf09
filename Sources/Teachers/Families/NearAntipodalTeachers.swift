import LinearAlgebra
public import Networks
public import RandomStreams

/// Teachers with two hidden rows at an angle of nearly π.
public enum NearAntipodalTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "near-antipodal"
  /// What the teachers are, in one line.
  public static let summary: String = "two rows of V in nearly opposite directions"
  /// What every teacher of the family has.
  public static let promises: String =
    "rows 0 and 1 of V at π less the angle, all else well conditioned"
  /// The parameter `--angle`.
  public static let angle: TeacherParameter = TeacherParameter(
    name: "angle", help: "what the angle of the two rows falls short of π, in radians", defaultValue: 0.01,
    range: 1e-12...1.5707963267948966)
  /// What the family can be given beyond a size.
  public static let parameters: [TeacherParameter] = [angle]
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = .severalOnPositive

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    var layers: TeacherLayers = try TeacherLayers(size, from: stream)
    layers.setRow(1, layers.row(1, at: values[angle], to: 0).scaled(by: -2))
    return try layers.network()
  }
}
