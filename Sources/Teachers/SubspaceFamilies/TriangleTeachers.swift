import Foundation
import LinearAlgebra
public import Networks
public import RandomStreams

/// The triangle wave of one direction, 1 − 4|t − ⌊t⌋ − ½| with t = ω z/2π, continued as a constant where |z| > 9.
///
/// The eigenvalue of every filter is of the order of ω² exp(−ω²/2): 8e-13 for ω = 8, which no number of samples shows.
public enum TriangleTeachers: SubspaceFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "triangle"
  /// What the teachers are, in one line.
  public static let summary: String = "a fast triangle wave of one direction"
  /// What every teacher of the family has.
  public static let promises: String =
    "one direction, whose filtered moments are of the order of ω² exp(−ω²/2)"
  /// Everyone from about ω = 4 on.
  public static let hardFor: String = "everyone: it must be refused"
  /// The parameter `--frequency`.
  public static let frequency: TeacherParameter = TeacherParameter(
    name: "frequency", help: "the angular frequency ω of the wave", defaultValue: 8, range: 0.5...64)
  /// What the family can be given.
  public static let parameters: [TeacherParameter] = [frequency]
  /// One.
  public static func directions(_ values: TeacherParameters, inputsDimension: Int) -> Int { 1 }

  /// The wave ends at this many standard deviations, beyond which a Gaussian number lies with probability 2e-19.
  private static let reach: Double = 9
  /// The frequencies from which on nothing shows, and up to which everything does.
  private static let invisible: Double = 6
  private static let visible: Double = 2

  /// *G* before it is scaled.
  public static func core(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> Network {
    let omega: Double = values[frequency]
    // Kinks at the multiples of half a period: minima at even ones, maxima at odd ones; the first and the last join a constant.
    let last: Int = Int((reach * omega / .pi).rounded(.up))
    let slope: Double = 2 * omega / .pi
    let kinks: [Int] = Array(-last...last)
    let coefficients: [Double] = kinks.map { kink in
      (kink % 2 == 0 ? slope : -slope) * (kink.magnitude == last.magnitude ? 1 : 2)
    }
    return try Network(layers: [
      Layer(
        weights: Matrix(rows: kinks.count, columns: 1, repeating: 1),
        bias: kinks.map { -.pi * Double($0) / omega }, activation: .relu),
      Layer(
        weights: SubspaceDraws.row(coefficients), bias: [last % 2 == 0 ? -1 : 1], activation: .identity),
    ])
  }

  /// The variance by the wave's Fourier series −(8/π²) Σ cos(n ω z)/n² over odd *n*, as E cos(n ω z) = exp(−n²ω²/2).
  public static func variance(_ values: TeacherParameters) -> Double? {
    let omega: Double = values[frequency]
    func expectedCosine(_ multiple: Int) -> Double { exp(-pow(Double(multiple) * omega, 2) / 2) }
    let odd: [Int] = Array(stride(from: 1, through: harmonics, by: 2))
    let mean: Double = odd.reduce(0) { $0 + expectedCosine($1) / Double($1 * $1) }
    let square: Double = odd.reduce(0) { sum, first in
      odd.reduce(sum) { inner, second in
        inner + (expectedCosine(first - second) + expectedCosine(first + second)) / 2
          / Double(first * first * second * second)
      }
    }
    let scale: Double = 8 / (Double.pi * Double.pi)
    return scale * scale * (square - mean * mean)
  }

  /// What is left out beyond changes the variance by less than 1e-7.
  private static let harmonics: Int = 199

  /// Nothing from a frequency on at which no number of samples shows anything; below, the direction or nothing.
  public static func expectation(
    _ values: TeacherParameters, inputsDimension: Int
  ) -> SubspaceExpectation {
    values[frequency] >= invisible ? .nothing : values[frequency] <= visible ? .found : .foundOrNothing
  }
}
