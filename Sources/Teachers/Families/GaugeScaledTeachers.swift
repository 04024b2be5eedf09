public import Networks
public import RandomStreams

/// Teachers in an unkind gauge: rows of V of very different lengths, which U makes up for.
///
/// The function is that of a well-conditioned teacher, and a learner that is sound in the gauge does not see the scaling.
public enum GaugeScaledTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "gauge-scaled"
  /// What the teachers are, in one line.
  public static let summary: String = "a well-conditioned function with rows of V of very different lengths"
  /// What every teacher of the family has.
  public static let promises: String =
    "the lengths of V's rows are spread by the scale, and U divides by the same numbers"
  /// The parameter `--scale`.
  public static let scale: TeacherParameter = TeacherParameter(
    name: "scale", help: "the ratio of the longest row's factor to the shortest row's", defaultValue: 1e8,
    range: 1...1e60)
  /// What the family can be given beyond a size.
  public static let parameters: [TeacherParameter] = [scale]
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = .several

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    var layers: TeacherLayers = try TeacherLayers(size, from: stream)
    let factors: [Double] = TeacherLayers.logarithmic(size.hidden, to: values[scale])
    layers.scaleRows(by: factors)
    for (unit, factor) in factors.enumerated() { layers.scaleColumn(unit, by: 1 / factor) }
    return try layers.network()
  }
}
