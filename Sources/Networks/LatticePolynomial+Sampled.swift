public import LinearAlgebra

extension LatticePolynomial {
  /// The max-min form of a network, from its affine pieces at points.
  ///
  /// The pieces are the distinct affine functions that the network is around the points; a point gives the set of pieces
  /// that are not below the network there, and of sets that hold others only the smallest are kept. The polynomial is the
  /// network where the points meet every cell that the pieces' comparisons cut space into; ``mismatchShare(with:over:tolerance:)``
  /// on points of its own says how nearly they do.
  ///
  /// - Parameters:
  ///   - network: ReLU and linear units, one output.
  ///   - points: `n × d`, n ≥ 1.
  /// - Throws: ``NetworkError`` where the network has several outputs or units that are not piecewise linear, or a value
  ///   overflows.
  /// - Complexity: O(n (weights + p d) + s²) for *p* pieces and *s* distinct sets.
  public init(of network: Network, at points: Matrix) throws(NetworkError) {
    guard network.outputsDimension == 1 else {
      throw NetworkError("layers", "give \(network.outputsDimension) outputs", "give a network of one output")
    }
    for (index, layer) in network.layers.enumerated()
    where ![.relu, .identity, .leakyRelu].contains(layer.activation) {
      throw NetworkError(
        "layers[\(index)].activation", "is \(layer.activation.rawValue), which is not piecewise linear",
        "use relu, leaky-relu or identity")
    }
    precondition(
      points.rows > 0 && points.columns == network.inputsDimension,
      "give at least one point of the network's dimension")
    let values: [Double] = network.evaluate(points).elements
    let (slopes, offsets): (Matrix, [Double]) = Self.pieces(of: network, at: points, values)
    let found: LatticePolynomial = try LatticePolynomial(
      gradients: slopes, offsets: offsets, sets: [Array(offsets.indices)])
    let heights: Matrix = found.pieceValues(points)
    var sets: Set<[Int]> = []
    for row in 0..<points.rows {
      let least: Double = values[row] - Self.valueTolerance * (1 + values[row].magnitude)
      sets.insert(offsets.indices.filter { heights[row, $0] >= least })
    }
    try self.init(gradients: slopes, offsets: offsets, sets: Self.minimal(sets))
  }

  /// How far apart, relative to the largest gradient, two pieces are that are one but for rounding.
  private static let pieceTolerance: Double = 1e-6

  /// The distinct affine functions that the network is around the points.
  private static func pieces(
    of network: Network, at points: Matrix, _ values: [Double]
  ) -> (gradients: Matrix, offsets: [Double]) {
    let slopes: Matrix = network.gradients(at: points)
    let scale: Double = max(slopes.maximumMagnitude, .leastNormalMagnitude)
    var rows: [[Double]] = []
    var seen: Set<[Double]> = []
    for row in 0..<points.rows {
      let slope: [Double] = slopes.row(row)
      let offset: Double = values[row] - slope.dot(points.row(row))
      // Where the offset is rounding of larger numbers it is none.
      let size: Double = values[row].magnitude + scale * points.row(row).euclideanNorm
      let entries: [Double] = slope + [offset.magnitude <= pieceTolerance * size ? 0 : offset]
      let key: [Double] = entries.map { ($0 / scale / pieceTolerance).rounded() }
      // Rounding falls on either side of a half; a neighbour is the same piece.
      if !seen.insert(key).inserted { continue }
      let isNew: Bool = !rows.contains { known in
        zip(known, entries).allSatisfy { ($0 - $1).magnitude <= 2 * pieceTolerance * scale }
      }
      if isNew { rows.append(entries) }
    }
    let columns: Int = network.inputsDimension
    let gradients: Matrix = Matrix(rows: rows.count, columns: columns) { span in
      for (row, entries) in rows.enumerated() {
        for column in 0..<columns { span[row * columns + column] = entries[column] }
      }
    }
    return (gradients, rows.map { $0[columns] })
  }

  /// The sets that hold no other, small ones first.
  private static func minimal(_ sets: Set<[Int]>) -> [[Int]] {
    let ordered: [[Int]] = sets.sorted {
      $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count
    }
    var kept: [Set<Int>] = []
    var result: [[Int]] = []
    for set in ordered {
      let members: Set<Int> = Set(set)
      guard !members.isEmpty, !kept.contains(where: { $0.isSubset(of: members) }) else { continue }
      kept.append(members)
      result.append(set)
    }
    return result
  }
}
