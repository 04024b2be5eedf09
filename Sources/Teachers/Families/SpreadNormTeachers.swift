public import Networks
public import RandomStreams

/// Teachers whose neurons' lengths are spread over many powers of ten.
public enum SpreadNormTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "spread-norms"
  /// What the teachers are, in one line.
  public static let summary: String = "lengths of neurons spread over many powers of ten"
  /// What every teacher of the family has.
  public static let promises: String =
    "|w| falls evenly on a logarithmic scale from 1 to 1/scale"
  /// The parameter `--scale`.
  public static let scale: TeacherParameter = TeacherParameter(
    name: "scale", help: "the ratio of the longest neuron to the shortest", defaultValue: 1e8,
    range: 1...1e100)
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
    let lengths: [Double] = TeacherLayers.logarithmic(size.hidden, to: 1 / values[scale])
    layers.scaleRows(by: lengths.enumerated().map { $1 / layers.neuronLength($0) })
    return try layers.network()
  }
}
