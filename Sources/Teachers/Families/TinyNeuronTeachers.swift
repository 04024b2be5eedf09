public import Networks
public import RandomStreams

/// Teachers with one neuron far smaller than the others.
///
/// The relative error of a neuron with |w| = ρ max |w| is about ε/ρ in double precision, and below the rank tolerance of
/// the labels it cannot be seen at all.
public enum TinyNeuronTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "tiny-neuron"
  /// What the teachers are, in one line.
  public static let summary: String = "one neuron far smaller than the others"
  /// What every teacher of the family has.
  public static let promises: String =
    "neuron 1 has |w| exactly the scale times the largest |w|"
  /// The parameter `--scale`.
  public static let scale: TeacherParameter = TeacherParameter(
    name: "scale", help: "the length of the small neuron, in units of the largest", defaultValue: 1e-6,
    range: 1e-100...1)
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
    let largest: Double = (0..<size.hidden).filter { $0 != 1 }.map(layers.neuronLength).max() ?? 1
    layers.scaleColumn(1, by: values[scale] * largest / layers.neuronLength(1))
    return try layers.network()
  }
}
