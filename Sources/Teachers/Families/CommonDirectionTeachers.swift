import LinearAlgebra
public import Networks
public import RandomStreams

/// Teachers whose hidden rows all point in nearly one direction: a common unit vector plus a small part of another.
public enum CommonDirectionTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "common-direction"
  /// What the teachers are, in one line.
  public static let summary: String = "hidden rows in nearly one direction"
  /// What every teacher of the family has.
  public static let promises: String =
    "every row of V is a common unit vector plus the spread times another unit vector"
  /// The parameter `--spread`.
  public static let spread: TeacherParameter = TeacherParameter(
    name: "spread", help: "the length of each row's own part", defaultValue: 0.1,
    range: 1e-9...10)
  /// What the family can be given beyond a size.
  public static let parameters: [TeacherParameter] = [spread]
  /// The sizes of which there are teachers.
  public static let sizes: SizeRule = .severalOnPositive
  /// A size and a number of samples to start with.
  public static let example: (size: (inputs: Int, hidden: Int, outputs: Int), samples: Int) = (
    (10, 3, 4), 5000
  )

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: `LinearAlgebraError` where singular vectors of a Gaussian matrix cannot be had.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    var layers: TeacherLayers = try TeacherLayers(size, from: stream)
    let common: [Double] = InputDistribution.sphere().block(
      rows: 0..<1, dimension: size.inputsDimension, from: stream.child("common"), threads: 1
    ).elements
    for unit in 0..<size.hidden {
      let own: [Double] = TeacherLayers.unit(layers.hidden.row(unit)).scaled(by: values[spread])
      layers.setRow(unit, zip(common, own).map { $0 + $1 })
    }
    return try layers.network()
  }
}
