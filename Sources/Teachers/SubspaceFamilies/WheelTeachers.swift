import Foundation
import LinearAlgebra
public import Networks
public import RandomStreams

/// The alternating wheel, Σᵢ (−1)ⁱ relu(cos(πi/k) z₁ + sin(πi/k) z₂) over i = 1…2k for an even k.
///
/// In polar coordinates it is ρ Σ A_q cos(q k θ) over odd *q*: all Hermite coefficients of degree below *k* vanish, and those
/// of odd degree. Its variance is sec² u − tan(u)/u with u = π/(2k). For odd *k* opposite units cancel to 0. I. Diakonikolas,
/// D. Kane, V. Kontonis and N. Zarifis, *Algorithms and SQ Lower Bounds for PAC Learning One-Hidden-Layer ReLU Networks*
/// (COLT 2020).
public enum WheelTeachers: SubspaceFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "wheel"
  /// What the teachers are, in one line.
  public static let summary: String = "units at equal angles in a plane, with alternating signs"
  /// What every teacher of the family has.
  public static let promises: String =
    "two directions that count alike, and no correlation of the labels with polynomials of a degree below the given one"
  /// Moment methods, and gradient descent.
  public static let hardFor: String =
    "moments of a degree below the given one, and gradient descent from small weights"
  /// The parameter `--degree`.
  public static let degree: TeacherParameter = TeacherParameter(
    name: "degree",
    help: "the lowest degree of the labels' Hermite expansion, even: there are twice as many units",
    defaultValue: 8, range: 2...64, isInteger: true)
  /// What the family can be given.
  public static let parameters: [TeacherParameter] = [degree]
  /// Two.
  public static func directions(_ values: TeacherParameters, inputsDimension: Int) -> Int { 2 }

  /// The wheel of a degree, not scaled.
  ///
  /// - Throws: ``ProblemError`` where the degree is odd.
  public static func wheel(degree: Int) throws -> Network {
    guard degree > 0, degree % 2 == 0 else {
      throw ProblemError(
        parameter: Self.degree.name, problem: "is \(degree), which is odd: opposite units cancel",
        mend: "choose an even number")
    }
    let angles: [Double] = (1...2 * degree).map { .pi * Double($0) / Double(degree) }
    let rows: Matrix = try Matrix(angles.map { [cos($0), sin($0)] })
    return try SubspaceDraws.network(
      rows, coefficients: (1...2 * degree).map { $0 % 2 == 0 ? 1 : -1 })
  }

  /// sec² u − tan(u)/u with u = π/(2 degree), the variance of ``wheel(degree:)``.
  public static func variance(degree: Int) -> Double {
    let u: Double = .pi / Double(2 * degree)
    return 1 / (cos(u) * cos(u)) - tan(u) / u
  }

  /// *G* before it is scaled.
  ///
  /// - Throws: ``ProblemError`` where the degree is odd.
  public static func core(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> Network {
    try wheel(degree: Int(values[degree]))
  }

  /// ``variance(degree:)`` of the given degree.
  public static func variance(_ values: TeacherParameters) -> Double? {
    variance(degree: Int(values[degree]))
  }
}
