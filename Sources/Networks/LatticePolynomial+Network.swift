import LinearAlgebra

extension LatticePolynomial {
  /// The hidden layers of ``network()``: ⌈log₂ of the largest set⌉ + ⌈log₂ of the number of sets⌉.
  public var hiddenLayers: Int {
    Self.binaryDepth(sets.map(\.count).max() ?? 1) + Self.binaryDepth(sets.count)
  }

  /// The depth of a binary tree of so many leaves.
  private static func binaryDepth(_ leaves: Int) -> Int {
    leaves <= 1 ? 0 : Int.bitWidth - (leaves - 1).leadingZeroBitCount
  }

  /// The polynomial as a ReLU network, exactly but for rounding: binary trees of minima, then of maxima.
  ///
  /// max(a, b) = relu(a − b) + relu(b) − relu(−b), min(a, b) = relu(b) − relu(−b) − relu(b − a), and what has no partner is
  /// passed on as relu(a) − relu(−a). Arora, Basu, Mianjy and Mukherjee, *Understanding Deep Neural Networks with Rectified
  /// Linear Units* (2018).
  ///
  /// - Throws: ``NetworkError`` where a difference of pieces overflows.
  /// - Complexity: as many weights as 3 p times the units of a layer, at most.
  public func network() throws(NetworkError) -> Network {
    var groups: [[Expression]] = sets.map { set in
      set.map { piece in
        Expression(
          terms: gradients.row(piece).enumerated().map { Expression.Term(index: $0, factor: $1) },
          constant: offsets[piece])
      }
    }
    var layers: [Layer] = []
    var width: Int = inputsDimension
    while groups.count > 1 || groups[0].count > 1 {
      var units: [Expression] = []
      if groups.contains(where: { $0.count > 1 }) {
        groups = groups.map { Self.paired($0, isMaximum: false, units: &units) }
      } else {
        groups = Self.paired(groups.map { $0[0] }, isMaximum: true, units: &units).map { [$0] }
      }
      layers.append(try Self.layer(units, width, .relu))
      width = units.count
    }
    layers.append(try Self.layer([groups[0][0]], width, .identity))
    return try Network(layers: layers)
  }

  /// An affine function of the units of a layer.
  private struct Expression {
    struct Term {
      let index: Int
      let factor: Double
    }

    let terms: [Term]
    let constant: Double

    static prefix func - (value: Expression) -> Expression {
      Expression(
        terms: value.terms.map { Term(index: $0.index, factor: -$0.factor) }, constant: -value.constant)
    }

    static func - (left: Expression, right: Expression) -> Expression {
      Expression(terms: left.terms + (-right).terms, constant: left.constant - right.constant)
    }
  }

  /// Minima or maxima of neighbours, as sums of new units.
  private static func paired(
    _ values: [Expression], isMaximum: Bool, units: inout [Expression]
  ) -> [Expression] {
    stride(from: 0, to: values.count, by: 2).map { first in
      var terms: [Expression.Term] = []
      func add(_ factor: Double, _ unit: Expression) {
        terms.append(Expression.Term(index: units.count, factor: factor))
        units.append(unit)
      }
      guard first + 1 < values.count else {
        add(1, values[first])
        add(-1, -values[first])
        return Expression(terms: terms, constant: 0)
      }
      let (a, b): (Expression, Expression) = (values[first], values[first + 1])
      add(1, b)
      add(-1, -b)
      if isMaximum { add(1, a - b) } else { add(-1, b - a) }
      return Expression(terms: terms, constant: 0)
    }
  }

  private static func layer(
    _ units: [Expression], _ width: Int, _ activation: Activation
  ) throws(NetworkError) -> Layer {
    var weights: Matrix = Matrix(rows: units.count, columns: width)
    for (row, unit) in units.enumerated() {
      for term in unit.terms { weights[row, term.index] += term.factor }
    }
    let bias: [Double] = units.map(\.constant)
    return try Layer(
      weights: weights, bias: bias.contains { $0 != 0 } ? bias : nil, activation: activation)
  }
}
