import ExactArithmetic
import Foundation
import LinearAlgebra
import Networks

/// Repeats the refutation of an exhaustive search in rational arithmetic, for samples as they are stored.
///
/// Every Double is a fraction, so the samples are rational. A network that fits all outputs fits k independent ones,
/// and with k hidden units these span the units. The rays of the cone come from the rows that bound it and are
/// checked against all rows; on each face linear equations and inequalities in fractions say which units there are.
/// Nothing is rounded, so what is refuted is refuted. Where the sizes are large there is no exact proof.
///
/// Each sample is multiplied by a power of two that makes all its numbers integers, which changes no sign and no
/// solution: integers are eliminated many times faster than fractions.
struct ExactRefutation {
  /// *X* and k independent columns of *A*, row by row, each sample times a power of two.
  private let inputs: RationalMatrix
  private let labels: RationalMatrix

  private var count: Int { labels.rowCount }
  private var rank: Int { labels.columnCount }

  /// Larger samples are not looked at: rational arithmetic on all of them takes long.
  private static let mostCells: Int = 400_000
  /// Cones with more sides are not looked at: every k − 1 of them are intersected.
  private static let mostSides: Int = 60
  private static let equationsPerUnknown: Int = 3

  /// - Returns: nothing where no `rank` outputs are independent, or the samples are too many.
  init?(_ samples: Samples, rank: Int) {
    guard samples.inputs.elements.count + samples.labels.elements.count <= Self.mostCells,
      let chosen = Self.independentColumns(of: samples.labels, rank),
      let (scaledInputs, scaledLabels) = Self.integers(
        samples.inputs, samples.labels.selectingColumns(chosen)),
      let inputs = RationalMatrix(
        exactly: scaledInputs.elements, rowCount: samples.count, columnCount: samples.inputs.columns),
      let labels = RationalMatrix(
        exactly: scaledLabels.elements, rowCount: samples.count, columnCount: rank),
      labels.rank() == rank
    else { return nil }
    self.inputs = inputs
    self.labels = labels
  }

  /// Inputs and labels, each sample times the power of two that makes its numbers integers; nothing where one of them
  /// is too large for Double then.
  private static func integers(_ inputs: Matrix, _ labels: Matrix) -> (inputs: Matrix, labels: Matrix)? {
    var (inputs, labels): (Matrix, Matrix) = (inputs, labels)
    for row in 0..<inputs.rows {
      let last: Int? = (inputs.row(row) + labels.row(row)).compactMap(\.lastBinaryPlace).min()
      guard let last else { continue }
      for column in 0..<inputs.columns { inputs[row, column] = scalbn(inputs[row, column], -last) }
      for column in 0..<labels.columns { labels[row, column] = scalbn(labels[row, column], -last) }
    }
    return inputs.isFinite && labels.isFinite ? (inputs, labels) : nil
  }

  /// Columns each of which is the one furthest from the span of those before, relative to nothing.
  private static func independentColumns(of matrix: Matrix, _ count: Int) -> [Int]? {
    var columns: [[Double]] = (0..<matrix.columns).map { matrix.column($0) }
    var chosen: [Int] = []
    for _ in 0..<count {
      let norms: [Double] = columns.map(\.euclideanNorm)
      guard let best = norms.indices.max(by: { (norms[$0], $1) < (norms[$1], $0) }),
        let unit = columns[best].normalised
      else { return nil }
      chosen.append(best)
      columns = columns.map { column in
        let part: Double = column.dot(unit)
        return zip(column, unit).map { $0 - part * $1 }
      }
    }
    return chosen
  }

  /// Whether no combination of the labels is positive wherever these are not all zero, so that no k independent ones
  /// are nowhere negative.
  func coneIsFlat() -> Bool {
    let rows: [[Rational]] = (0..<count).map { labels.row($0) }
      .filter { !$0.allSatisfy(\.isZero) }.map { $0 + [-1] }
    guard !rows.isEmpty else { return false }
    let depth: [Rational] = [Rational](repeating: .zero, count: rank) + [1]
    guard case .none = RationalInequalities(RationalMatrix(rows)).point(above: depth) else { return false }
    return true
  }

  /// Whether the faces of the cone hold fewer independent units than the rank.
  ///
  /// - Parameter sides: rows that are thought to bound the cone; others are added as needed.
  func facesHoldTooFewUnits(sides: [Int]) -> Bool {
    guard let rays = extremeRays(from: sides) else { return false }
    var zeroSets: [RowSet] = []
    var known: Set<RowSet> = []
    let ofRays: [RowSet] = rays.map { ray in
      var zeros: RowSet = RowSet()
      for (row, value) in (labels * ray).enumerated() where value.isZero { zeros.insert(row) }
      return zeros
    }
    for zeros in ofRays where known.insert(zeros).inserted { zeroSets.append(zeros) }
    var next: Int = 0
    while next < zeroSets.count {
      for other in ofRays {
        let common: RowSet = zeroSets[next].intersection(other)
        if known.insert(common).inserted { zeroSets.append(common) }
      }
      next += 1
    }
    var units: [[Rational]] = []
    for zeros in zeroSets {
      guard let more = extend(units, by: zeros) else { return false }
      units = more
      guard units.count < rank else { return false }
    }
    return true
  }

  /// The extreme rays of the cone of all rows; none where it is the origin, nothing where it has too many sides.
  private func extremeRays(from hint: [Int]) -> [[Rational]]? {
    var sides: [Int] = hint
    if labels.selecting(rows: sides).rank() < rank {
      sides += labels.transposed.rowEchelonForm().pivotColumns.filter { !hint.contains($0) }
    }
    while sides.count <= Self.mostSides {
      let rays: [[Rational]] = raysOfSides(sides)
      var broken: Int?
      for ray in rays {
        let values: [Rational] = labels * ray
        broken = values.indices.filter { values[$0].signum < 0 }.min { values[$0] < values[$1] }
        guard broken == nil else { break }
      }
      guard let broken else { return rays }
      sides.append(broken)
    }
    return nil
  }

  private func raysOfSides(_ sides: [Int]) -> [[Rational]] {
    let bounding: RationalMatrix = labels.selecting(rows: sides)
    var rays: [[Rational]] = []
    for subset in Self.subsets(sides.count, size: rank - 1) {
      let nullspace: [[Rational]] =
        subset.isEmpty ? [[Rational.one]] : bounding.selecting(rows: subset).nullspace()
      guard nullspace.count == 1, let line = nullspace.first else { continue }
      let ray: [Rational] = Rational.primitive(line).map { Rational($0) }
      for ray in [ray, ray.map { -$0 }] where (bounding * ray).allSatisfy({ $0.signum >= 0 }) {
        rays.append(ray)
      }
    }
    return rays
  }

  /// Independent units with the same span as those given and those of a face; nothing where that is not settled.
  private func extend(_ units: [[Rational]], by zeros: RowSet) -> [[Rational]]? {
    let (tight, active): ([Int], [Int]) = zeros.split(count)
    let space: [[Rational]] = solutions(tight, active)
    guard !space.isEmpty else { return units }
    // Coordinates y in the space: labels of active samples are nowhere negative, inputs of the others nowhere positive.
    let coefficients: RationalMatrix = RationalMatrix(space.map { Array($0.prefix(rank)) }).transposed
    let directions: RationalMatrix = RationalMatrix(space.map { Array($0.dropFirst(rank)) }).transposed
    let products: RationalMatrix = Rational(-1) * (inputs.selecting(rows: tight) * directions)
    let values: RationalMatrix = labels.selecting(rows: active) * coefficients
    let inequalities: RationalInequalities = RationalInequalities(
      RationalMatrix(
        rowCount: active.count + tight.count, columnCount: space.count,
        entries: values.entries + products.entries))
    var units: [[Rational]] = units
    search: while units.count < rank {
      let normals: [[Rational]] =
        units.isEmpty
        ? (0..<rank).map { place in (0..<rank).map { $0 == place ? 1 : 0 } }
        : RationalMatrix(units).nullspace()
      for normal in normals {
        for signed in [normal, normal.map { -$0 }] {
          switch inequalities.point(above: signed * coefficients) {
          case .unknown: return nil
          case .none: continue
          case .point(let point):
            units.append(coefficients * point)
            continue search
          }
        }
      }
      return units
    }
    return units
  }

  /// A basis of the (z, v) with A_j·z = x_j·v on active samples and A_j·z = 0 on the others.
  ///
  /// Few equations come first, and then those that their solutions break.
  private func solutions(_ tight: [Int], _ active: [Int]) -> [[Rational]] {
    let width: Int = rank + inputs.columnCount
    let wanted: Int = Self.equationsPerUnknown * width
    let zeros: [Rational] = [Rational](repeating: .zero, count: inputs.columnCount)
    func equation(_ row: Int, isActive: Bool) -> [Rational] {
      labels.row(row) + (isActive ? inputs.row(row).map { -$0 } : zeros)
    }
    let all: [(row: Int, isActive: Bool)] = active.map { ($0, true) } + tight.map { ($0, false) }
    var chosen: [[Rational]] =
      active.spread(wanted).map { equation($0, isActive: true) }
      + tight.spread(wanted).map { equation($0, isActive: false) }
    // Most faces end here, where the rank modulo one prime is a proof already.
    if RationalMatrix(chosen).rank(by: .modular) == width { return [] }
    while true {
      let space: [[Rational]] = RationalMatrix(chosen).nullspace()
      guard !space.isEmpty else { return [] }
      let columns: RationalMatrix = RationalMatrix(space).transposed
      let broken: (row: Int, isActive: Bool)? = all.first { sample in
        !(equation(sample.row, isActive: sample.isActive) * columns).allSatisfy(\.isZero)
      }
      guard let broken else { return space }
      chosen.append(equation(broken.row, isActive: broken.isActive))
    }
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
