import BigInt
import ExactArithmetic
import LinearAlgebra
import Networks

/// Exact directions of hidden units from approximate ones: guesses, which only the check on all samples confirms.
struct DirectionCandidates {
  let samples: IntegerSamples
  /// The samples that may be looked at.
  let rows: [Int]

  /// Samples nearer to a hidden unit's hyperplane than this, relative to |v| |x|, say nothing of its activity.
  static let band: Double = 1e-6

  /// The simplest fractions near the ratios of the entries of `direction` to its largest.
  ///
  /// - Parameter error: how far a ratio may be from its fraction.
  static func simplest(_ direction: [Double], within error: Double) -> [BigInt]? {
    guard let largest = direction.max(by: { $0.magnitude < $1.magnitude }), largest != 0 else { return nil }
    var ratios: [Rational] = []
    for entry in direction {
      guard let ratio = Rational.simplest(near: entry / largest.magnitude, within: error) else { return nil }
      ratios.append(ratio)
    }
    return Rational.primitive(ratios)
  }

  /// The direction that the samples force, given that `direction` separates the active ones from the others.
  ///
  /// Modulo a prime: the samples that leave the unit inactive determine it as a null vector in the space of labels,
  /// which gives its values on the active ones and so, by linear equations, its direction. Ratios of the direction's
  /// entries are then put together from as many primes as they need. Null vector and values are never lifted: they
  /// are minors, and long.
  func forced(by direction: [Double], columns: [Int]) -> [BigInt]? {
    let width: Int = samples.inputsDimension
    guard let pivot = direction.indices.max(by: { direction[$0].magnitude < direction[$1].magnitude }) else {
      return nil
    }
    let norm: Double = direction.euclideanNorm
    let margins: [Double] = rows.map { row in
      let input: [Double] = samples.floats.inputs.row(row)
      let size: Double = norm * input.euclideanNorm
      return size > 0 ? zip(direction, input).reduce(0) { $0 + $1.0 * $1.1 } / size : 0
    }
    let inactive: [Int] = Self.ordered(margins.map { -$0 }).map { rows[$0] }
    let active: [Int] = Self.ordered(margins).map { rows[$0] }
    let first: ResidueElimination = ResidueElimination(0)
    func label(_ row: Int) -> [BigInt] { columns.map { samples.labels[row][$0] } }
    let nullRows: [Int] = first.independentRows(inactive.map(label), columnCount: columns.count)
      .map { inactive[$0] }
    let spanning: [Int] = first.independentRows(active.map { samples.inputs[$0] }, columnCount: width)
      .map { active[$0] }
    guard nullRows.count == columns.count - 1, spanning.count == width else { return nil }

    var vector: ResidueVector = ResidueVector()
    var last: [Rational]?
    for index in 0..<ResidueElimination.primeCount {
      let field: ResidueElimination = ResidueElimination(index)
      guard let next = directionResidues(field, nullRows, spanning, columns: columns, pivot: pivot) else {
        continue
      }
      vector.add(next, modulo: field.prime)
      let fractions: [Rational]? = vector.fractions
      // A further prime that changes nothing: a wrong reconstruction changes nearly always.
      if let fractions, fractions == last {
        let sign: Rational = direction[pivot] < 0 ? -1 : 1
        return Rational.primitive(fractions.map { $0 * sign })
      }
      last = fractions
    }
    return nil
  }

  private func directionResidues(
    _ field: ResidueElimination, _ nullRows: [Int], _ spanning: [Int], columns: [Int], pivot: Int
  ) -> [UInt64]? {
    func label(_ row: Int) -> [UInt64] { field.residues(columns.map { samples.labels[row][$0] }) }
    let nulls: [[UInt64]] = nullRows.map(label)
    // Some entry of the null vector is not 0; the last one that works decides nothing but its scale.
    var combination: [UInt64]?
    for place in columns.indices where combination == nil {
      combination = field.kernel(nulls, columnCount: columns.count, pivot: place)
    }
    guard let combination else { return nil }
    let width: Int = samples.inputsDimension
    let equations: [[UInt64]] = spanning.map { row in
      let value: UInt64 = field.product(label(row), combination)
      return field.residues(samples.inputs[row]) + [value == 0 ? 0 : field.prime - value]
    }
    guard let solution = field.kernel(equations, columnCount: width + 1, pivot: pivot),
      solution[width] != 0
    else { return nil }
    return Array(solution.prefix(width))
  }

  /// The places of numbers above the band, the largest first.
  private static func ordered(_ margins: [Double]) -> [Int] {
    margins.indices.filter { margins[$0] > band }.sorted {
      margins[$0] > margins[$1] || (margins[$0] == margins[$1] && $0 < $1)
    }
  }
}
