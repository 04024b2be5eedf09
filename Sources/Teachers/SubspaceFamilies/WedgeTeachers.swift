import Foundation
import LinearAlgebra
public import Networks
public import RandomStreams

/// The wedge, relu(min(n₁·z, n₂·z)) with n = (sin δ, ±cos δ): 0 outside a cone of half angle δ around the first direction.
///
/// With n < 1/δ samples every label is likely to be 0. At unit variance the Lipschitz constant grows as δ^(−3/2), and the
/// largest eigenvalue of the filtered moments falls as δ: so some dependence on the Lipschitz constant is needed.
public enum WedgeTeachers: SubspaceFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "wedge"
  /// What the teachers are, in one line.
  public static let summary: String = "labels that are 0 outside a narrow cone"
  /// What every teacher of the family has.
  public static let promises: String =
    "labels that differ from 0 with probability δ/π, and a Lipschitz constant of about √(3π/2) δ^(−3/2)"
  /// Everyone, with fewer than 1/δ samples.
  public static let hardFor: String = "everyone with fewer than 1/δ samples"
  /// The parameter `--half-angle`.
  public static let halfAngle: TeacherParameter = TeacherParameter(
    name: "half-angle", help: "half the angle δ of the cone, in radians", defaultValue: 0.3,
    range: 1e-4...1.5)
  /// What the family can be given.
  public static let parameters: [TeacherParameter] = [halfAngle]
  /// Two.
  public static func directions(_ values: TeacherParameters, inputsDimension: Int) -> Int { 2 }

  /// *G* before it is scaled.
  public static func core(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> Network {
    let (s, c): (Double, Double) = (sin(values[halfAngle]), cos(values[halfAngle]))
    let minimum: Network = try LatticePolynomial(
      gradients: try Matrix([[s, c], [s, -c]]), offsets: [0, 0], sets: [[0, 1]]
    ).network()
    let last: Layer = minimum.layers[1]
    return try Network(layers: [
      minimum.layers[0], Layer(weights: last.weights, activation: .relu),
      Layer(weights: Matrix.identity(1), activation: .identity),
    ])
  }

  /// The significant subspace or nothing: rare labels show little.
  public static func expectation(
    _ values: TeacherParameters, inputsDimension: Int
  ) -> SubspaceExpectation { .foundOrNothing }
}
