import LinearAlgebra
public import Networks
public import RandomStreams

/// Teachers with two hidden rows at a small angle θ; everything else is well conditioned.
///
/// The samples on which exactly one of the two neurons is active are a share θ/π, so that n ≥ π(d + 2)/θ samples are
/// needed to tell them from one neuron.
public enum NearParallelTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "near-parallel"
  /// What the teachers are, in one line.
  public static let summary: String = "two rows of V at a small angle"
  /// What every teacher of the family has.
  public static let promises: String =
    "rows 0 and 1 of V at exactly the angle, all else well conditioned"
  /// The parameter `--angle`.
  public static let angle: TeacherParameter = TeacherParameter(
    name: "angle", help: "the angle of the two rows, in radians", defaultValue: 0.01,
    range: 1e-12...1.5707963267948966)
  /// What the family can be given beyond a size.
  public static let parameters: [TeacherParameter] = [angle]
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = .severalOnPositive
  /// A size and a number of samples to start with.
  public static let example: (size: (inputs: Int, hidden: Int, outputs: Int), samples: Int) = (
    (10, 3, 4), 20_000
  )

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    var layers: TeacherLayers = try TeacherLayers(size, from: stream)
    layers.setRow(1, layers.row(1, at: values[angle], to: 0))
    return try layers.network()
  }
}
