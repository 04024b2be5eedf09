import Foundation
import LinearAlgebra
public import Networks
public import PropertyTesting

/// Two-layer ReLU teachers x ↦ U relu(V x) whose layers have bounded condition numbers, made from numbers that a search
/// can move.
///
/// ```swift
/// let size = try TeacherSize(inputsDimension: 6, hidden: 3, outputs: 3, conditionNumber: 3)
/// let worst = try await WellConditionedTeachers.teachers(size).maximize(calls: 500, seed: 1) { teacher in … }
/// ```
///
/// What is chosen are the entries of two matrices. Their singular values are raised to the largest over κ where they lie
/// below, so that *every* choice gives a teacher, and small changes of a choice small changes of the teacher: a seed would
/// leave a search nothing to follow. The largest singular value is then made ``largestSingularValue``, and the weights are
/// rounded to whole numbers, which people can copy.
///
/// A bound κ on V says much of its rows: none is longer than κ times another, and |cos| of the angle of two is at most
/// (κ² − 1)/(κ² + 1); for κ = 3 all angles lie from 36.8° to 143.2°.
public enum WellConditionedTeachers {
  /// The name of the family in reports and files.
  public static let identifier: String = "well-conditioned"
  /// The condition number that is meant where a size has none.
  public static let conditionNumber: Double = 3
  /// The largest singular value of both layers, but for rounding.
  public static let largestSingularValue: Double = 1000

  /// The largest magnitude of a matrix entry that is chosen.
  private static let largestChoice: Int = 100
  /// Condition numbers are limited to this power of κ, so that rounding the weights does not lift them over κ.
  private static let roundingReserve: Double = 0.99

  /// The teachers of a size, with V (k × d) and U (m × k) of condition number at most the size's, or 3.
  ///
  /// - Precondition: there are no more hidden units than inputs, nor than outputs: otherwise a layer has no condition
  ///   number.
  public static func teachers(_ size: TeacherSize) -> Gen<Network> {
    precondition(
      size.hidden <= size.inputsDimension && size.hidden <= size.outputs,
      "give at most as many hidden units as inputs and as outputs")
    let bound: Double = size.conditionNumber ?? conditionNumber
    return Gen.build { draw in
      let hidden: Matrix = try draw(
        "weights into neurons", layer(size.hidden, size.inputsDimension, bound))
      let output: Matrix = try draw("weights out of neurons", layer(size.outputs, size.hidden, bound))
      return try Network(hidden: hidden, output: output)
    }
  }

  /// The larger of the condition numbers of V and U.
  ///
  /// - Throws: `LinearAlgebraError` where singular values cannot be had.
  public static func conditionNumber(of teacher: Network) throws -> Double {
    try teacher.layers.reduce(1) { max($0, try condition($1.weights)) }
  }

  private static func condition(_ layer: Matrix) throws -> Double {
    let values: [Double] = try SingularValues(layer).values
    guard let largest = values.first, let smallest = values.last, smallest > 0 else { return .infinity }
    return largest / smallest
  }

  /// A layer with singular values from some number down to at least its κ-th part.
  private static func layer(_ rows: Int, _ columns: Int, _ bound: Double) -> Gen<Matrix> {
    let entries: Gen<Matrix> = .build { draw in
      let rows: [[Double]] = try (0..<rows).map { row in
        try (0..<columns).map { column in
          let origin: Int = row == column ? largestChoice : 0
          return Double(try draw(.integer(in: -largestChoice...largestChoice, origin: origin)))
        }
      }
      return try Matrix(rows)
    }
    // What a search proposes is that value or none: another one in its place would teach it nothing.
    return entries.compactMap(attempts: 1) { try conditioned($0, bound) }
  }

  /// The matrix with its small singular values raised, scaled, and rounded; nil where it is zero, or κ so near 1 that
  /// rounding breaks it.
  private static func conditioned(_ matrix: Matrix, _ bound: Double) throws -> Matrix? {
    let factors: SingularValues = try SingularValues(matrix)
    guard let largest = factors.values.first, largest > 0 else { return nil }
    let least: Double = largest * pow(bound, -roundingReserve)
    let values: [Double] = factors.values.map { max($0, least) * (largestSingularValue / largest) }
    let layer: Matrix = (factors.left * Matrix.diagonal(values) * factors.rightTransposed)
      .mapElements { $0.rounded() }
    return try condition(layer) <= bound ? layer : nil
  }
}
