import BigInt
import ExactArithmetic
import Foundation
import LinearAlgebra
import Networks
import Optimization

/// Repeats the refutation of an exhaustive search in rational arithmetic, for samples as they are stored.
///
/// Every Double is a fraction, so the samples are rational. The columns of k independent outputs span the labels; the
/// rays of the cone come from the few rows that bound it and are checked against all rows; on each face the ranks of
/// the equations show that they have no solution, or the one solution breaks a sign. Nothing is rounded, so what is
/// refuted is refuted. Where a face needs more than that, or the sizes are large, there is no exact proof.
///
/// Each sample is multiplied by a power of two that makes all its numbers integers, which changes no sign and no
/// solution: integers are eliminated many times faster than fractions.
struct ExactRefutation {
  /// *X* and k independent columns of *A*, row by row, each sample times a power of two.
  private let inputs: RationalMatrix
  private let labels: RationalMatrix
  /// The same labels; signs of their combinations are found without a denominator.
  private let integerLabels: [[BigInt]]

  private var count: Int { labels.rowCount }
  private var rank: Int { labels.columnCount }

  /// Larger samples are not looked at: rational elimination of all of them takes long.
  private static let mostCells: Int = 20_000
  private static let mostSides: Int = 24
  private static let equationsPerUnknown: Int = 3

  /// - Returns: nothing where the exact rank of the labels is not the numerical one, as rounded labels' is not, or the
  ///   samples are too many.
  init?(_ samples: Samples, rank: Int) {
    guard samples.inputs.elements.count + samples.labels.elements.count <= Self.mostCells, rank <= 3,
      let (scaledInputs, scaledLabels) = Self.integers(samples),
      let inputs = RationalMatrix(
        exactly: scaledInputs.elements, rowCount: samples.count, columnCount: samples.inputs.columns),
      let labels = RationalMatrix(
        exactly: scaledLabels.elements, rowCount: samples.count, columnCount: samples.labels.columns)
    else { return nil }
    let form: RowEchelonForm = labels.rowEchelonForm()
    guard form.rank == rank else { return nil }
    self.inputs = inputs
    let independent: RationalMatrix = labels.selecting(columns: form.pivotColumns)
    self.labels = independent
    self.integerLabels = (0..<samples.count).map { independent.row($0).map(\.numerator) }
  }

  /// Inputs and labels, each sample times the power of two that makes its numbers integers; nothing where one of them
  /// is too large for Double then.
  private static func integers(_ samples: Samples) -> (inputs: Matrix, labels: Matrix)? {
    var (inputs, labels): (Matrix, Matrix) = (samples.inputs, samples.labels)
    for row in 0..<samples.count {
      let last: Int? = (inputs.row(row) + labels.row(row)).compactMap(\.lastBinaryPlace).min()
      guard let last else { continue }
      for column in 0..<inputs.columns { inputs[row, column] = scalbn(inputs[row, column], -last) }
      for column in 0..<labels.columns { labels[row, column] = scalbn(labels[row, column], -last) }
    }
    return inputs.isFinite && labels.isFinite ? (inputs, labels) : nil
  }

  /// Whether no combination of the labels other than 0 is nowhere negative in an open set of combinations: some rows
  /// with positive multipliers add up to 0.
  func coneIsFlat() throws -> Bool {
    let columns: [LinearProgram.Column] = (0..<count).map { _ in LinearProgram.Column(cost: 0) }
    let lengths: [Double] = (0..<count).map { row in
      max(labels.row(row).map(\.doubleValue).euclideanNorm, .leastNormalMagnitude)
    }
    var rows: [LinearProgram.Row] = (0..<rank).map { column in
      let values: [Double] = (0..<count).map { labels[$0, column].doubleValue / lengths[$0] }
      let size: Double = max(values.euclideanNorm, .leastNormalMagnitude)
      return LinearProgram.Row(
        values.enumerated().map { ($0.offset, $0.element / size) }, atLeast: 0, atMost: 0)
    }
    let weights: [(column: Int, value: Double)] = (0..<count).compactMap { row in
      labels.row(row).allSatisfy(\.isZero) ? nil : (row, 1)
    }
    rows.append(LinearProgram.Row(weights, atLeast: 1, atMost: 1))
    let result: SolveResult = try GLPKSolver().solve(try LinearProgram(columns: columns, rows: rows))
    guard let values = result.values else { return false }
    let support: [Int] = values.indices.filter { values[$0] > 1e-9 && !labels.row($0).allSatisfy(\.isZero) }
    guard !support.isEmpty, support.count <= rank + 1 else { return false }
    let multipliers: [[Rational]] = labels.selecting(rows: support).transposed.nullspace()
    guard multipliers.count == 1, let only = multipliers.first else { return false }
    return only.allSatisfy { $0.signum > 0 } || only.allSatisfy { $0.signum < 0 }
  }

  /// Whether the faces of the cone that some rows bound hold fewer units than the rank.
  ///
  /// - Parameter sides: rows that bound the cone; all others must be implied by them.
  func facesHoldTooFewUnits(sides: [Int]) -> Bool {
    guard let rays = extremeRays(of: sides) else { return false }
    var zeroSets: [RowSet] = rays.map { ray in
      var zeros: RowSet = RowSet()
      for (row, value) in (labels * ray).enumerated() where value.isZero { zeros.insert(row) }
      return zeros
    }
    var known: Set<RowSet> = Set(zeroSets)
    var next: Int = 0
    while next < zeroSets.count {
      for other in 0..<rays.count {
        let common: RowSet = zeroSets[next].intersection(zeroSets[other])
        if known.insert(common).inserted { zeroSets.append(common) }
      }
      next += 1
    }
    var units: [[Rational]] = []
    for zeros in zeroSets {
      guard let found = unitsOfFace(zeros) else { return false }
      units += found
    }
    guard !units.isEmpty else { return true }
    return RationalMatrix(units).rank() < rank
  }

  /// The extreme rays of the cone of some rows, if that is the cone of all rows.
  private func extremeRays(of sides: [Int]) -> [[Rational]]? {
    guard sides.count <= Self.mostSides else { return nil }
    let bounding: RationalMatrix = labels.selecting(rows: sides)
    var rays: [[Rational]] = []
    for subset in Self.subsets(sides.count, size: rank - 1) {
      let nullspace: [[Rational]] =
        subset.isEmpty ? [[Rational.one]] : bounding.selecting(rows: subset).nullspace()
      guard nullspace.count == 1, let line = nullspace.first else { continue }
      let integers: [BigInt] = Rational.primitive(line)
      for sign in [1, -1] as [BigInt] {
        let ray: [BigInt] = integers.map { $0 * sign }
        guard isNowhereNegative(ray, on: sides) else { continue }
        guard isNowhereNegative(ray, on: 0..<count) else { return nil }
        rays.append(ray.map { Rational($0) })
      }
    }
    return rays.isEmpty ? nil : rays
  }

  private func isNowhereNegative(_ combination: [BigInt], on rows: some Sequence<Int>) -> Bool {
    rows.allSatisfy { row in
      zip(integerLabels[row], combination).reduce(BigInt(0)) { $0 + $1.0 * $1.1 } >= 0
    }
  }

  /// The units on a face: none, or the one that the equations leave; nothing where they leave more.
  private func unitsOfFace(_ zeros: RowSet) -> [[Rational]]? {
    let (tight, active): ([Int], [Int]) = zeros.split(count)
    let width: Int = rank + inputs.columnCount
    let wanted: Int = Self.equationsPerUnknown * width
    let few: RationalMatrix = equations(tight.spread(wanted), active.spread(wanted))
    // Most faces end here, where the rank modulo one prime is a proof already.
    if few.rank(by: .modular) == width { return [] }
    let null: [[Rational]] = equations(tight, active).nullspace()
    // Solutions with z = 0 alone are no units.
    if null.allSatisfy({ $0.prefix(rank).allSatisfy(\.isZero) }) { return [] }
    guard null.count == 1, let line = null.first else { return nil }
    for joint in [line, line.map { -$0 }] {
      let coefficients: [Rational] = Array(joint.prefix(rank))
      let direction: [Rational] = Array(joint.dropFirst(rank))
      let isPositive: Bool = (labels * coefficients).allSatisfy { $0.signum >= 0 }
      let products: [Rational] = inputs * direction
      if isPositive, tight.allSatisfy({ products[$0].signum <= 0 }) { return [coefficients] }
    }
    return []
  }

  private func equations(_ tight: [Int], _ active: [Int]) -> RationalMatrix {
    let zeros: [Rational] = [Rational](repeating: .zero, count: inputs.columnCount)
    return RationalMatrix(
      active.map { labels.row($0) + inputs.row($0).map { -$0 } } + tight.map { labels.row($0) + zeros })
  }

  private static func subsets(_ count: Int, size: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return subsets(count, size: size - 1).flatMap { head in
      ((head.last ?? -1) + 1..<max(count, (head.last ?? -1) + 1)).map { head + [$0] }
    }
  }
}

extension Double {
  /// The exponent of the last binary digit that is not 0; nothing for 0.
  fileprivate var lastBinaryPlace: Int? {
    guard self != 0, isFinite else { return nil }
    let lastOfAll: Int = Int(ulp.exponent)
    let digits: UInt64 = UInt64(scalbn(magnitude, -lastOfAll))
    return lastOfAll + digits.trailingZeroBitCount
  }
}
