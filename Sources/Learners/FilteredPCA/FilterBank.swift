import LinearAlgebra

/// The filters beside the slices: two-sided thresholds of the residual, itself, and its absolute value.
///
/// Each is one matrix P (1/n) Σ c x xᵀ P with centred weights c, whose eigenvalues are held against both ends of the
/// spectrum that the same weights give on noise.
struct FilterBank: Sendable {
  /// A filter with its eigenvectors, those that stand out most first.
  struct Reading: Sendable {
    let name: String
    /// The ratio of each eigenvalue to the end of the spectrum on its side, descending.
    let ratios: [Double]
    /// The eigenvectors in the order of the ratios, as columns.
    let vectors: Matrix
  }

  let readings: [Reading]

  /// A threshold that selects fewer samples filters nothing.
  private static let fewestSelected: Int = 10

  /// Reads all filters.
  ///
  /// - Parameter core: some of the residuals, from which the law of the weights is taken.
  init(
    _ moments: CellMoments, cuts: ResidualCuts, core: [Double], known: Matrix, fault: FilteredPCAFault?,
    onlyThresholds: Bool = false
  ) throws {
    let total: MomentSum = moments.total
    let n: Double = Double(max(1, total.count))
    let squares: Matrix = total.squares
    let aspect: Double = Double(max(1, known.rows - known.columns)) / n
    var readings: [Reading] = []
    func read(_ name: String, _ sum: Matrix, _ mean: Double, _ weights: [(value: Double, share: Double)])
      throws
    {
      guard var edge = NoiseEdge(weights, aspect: aspect) else { return }
      if fault == .wrongEdge { edge = NoiseEdge(symmetric: weights, aspect: aspect) }
      let matrix: Matrix = (sum - squares.scaled(by: mean)).scaled(by: 1 / n)
      readings.append(try Self.reading(name, SliceTensors.projectedTwice(matrix, known), edge))
    }
    if fault != .noFilter {
      var last: Int = 0
      for threshold in cuts.thresholds {
        let selected: MomentSum = moments.sum(of: threshold.cells)
        guard selected.count >= Self.fewestSelected, selected.count < total.count, selected.count != last
        else {
          continue
        }
        last = selected.count
        let share: Double = Double(selected.count) / n
        try read(
          "absolute>\(threshold.quantile)", selected.squares, share,
          [(1 - share, share), (-share, 1 - share)])
      }
    }
    if !onlyThresholds {
      let (below, above): (Matrix, Matrix) = (moments.weighted[0].squares, moments.weighted[1].squares)
      let means: [Double] = moments.weights.map { $0 / n }
      let linear: Double = means[1] - means[0]
      try read(
        "linear", above - below, linear,
        NoiseEdge.grouped(core.map { cuts.distance(of: $0) * ($0 < cuts.centre ? -1 : 1) - linear }))
      if fault != .noFilter {
        let absolute: Double = means[1] + means[0]
        try read(
          "absolute", above + below, absolute,
          NoiseEdge.grouped(core.map { cuts.distance(of: $0) - absolute }))
      }
    }
    self.readings = readings
  }

  private static func reading(_ name: String, _ matrix: Matrix, _ edge: NoiseEdge) throws -> Reading {
    let eigen: SymmetricEigen = try SymmetricEigen(matrix)
    let ratios: [Double] = eigen.values.map { edge.ratio(of: $0) }
    let order: [Int] = ratios.indices.sorted {
      ratios[$0] > ratios[$1] || (ratios[$0] == ratios[$1] && $0 < $1)
    }
    return Reading(
      name: name, ratios: order.map { ratios[$0] }, vectors: eigen.vectors.selectingColumns(order))
  }
}

extension NoiseEdge {
  /// The ends ±2σ√γ that weights of a Gaussian law would have: a fault for all others.
  init(symmetric weights: [(value: Double, share: Double)], aspect: Double) {
    let square: Double = weights.reduce(0) { $0 + $1.share * $1.value * $1.value }
    self.upper = 2 * (square * aspect).squareRoot()
    self.lower = -self.upper
  }
}
