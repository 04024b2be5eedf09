import LinearAlgebra
public import Networks
public import RandomStreams

/// Teachers with three hidden rows of which the third is the sum of the others, v₃ = v₁ + v₂.
///
/// V has rank two; the network is identifiable all the same. Weights of V are multiples of 2^-24, so that the sum is exact.
public enum SumOfOthersTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "sum-of-others"
  /// What the teachers are, in one line.
  public static let summary: String = "three rows of V of which one is the sum of the others"
  /// What every teacher of the family has.
  public static let promises: String =
    "v₃ = v₁ + v₂ exactly; with one output u = (1, 1, 1)"
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = SizeRule(
    leastInputs: 2, hiddenUnits: 3...3, hidden: .any, outputs: .any)
  /// A size and a number of samples to start with.
  public static let example: (size: (inputs: Int, hidden: Int, outputs: Int), samples: Int) = (
    (10, 3, 3), 2000
  )

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    var layers: TeacherLayers = try TeacherLayers(size, from: stream)
    layers.roundHidden()
    layers.setRow(2, zip(layers.hidden.row(0), layers.hidden.row(1)).map { $0 + $1 })
    if size.outputs == 1 { for unit in 0..<3 { layers.setColumn(unit, [1]) } }
    return try layers.network()
  }
}
