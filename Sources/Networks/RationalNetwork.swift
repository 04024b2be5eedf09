public import ExactArithmetic
import LinearAlgebra

/// A two-layer ReLU network x ↦ U relu(V x) with rational weights.
///
/// ```swift
/// let network = RationalNetwork(hidden: [[2, -4]], output: [[3]])
/// network.normalForm == RationalNetwork(hidden: [[1, -2]], output: [[6]])    // true
/// ```
public struct RationalNetwork: Sendable, Hashable {
  /// *V*, `k × d`, a row for each hidden unit.
  public let hidden: RationalMatrix
  /// *U*, `m × k`, a column for each hidden unit.
  public let output: RationalMatrix

  /// Joins two layers.
  ///
  /// - Precondition: *U* has a column for each row of *V*.
  public init(hidden: RationalMatrix, output: RationalMatrix) {
    precondition(
      hidden.rowCount == output.columnCount, "U needs a column for each of the \(hidden.rowCount) rows of V")
    self.hidden = hidden
    self.output = output
  }

  /// The network of floating-point weights, each of which is an exact binary fraction; `nil` where it is not one ReLU
  /// layer without bias and an output layer without bias.
  public init?(exactly network: Network) {
    guard network.layers.count == 2, network.layers[0].activation == .relu,
      network.layers.allSatisfy({ $0.bias?.allSatisfy { $0 == 0 } ?? true }),
      let hidden = RationalMatrix(exactly: network.layers[0].weights.nestedRows),
      let output = RationalMatrix(exactly: network.layers[1].weights.nestedRows)
    else { return nil }
    self.init(hidden: hidden, output: output)
  }

  /// The number of hidden units, *k*.
  public var hiddenUnits: Int { hidden.rowCount }
  /// The number of inputs, *d*.
  public var inputsDimension: Int { hidden.columnCount }
  /// The number of outputs, *m*.
  public var outputsDimension: Int { output.rowCount }

  /// The one network of all those that differ in the scale and order of their hidden units only.
  ///
  /// Each row of V is the primitive integer vector of its ray (coprime entries), U takes up the positive factor, and
  /// the hidden units are ordered by their rows, entry after entry. Two networks of this form are equal exactly
  /// where they are the same set of pairs (ray, output weights). `nil` where a row of V is zero.
  public var normalForm: RationalNetwork? {
    var units: [(row: [Rational], column: [Rational])] = []
    for unit in 0..<hiddenUnits {
      let row: [Rational] = hidden.row(unit)
      guard let place = row.firstIndex(where: { !$0.isZero }) else { return nil }
      let primitive: [Rational] = Rational.primitive(row).map { Rational($0) }
      let factor: Rational = row[place] / primitive[place]
      units.append((primitive, output.column(unit).map { $0 * factor }))
    }
    units.sort { left, right in
      left.row.lexicographicallyPrecedes(right.row)
        || (left.row == right.row && left.column.lexicographicallyPrecedes(right.column))
    }
    return RationalNetwork(
      hidden: RationalMatrix(
        rowCount: hiddenUnits, columnCount: inputsDimension,
        entries: units.flatMap(\.row)),
      output: RationalMatrix(
        rowCount: hiddenUnits, columnCount: outputsDimension, entries: units.flatMap(\.column)
      ).transposed)
  }

  /// The outputs at one input, exactly.
  ///
  /// - Precondition: there are as many entries as inputs.
  public func outputs(at input: [Rational]) -> [Rational] {
    precondition(input.count == inputsDimension, "give \(inputsDimension) inputs")
    let units: [Rational] = hidden.rows.map { row in
      zip(row, input).reduce(Rational.zero) { $0 + $1.0 * $1.1 }.positivePart
    }
    return output.rows.map { row in zip(row, units).reduce(Rational.zero) { $0 + $1.0 * $1.1 } }
  }

  /// The network with each weight rounded to the nearest `Double`.
  ///
  /// - Throws: ``NetworkError`` where a weight is beyond the range of `Double`.
  public func rounded() throws(NetworkError) -> Network {
    try Network(hidden: Self.rounded(hidden), output: Self.rounded(output))
  }

  private static func rounded(_ matrix: RationalMatrix) -> Matrix {
    Matrix(rows: matrix.rowCount, columns: matrix.columnCount) { span in
      for (index, entry) in matrix.entries.enumerated() { span[index] = entry.doubleValue }
    }
  }
}
