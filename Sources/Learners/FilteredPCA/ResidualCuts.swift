import RandomStreams

/// The cuts of residuals into cells: slices of equal size, and the two-sided thresholds between them.
///
/// Any cut that depends on residuals alone is a valid filter, so the cuts of a large set of samples come from its core.
/// Cells are intervals, a residual that equals a cut lies below it; slices and thresholds are unions of cells, so that
/// one pass over the samples serves all of them.
struct ResidualCuts: Sendable {
  /// The distinct cuts, ascending.
  let cuts: [Double]
  /// The slice of each cell, counted from 0.
  let sliceOfCell: [Int]
  /// The centre of the two-sided filters.
  let centre: Double
  /// The distinct thresholds of |r − centre|, ascending, with their quantiles.
  let thresholds: [(quantile: Double, cells: [Bool])]
  /// The largest weight of the linear and the absolute filter. Far out a regressor leaves much, and the law of the
  /// weights, on which the edge rests, would not be that of the core.
  let largestDistance: Double
  /// The cell below which residuals are at most the centre.
  let cellsBelowCentre: Int
  private let straddlesTies: Bool

  /// The quantiles of the paper's two-sided filter.
  static let quantiles: [Double] = [0.5, 0.7, 0.8, 0.9, 0.95]
  /// The quantile of |r − centre| beyond which weights are equal.
  static let clippedQuantile: Double = 0.999

  /// Cuts for the residuals given.
  ///
  /// - Precondition: there is at least one residual.
  init(_ residuals: [Double], slices: Int, quantiles: [Double] = Self.quantiles, straddlesTies: Bool = false)
  {
    let spread: [Double] = straddlesTies ? residuals.enumerated().map { Self.jittered($1, $0) } : residuals
    let sorted: [Double] = spread.sorted()
    let count: Int = sorted.count
    let centre: Double = sorted.reduce(0, +) / Double(count)
    let distances: [Double] = sorted.map { ($0 - centre).magnitude }.sorted()
    func rank(_ share: Double) -> Int {
      min(count - 1, max(0, Int((share * Double(count)).rounded(.up)) - 1))
    }
    var sliceCuts: [Double] = []
    for slice in 1..<slices {
      let cut: Double = sorted[rank(Double(slice) / Double(slices))]
      if cut != sliceCuts.last, cut < sorted[count - 1] { sliceCuts.append(cut) }
    }
    var kept: [(Double, Double)] = []
    for quantile in quantiles {
      let threshold: Double = distances[rank(quantile)]
      if threshold > 0, threshold != kept.last?.1, threshold < distances[count - 1] {
        kept.append((quantile, threshold))
      }
    }
    // Below the lower end means at most the number before it.
    let sides: [Double] = kept.flatMap { [(centre - $0.1).nextDown, centre + $0.1] }
    var cuts: [Double] = []
    for cut in (sliceCuts + sides + [centre]).sorted() where cut != cuts.last { cuts.append(cut) }
    self.cuts = cuts
    self.centre = centre
    self.straddlesTies = straddlesTies
    self.largestDistance = distances[rank(Self.clippedQuantile)]
    // A cell ends at its upper cut; the last one has none.
    let ends: [Double] = cuts + [.infinity]
    self.sliceOfCell = ends.map { end in sliceCuts.reduce(0) { $0 + ($1 < end ? 1 : 0) } }
    self.thresholds = kept.map { quantile, threshold in
      (quantile, ends.map { $0 <= (centre - threshold).nextDown || $0 > centre + threshold })
    }
    self.cellsBelowCentre = ends.reduce(0) { $0 + ($1 <= centre ? 1 : 0) }
  }

  /// The number of cells.
  var cells: Int { cuts.count + 1 }

  /// The cell of a residual; `index` tells equal ones apart only where that fault is built in.
  func cell(of residual: Double, index: Int) -> Int {
    let value: Double = straddlesTies ? Self.jittered(residual, index) : residual
    var (low, high): (Int, Int) = (0, cuts.count)
    while low < high {
      let middle: Int = (low + high) / 2
      if cuts[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// |r − centre|, as far as it counts.
  func distance(of residual: Double) -> Double { min((residual - centre).magnitude, largestDistance) }

  private static func jittered(_ value: Double, _ index: Int) -> Double {
    value + 1e-9 * (Double(index * 7919 % 1009) / 1009 - 0.5)
  }
}
