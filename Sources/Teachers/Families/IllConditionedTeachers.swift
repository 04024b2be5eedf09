public import Networks
public import RandomStreams

/// Teachers with layers of chosen condition numbers, one for each.
///
/// The singular values of a layer are spaced evenly on a logarithmic scale from 1 to 1/κ. Rounding errors of the labels
/// grow with κ(U); an ill-conditioned V has neighbouring rows, and asks for more samples.
public enum IllConditionedTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "ill-conditioned"
  /// What the teachers are, in one line.
  public static let summary: String = "layers of large condition numbers"
  /// What every teacher of the family has.
  public static let promises: String =
    "U and V of exactly the condition numbers asked for"
  /// The parameter `--condition-number`.
  public static let conditionNumber: TeacherParameter = TeacherParameter(
    name: "condition-number", help: "the condition number of the output layer U", defaultValue: 1e8,
    range: 1...1e16)
  /// The parameter `--hidden-condition-number`.
  public static let hiddenConditionNumber: TeacherParameter = TeacherParameter(
    name: "hidden-condition-number", help: "the condition number of the hidden layer V", defaultValue: 3,
    range: 1...1e16)
  /// What the family can be given beyond a size.
  public static let parameters: [TeacherParameter] = [conditionNumber, hiddenConditionNumber]
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = .several
  /// A size and a number of samples to start with.
  public static let example: (size: (inputs: Int, hidden: Int, outputs: Int), samples: Int) = (
    (10, 5, 5), 1000
  )

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    let (d, k): (Int, Int) = (size.inputsDimension, size.hidden)
    return try Network(
      hidden: try ConditionedLayer.drawn(
        k, d, conditionNumber: values[hiddenConditionNumber], from: stream.child("hidden")),
      output: try ConditionedLayer.drawn(
        size.outputs, k, conditionNumber: values[conditionNumber], from: stream.child("output")))
  }
}
