import LinearAlgebra
public import Networks
public import RandomStreams

/// Teachers with three hidden rows that add up to nothing, v₁ + v₂ + v₃ = 0.
///
/// With one output and u = (1, 1, 1) the network is not identifiable: turning all three rows around gives the same
/// function, because relu(t) = (|t| + t)/2 and the linear parts cancel. With three outputs and U of full rank it is.
/// Weights of V are multiples of 2^-24, so that the sum is exactly zero.
public enum ZeroSumTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "zero-sum"
  /// What the teachers are, in one line.
  public static let summary: String = "three rows of V that add up to zero"
  /// What every teacher of the family has.
  public static let promises: String =
    "v₁ + v₂ + v₃ = 0 exactly; with one output u = (1, 1, 1)"
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = SizeRule(
    leastInputs: 2, hiddenUnits: 3...3, hidden: .any, outputs: .any)
  /// A size and a number of samples to start with.
  public static let example: (size: (inputs: Int, hidden: Int, outputs: Int), samples: Int) = (
    (10, 3, 1), 2000
  )

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    var layers: TeacherLayers = try TeacherLayers(size, from: stream)
    layers.roundHidden()
    let sum: [Double] = zip(layers.hidden.row(0), layers.hidden.row(1)).map { $0 + $1 }
    layers.setRow(2, sum.scaled(by: -1))
    if size.outputs == 1 { for unit in 0..<3 { layers.setColumn(unit, [1]) } }
    return try layers.network()
  }
}
