import DataFiles
public import LinearAlgebra
public import Networks

/// The second moments of inputs in slices of the label, from one pass: what the first round of filtered PCA looks at.
///
/// ```swift
/// let moments = try FilteredMoments(samples)
/// let eigenvalues = try SymmetricEigen(moments.matrix).values
/// ```
///
/// The slices are of about equal size; tied labels stay in one slice, so that there may be fewer. The cuts come from an
/// even choice of the labels, since any cuts that depend on labels alone filter as well.
///
/// - Complexity: O(n d²), by BLAS on sorted rows; memory does not grow with n.
public struct FilteredMoments: Sendable {
  /// The count, the sum and the second moments of the inputs in each slice, from the smallest labels up.
  public let slices: [MomentSum]
  /// *K*, `d × d`: the sum over slices of squared deviations of second moments and means, whose range in the population
  /// lies in the span of the directions that the labels depend on.
  public let matrix: Matrix
  /// The upper edge of the eigenvalues of ``matrix`` where labels do not depend on inputs.
  public let noiseEdge: Double

  /// About how many labels decide the cuts.
  private static let labelsForCuts: Int = 32_768

  /// Takes the moments.
  ///
  /// - Parameter column: the column of the labels.
  /// - Precondition: there are at least two slices, and `column` is one of the labels.
  /// - Throws: `DataError` where the samples cannot be read, an entry is beyond 1e140, or there are none.
  public init(
    _ samples: some SampleSource, slices: Int = 10, column: Int = 0, threads: Int = Parallel.coreCount
  ) throws {
    precondition(slices > 1 && column >= 0 && column < samples.outputsDimension, "no such slices or column")
    guard samples.count > 0 else {
      throw DataError(
        .badData, file: samples.names.inputs, problem: "there are no samples", mend: "give at least one")
    }
    let step: Int = max(1, samples.count / Self.labelsForCuts)
    var labels: [Double] = []
    for block in samples.blocks() {
      let read: Matrix = try samples.samples(block).labels
      try SampleRange.check(read, samples.names.labels, from: block.lowerBound)
      for row in block where row % step == 0 { labels.append(read[row - block.lowerBound, column]) }
    }
    let cuts: ResidualCuts = ResidualCuts(labels, slices: slices, quantiles: [])
    let rows: StudyRows = StudyRows(
      streaming: samples, roles: .everything, scale: .identity, column: column, count: samples.count)
    let cells: CellMoments = try CellMoments(rows, cuts: cuts, threads: threads, isWeighted: false) {
      $0.labels
    }
    let parts: [MomentSum] = (0...(cuts.sliceOfCell.max() ?? 0)).map { slice in
      cells.sum(of: cuts.sliceOfCell.map { $0 == slice })
    }
    let tensors: SliceTensors = SliceTensors(
      parts, known: Matrix(rows: samples.inputsDimension, columns: 0))
    self.slices = parts.filter { $0.count > 0 }
    self.matrix = tensors.matrix
    self.noiseEdge = SliceTensors.edge(
      samples: samples.count, dimension: samples.inputsDimension, slices: tensors.counts.count, known: 0)
  }
}
