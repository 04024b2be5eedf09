import LinearAlgebra
public import Networks
public import RandomStreams

/// Sums Σ aⱼ |wⱼ·z| with Σ aⱼ wⱼwⱼᵀ = 0: moments of the labels with polynomials of degree up to 3 vanish exactly.
///
/// The trace of the sum is Σ aⱼ, so the mean vanishes with it; labels are even, so moments of odd order vanish by symmetry.
public enum BalancedTeachers: SubspaceFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "balanced"
  /// What the teachers are, in one line.
  public static let summary: String = "absolute values whose second moments cancel"
  /// What every teacher of the family has.
  public static let promises: String =
    "Σ aⱼ|wⱼ·z| with unit rows, |a| = 1 and Σ aⱼwⱼwⱼᵀ = 0, so that E y, E yx and E y(xxᵀ − I) are 0"
  /// Plain principal component analysis.
  public static let hardFor: String =
    "principal component analysis of labels that are not filtered, moments of order 1 to 3"
  /// The parameter `--terms`.
  public static let terms: TeacherParameter = TeacherParameter(
    name: "terms", help: "the absolute values, more than k(k+1)/2", defaultValue: 10, range: 2...512,
    isInteger: true)
  /// What the family can be given.
  public static let parameters: [TeacherParameter] = [SubspaceParameter.directions, terms]

  /// *G* before it is scaled.
  ///
  /// - Throws: ``ProblemError`` where there are not more terms than conditions, or one direction only.
  public static func core(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> Network {
    let count: Int = Int(values[terms])
    let conditions: Int = directions * (directions + 1) / 2
    guard count > conditions, directions > 1 else {
      throw ProblemError(
        parameter: directions > 1 ? terms.name : SubspaceParameter.directions.name,
        problem: directions > 1
          ? "is \(count), with \(conditions) conditions to meet" : "is 1, where all terms are one",
        mend: directions > 1 ? "choose more than \(conditions)" : "choose at least 2")
    }
    let rows: Matrix = SubspaceDraws.unitRows(count, directions, from: stream.child("rows"))
    var moments: Matrix = Matrix(rows: conditions, columns: count)
    for term in 0..<count {
      var condition: Int = 0
      for first in 0..<directions {
        for second in first..<directions {
          moments[condition, term] = rows[term, first] * rows[term, second]
          condition += 1
        }
      }
    }
    let vectors: Matrix = try SingularValues.right(of: moments).vectors
    let kernel: Matrix = vectors.rowRange(conditions..<count)
    let drawn: [Double] = SubspaceDraws.gaussian(count - conditions, from: stream.child("coefficients"))
    return try SubspaceDraws.absoluteNetwork(
      rows, coefficients: TeacherLayers.unit(kernel.transposedTimes(drawn)))
  }
}
