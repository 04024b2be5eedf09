import Foundation
import LinearAlgebra
public import Networks
public import RandomStreams

/// Networks of one hidden layer that an adversarial search found: small, of bounded slope, both directions significant, and
/// yet ten filters of the labels show one direction only.
///
/// The teacher of four units has Lipschitz constant 1.76 and shares of at least 0.39, and the filtered moments have the
/// eigenvalues 0.00098 and 2.30: about a million samples would be needed to see the second direction in fifty inputs. Once the
/// first is known and what it explains is taken out, ten thousand show it. So it is the iteration, and not more filters, that
/// makes a guarantee hold for every teacher. ``EigengapSearch`` finds such teachers.
public enum VanishingGapTeachers: SubspaceFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "vanishing-gap"
  /// What the teachers are, in one line.
  public static let summary: String =
    "what an adversarial search found: one of two directions hides from all filters"
  /// What every teacher of the family has.
  public static let promises: String =
    "two significant directions, of which the labels' ten slices show one: the smaller eigenvalue is below 0.001"
  /// A single round of filters, and rounds without a regressor.
  public static let hardFor: String = "learners of one round, learners that never take out what they know"
  /// The parameter `--units`, 4 or 8.
  public static let units: TeacherParameter = TeacherParameter(
    name: "units", help: "the units of the hidden layer, 4 or 8", defaultValue: 4, range: 4...8,
    isInteger: true)
  /// What the family can be given.
  public static let parameters: [TeacherParameter] = [units]
  /// Two.
  public static func directions(_ values: TeacherParameters, inputsDimension: Int) -> Int { 2 }

  private static let four: (angles: [Double], coefficients: [Double]) = (
    [4.051, 1.660, 5.116, 1.233], [-0.430, -1.000, 0.458, 0.974]
  )
  private static let eight: (angles: [Double], coefficients: [Double]) = (
    [5.994, 5.488, 3.230, 0.321, 4.365, 1.286, 0.301, 2.053],
    [0.895, -1, -0.586, -0.059, 0.090, -0.122, 0.221, 0.566]
  )

  /// *G* before it is scaled.
  ///
  /// - Throws: ``ProblemError`` where the units are neither four nor eight.
  public static func core(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> Network {
    let found: (angles: [Double], coefficients: [Double])
    switch values[units] {
    case 4: found = four
    case 8: found = eight
    default:
      throw ProblemError(
        parameter: units.name, problem: "is \(Int(values[units])), of which nothing was found",
        mend: "choose 4 or 8")
    }
    return try SubspaceDraws.network(
      try Matrix(found.angles.map { [cos($0), sin($0)] }), coefficients: found.coefficients)
  }
}
