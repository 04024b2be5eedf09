import LinearAlgebra
public import Networks
public import RandomStreams

/// Σ |zᵢ| over all of as many directions as there are inputs: no subspace is to be found.
public enum FullDimensionalTeachers: SubspaceFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "full-dimensional"
  /// What the teachers are, in one line.
  public static let summary: String = "a sum of absolute values of all of the directions there are"
  /// What every teacher of the family has.
  public static let promises: String = "every direction counts alike, k = d"
  /// Learners of few directions, which must say that there are too many.
  public static let hardFor: String = "learners of few directions, which must say that there are too many"
  /// None.
  public static let parameters: [TeacherParameter] = []
  /// As many as inputs.
  public static func directions(_ values: TeacherParameters, inputsDimension: Int) -> Int { inputsDimension }

  /// The most inputs of which there are teachers.
  public static let largestDimension: Int = 256

  /// *G* before it is scaled.
  ///
  /// - Throws: ``ProblemError`` where there are more than ``largestDimension`` inputs.
  public static func core(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> Network {
    guard directions <= largestDimension else {
      throw ProblemError(
        parameter: "number of inputs", problem: "is \(directions), all of them relevant",
        mend: "choose at most \(largestDimension)")
    }
    return try SubspaceDraws.absoluteNetwork(
      .identity(directions), coefficients: [Double](repeating: 1, count: directions))
  }

  /// Too many directions, beyond those that learners look for.
  public static func expectation(
    _ values: TeacherParameters, inputsDimension: Int
  ) -> SubspaceExpectation { inputsDimension > fewDirections ? .tooMany : .found }

  /// The most directions that learners look for unless told otherwise.
  private static let fewDirections: Int = 6
}
