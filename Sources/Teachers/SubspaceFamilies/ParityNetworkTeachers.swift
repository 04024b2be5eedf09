import LinearAlgebra
public import Networks
public import RandomStreams

/// The parity network, Σ over w ∈ {±1}^k of Πwᵢ relu(w·z/√k), for an even *k*.
///
/// A change of the sign of one coordinate changes the sign of the labels; so all Hermite coefficients of degree below *k*
/// vanish. For odd k ≥ 3 it is 0.
public enum ParityNetworkTeachers: SubspaceFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "parity-network"
  /// What the teachers are, in one line.
  public static let summary: String = "a unit for each vector of signs, with their product for a coefficient"
  /// What every teacher of the family has.
  public static let promises: String =
    "2^k units, directions that count alike, and no correlation of the labels with polynomials of a degree below k"
  /// Moment methods, and gradient descent.
  public static let hardFor: String = "moments of a degree below k, and gradient descent from small weights"
  /// The parameter `--directions`, here even.
  public static let directions: TeacherParameter = TeacherParameter(
    name: "directions", help: "the relevant directions, k, an even number", defaultValue: 4, range: 2...10,
    isInteger: true)
  /// What the family can be given.
  public static let parameters: [TeacherParameter] = [directions]
  /// Fifty inputs and twenty thousand samples: below about 100 d samples nothing shows.
  public static let example: (inputsDimension: Int, samples: Int) = (50, 20_000)
  /// The value of ``directions``.
  public static func directions(_ values: TeacherParameters, inputsDimension: Int) -> Int {
    Int(values[directions])
  }

  /// *G* before it is scaled.
  ///
  /// - Throws: ``ProblemError`` where *k* is odd.
  public static func core(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> Network {
    guard directions % 2 == 0 else {
      throw ProblemError(
        parameter: Self.directions.name, problem: "is \(directions), for which the parity network is 0",
        mend: "choose an even number")
    }
    let signs: [[Double]] = (0..<1 << directions).map { bits in
      (0..<directions).map { bits >> $0 & 1 == 0 ? 1 : -1 }
    }
    return try SubspaceDraws.network(
      try Matrix(signs).scaled(by: 1 / Double(directions).squareRoot()),
      coefficients: signs.map { $0.reduce(1, *) })
  }
}
