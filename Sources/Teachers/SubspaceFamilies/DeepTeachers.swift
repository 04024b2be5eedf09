import LinearAlgebra
public import Networks
public import RandomStreams

/// Several hidden layers of ReLU units with Gaussian weights of variance 2 over the inputs of a layer.
public enum DeepTeachers: SubspaceFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "deep"
  /// What the teachers are, in one line.
  public static let summary: String = "several hidden layers with Gaussian weights, no biases"
  /// What every teacher of the family has.
  public static let promises: String =
    "layers of independent Gaussian weights of variance 2/inputs, ReLU on all but the last of 'depth' layers"
  /// Two-layer learners.
  public static let hardFor: String = "learners of one hidden layer"
  /// The parameter `--units`.
  public static let units: TeacherParameter = SubspaceParameter.units(6)
  /// The parameter `--depth`.
  public static let depth: TeacherParameter = TeacherParameter(
    name: "depth", help: "the layers, the linear output among them", defaultValue: 3, range: 2...10,
    isInteger: true)
  /// What the family can be given.
  public static let parameters: [TeacherParameter] = [SubspaceParameter.directions, units, depth]

  /// *G* before it is scaled.
  public static func core(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> Network {
    let layers: Int = Int(values[depth])
    let widths: [Int] = [directions] + [Int](repeating: Int(values[units]), count: layers - 1) + [1]
    return try Network(
      layers: (0..<layers).map { layer in
        let weights: Matrix = SubspaceDraws.gaussianRows(
          widths[layer + 1], widths[layer], from: stream.child("layer").child(layer))
        return try Layer(
          weights: weights.scaled(by: (2 / Double(widths[layer])).squareRoot()),
          activation: layer == layers - 1 ? .identity : .relu)
      })
  }
}
