import Foundation
import LinearAlgebra
import Networks
import RandomStreams

/// One look through all filters for directions beyond those known.
struct SearchRound: Sendable {
  /// The new directions, `d × q`, off the span of what is known.
  let found: Matrix
  /// The filter that showed them.
  let filter: String?
  /// The moments of all studied inputs.
  let moments: MomentSum
  private let eigenvalues: [Double]
  private let edge: Double
  private let slack: Double
  private let filters: [FilterReading]
  private let sliceCounts: [Int]
  private let calibration: NullCalibration?

  /// The eigenvalues that are kept for a picture.
  private static let eigenvaluesKept: Int = 12

  /// The factor above an edge from which an eigenvalue counts, 1.03 + 2 d^(−2/3): the fluctuation of the largest
  /// eigenvalue on noise has this order.
  static func slack(dimension: Int) -> Double {
    1.03 + 2 / cbrt(Double(dimension * dimension))
  }

  /// Looks.
  ///
  /// - Parameter most: the most directions that may be returned.
  init(
    data: StudyData, known: Matrix, options: FilteredPCALearner.Options, fault: FilteredPCAFault?,
    stream: RandomStream, threads: Int, residual: @escaping @Sendable (LabelledRows) -> [Double]
  ) throws {
    let core: [Double] = try data.core.map(threads: threads, residual).flatMap { $0 }
    let single: Bool = options.method == .singleFilter
    let cuts: ResidualCuts = ResidualCuts(
      core, slices: single ? 1 : options.slices,
      quantiles: single ? [SingleFilterSearch.quantile] : ResidualCuts.quantiles,
      straddlesTies: fault == .spuriousTies)
    let cells: CellMoments = try CellMoments(data.rows, cuts: cuts, threads: threads, residual: residual)
    let projected: Matrix = fault == .noProjection ? Matrix(rows: data.dimension, columns: 0) : known
    let slices: [MomentSum] = (0...(cuts.sliceOfCell.max() ?? 0)).map { slice in
      cells.sum(of: cuts.sliceOfCell.map { $0 == slice })
    }
    let tensors: SliceTensors = SliceTensors(slices, known: projected)
    let eigen: SymmetricEigen = try SymmetricEigen(tensors.matrix)
    self.moments = cells.total
    let slack: Double = Self.slack(dimension: data.dimension)
    self.slack = slack
    let sliceEdge: Double = SliceTensors.edge(
      samples: moments.count, dimension: data.dimension, slices: tensors.counts.count, known: known.columns)
    self.sliceCounts = tensors.counts
    let usesSlices: Bool = !single && fault != .noFilter && tensors.counts.count > 1
    let room: Int = data.dimension - known.columns
    let ratios: [Double] = eigen.values.reversed().map { $0 / sliceEdge }
    var count: Int = usesSlices ? min(room, ratios.count { $0 > slack }) : 0
    var calibration: SliceCalibration?
    if count > 0, fault != .wrongEdge,
      SliceCalibration.isNeeded(
        slices: tensors.counts.count, asked: options.slices, smallest: tensors.counts.min() ?? 0,
        dimension: data.dimension)
    {
      let made: SliceCalibration = try SliceCalibration(
        counts: tensors.counts, core: data.core, known: projected, stream: stream.child("calibration"),
        threads: threads)
      count = ratios.prefix(count).count { made.accepts($0) }
      calibration = made
    }
    var filter: String? = count > 0 ? "slices" : nil
    var start: Matrix = eigen.vectors.selectingColumns((0..<count).map { data.dimension - 1 - $0 })
    var readings: [FilterReading] =
      usesSlices ? [FilterReading(filter: "slices", ratio: ratios.first ?? 0)] : []
    let bank: FilterBank = try FilterBank(
      cells, cuts: cuts, core: core, known: projected, fault: fault, onlyThresholds: single)
    for reading in bank.readings {
      readings.append(FilterReading(filter: reading.name, ratio: reading.ratios.first ?? 0))
      let above: Int = min(single ? 1 : room, reading.ratios.count { $0 > slack })
      guard above > count else { continue }
      count = above
      filter = reading.name
      start = reading.vectors.selectingColumns(0..<above)
    }
    if single {
      self.eigenvalues = Array((bank.readings.first?.ratios ?? []).prefix(Self.eigenvaluesKept))
      self.edge = 1
    } else {
      self.eigenvalues = Array(eigen.values.reversed().prefix(Self.eigenvaluesKept))
      self.edge = sliceEdge
    }
    self.filter = filter
    self.filters = readings
    self.calibration = calibration?.record
    let refined: Matrix = usesSlices && count > 0 ? try tensors.refined(start) : start
    self.found =
      count > 0
      ? Orthonormal.basis(fault == .noProjection ? refined : Orthonormal.removing(known, from: refined))
      : refined
  }

  /// The record of the round.
  ///
  /// - Parameter dropped: why its directions were not kept.
  func record(
    _ round: Int, dimension: Int, residual: Double, dropped: String? = nil
  ) -> FilterRound {
    FilterRound(
      round: round, found: found.columns, filter: filter, eigenvalues: eigenvalues, noiseEdge: edge,
      slack: slack, filters: filters, slices: sliceCounts.count, smallestSlice: sliceCounts.min() ?? 0,
      calibration: calibration, dimension: dimension, residual: residual, dropped: dropped)
  }
}
