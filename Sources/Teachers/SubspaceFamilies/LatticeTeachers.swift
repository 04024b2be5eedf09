import LinearAlgebra
public import Networks
public import RandomStreams

/// Lattice polynomials: maxima of minima of linear functions, as networks of binary trees.
public enum LatticeTeachers: SubspaceFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "lattice"
  /// What the teachers are, in one line.
  public static let summary: String = "lattice polynomials, maxima of minima of linear functions"
  /// What every teacher of the family has.
  public static let promises: String =
    "the maximum over sets of the minimum over their pieces, which are linear with Gaussian gradients; a network of "
    + "⌈log₂ set size⌉ + ⌈log₂ sets⌉ hidden layers"
  /// Two-layer learners.
  public static let hardFor: String = "learners of one hidden layer"
  /// The parameter `--pieces`.
  public static let pieces: TeacherParameter = TeacherParameter(
    name: "pieces", help: "the linear functions", defaultValue: 6, range: 1...256, isInteger: true)
  /// The parameter `--sets`.
  public static let sets: TeacherParameter = TeacherParameter(
    name: "sets", help: "the minima that the maximum is taken of", defaultValue: 4, range: 1...64,
    isInteger: true)
  /// The parameter `--set-size`.
  public static let setSize: TeacherParameter = TeacherParameter(
    name: "set-size", help: "the pieces of a minimum, at most as many as there are", defaultValue: 3,
    range: 1...64, isInteger: true)
  /// What the family can be given.
  public static let parameters: [TeacherParameter] = [SubspaceParameter.directions, pieces, sets, setSize]

  /// The polynomial that a stream holds.
  ///
  /// - Throws: ``ProblemError`` where a set would hold more pieces than there are.
  public static func polynomial(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> LatticePolynomial {
    let (count, size): (Int, Int) = (Int(values[pieces]), Int(values[setSize]))
    guard size <= count else {
      throw ProblemError(
        parameter: setSize.name, problem: "is \(size), more than the \(count) pieces",
        mend: "choose at most \(count), or more pieces")
    }
    let gradients: Matrix = SubspaceDraws.gaussianRows(count, directions, from: stream.child("pieces"))
    return try LatticePolynomial(
      gradients: gradients, offsets: [Double](repeating: 0, count: count),
      sets: (0..<Int(values[sets])).map { set in
        stream.child("sets").child(set).permutation(count).prefix(size).sorted()
      })
  }

  /// *G* before it is scaled.
  ///
  /// - Throws: ``ProblemError`` where a set would hold more pieces than there are.
  public static func core(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> Network {
    try polynomial(values, directions: directions, from: stream).network()
  }
}
