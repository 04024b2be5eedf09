import LinearAlgebra
public import Networks
public import RandomStreams

/// Differences of nearly parallel units over their distance, Σ [relu(q·z) − relu(p·z)]/δ with q = p + δ g.
///
/// They tend to Σ 1{p·z > 0} g·z, which no bounded weights give: the labels stay tame while the parameters explode.
public enum NearParallelPairTeachers: SubspaceFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "near-parallel-pairs"
  /// What the teachers are, in one line.
  public static let summary: String = "pairs of nearly parallel units with opposite coefficients"
  /// What every teacher of the family has.
  public static let promises: String =
    "pairs of rows p and p + δ g, p uniform of unit length, g Gaussian, with coefficients ∓1/δ: condition numbers of 1/δ"
  /// Recovery of parameters, and tensor methods.
  public static let hardFor: String = "recovery of parameters, and methods that divide by singular values"
  /// The parameter `--pairs`.
  public static let pairs: TeacherParameter = TeacherParameter(
    name: "pairs", help: "the pairs of units", defaultValue: 3, range: 1...256, isInteger: true)
  /// The parameter `--separation`.
  public static let separation: TeacherParameter = TeacherParameter(
    name: "separation", help: "the distance δ of the units of a pair, in units of a Gaussian vector's length",
    defaultValue: 0.05, range: 1e-3...1)
  /// What the family can be given.
  public static let parameters: [TeacherParameter] = [SubspaceParameter.directions, pairs, separation]

  /// *G* before it is scaled.
  public static func core(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> Network {
    let (count, delta): (Int, Double) = (Int(values[pairs]), values[separation])
    let rows: Matrix = SubspaceDraws.unitRows(count, directions, from: stream.child("rows"))
    let shifts: Matrix = SubspaceDraws.gaussianRows(count, directions, from: stream.child("shifts"))
    return try SubspaceDraws.network(
      (rows + shifts.scaled(by: delta)).appendingRows(of: rows),
      coefficients: (0..<2 * count).map { ($0 < count ? 1 : -1) / delta })
  }
}
