import LinearAlgebra
package import Networks

/// Samples made ready for least squares: both sides brought to order one, rows weighted, pieces of fixed size.
///
/// Few samples are held in memory; of many, each pass reads the source anew, so that memory does not grow with n.
package struct FitSamples: Sendable {
  /// The number of samples, *n*.
  package let count: Int
  /// The number of inputs, *d*.
  package let inputsDimension: Int
  /// The number of labels of a sample, *m*.
  package let outputsDimension: Int
  /// The power of two by which the inputs are divided, next to their root mean square.
  let inputScale: Double
  /// The power of two by which the labels are divided, next to their root mean square.
  let labelScale: Double
  /// The sum of the squared labels after weighting and scaling.
  let squaredLabels: Double
  private let source: any SampleSource
  private let weights: [Double]?
  private let held: Samples?

  /// Matrix entries up to which the samples are held in memory, 128 MiB.
  package static let largestHeldCells: Int = 1 << 24
  /// Entries of the largest matrix that a piece makes, 16 MiB.
  private static let cellsPerPiece: Int = 1 << 21
  /// Pieces whose results are in memory at the same time.
  private static let piecesAtOnce: Int = 8
  private static let rowsPerPiece: ClosedRange<Int> = 256...8192

  /// Reads the samples once.
  ///
  /// - Parameters:
  ///   - rowWeights: by what both sides of each sample are multiplied, which leaves a ReLU network's neurons as they
  ///     are; the loss of a sample is multiplied by its square. One for each sample, not negative.
  ///   - heldCells: the matrix entries up to which the samples are held in memory.
  /// - Throws: `DataError` where the samples cannot be read.
  package init(
    _ source: some SampleSource, rowWeights: [Double]? = nil, heldCells: Int = largestHeldCells
  ) throws {
    precondition(rowWeights.map { $0.count == source.count } ?? true, "give one row weight for each sample")
    self.count = source.count
    self.inputsDimension = source.inputsDimension
    self.outputsDimension = source.outputsDimension
    self.source = source
    self.weights = rowWeights
    var inputs: SquareSum = SquareSum()
    var labels: SquareSum = SquareSum()
    var weightedLabels: SquareSum = SquareSum()
    let isHeld: Bool =
      source.count <= heldCells / max(1, source.inputsDimension + source.outputsDimension)
    var blocks: [Samples] = []
    for block in source.blocks() {
      let read: Samples = try source.samples(block)
      inputs.add(read.inputs)
      labels.add(read.labels)
      if let rowWeights { weightedLabels.add(read.labels.multiplyingRows(by: rowWeights[block])) }
      if isHeld { blocks.append(read) }
    }
    let (inputScale, labelScale): (Double, Double) = (inputs.powerOfTwo, labels.powerOfTwo)
    self.inputScale = inputScale
    self.labelScale = labelScale
    self.squaredLabels = (rowWeights == nil ? labels : weightedLabels).total(scale: labelScale)
    if isHeld, !blocks.isEmpty {
      let whole: Samples =
        blocks.count == 1
        ? blocks[0]
        : Samples(
          inputs: Matrix.stackingRows(of: blocks.map(\.inputs)),
          labels: Matrix.stackingRows(of: blocks.map(\.labels)))
      self.held = Self.prepare(whole, inputScale, labelScale, rowWeights?[0..<whole.count])
    } else {
      self.held = nil
    }
  }

  /// What `body` makes of each piece, given to `add` in the order of the samples.
  ///
  /// - Parameters:
  ///   - widest: the number of columns of the widest matrix that `body` makes, which sets the size of a piece.
  ///   - body: gets inputs and labels, weighted and scaled, and the weights.
  func forEachPiece<Piece: Sendable>(
    widest: Int, threads: Int, _ body: @Sendable (Samples, [Double]?) -> Piece, add: (Piece) -> Void
  ) throws {
    let rows: Int = min(
      max(Self.cellsPerPiece / max(1, widest), Self.rowsPerPiece.lowerBound), Self.rowsPerPiece.upperBound)
    for block in source.blocks() {
      let read: Samples = try held?.samples(block) ?? source.samples(block)
      let pieces: [Range<Int>] = stride(from: 0, to: block.count, by: rows)
        .map { $0..<min($0 + rows, block.count) }
      for first in stride(from: 0, to: pieces.count, by: Self.piecesAtOnce) {
        let batch: Int = min(Self.piecesAtOnce, pieces.count - first)
        let found: [Piece] = Parallel.map(batch, threads: threads) { index in
          let range: Range<Int> = pieces[first + index]
          let part: Samples = pieces.count == 1 ? read : read.samples(range)
          let start: Int = block.lowerBound + range.lowerBound
          let slice: ArraySlice<Double>? = weights?[start..<start + range.count]
          let ready: Samples = held == nil ? Self.prepare(part, inputScale, labelScale, slice) : part
          return body(ready, slice.map(Array.init))
        }
        for piece in found { add(piece) }
      }
    }
  }

  /// A network of the samples, for scaled inputs and labels.
  func scaled(_ point: NetworkPoint) -> NetworkPoint {
    NetworkPoint(
      hidden: point.hidden, output: point.output.scaled(by: inputScale / labelScale),
      intercept: point.intercept.scaled(by: 1 / labelScale))
  }

  /// A network of scaled inputs and labels, for the samples as they are, with |v_i| = 1.
  func unscaled(_ point: NetworkPoint) -> NetworkPoint {
    let unit: NetworkPoint = point.normalised(isBalanced: false)
    return NetworkPoint(
      hidden: unit.hidden, output: unit.output.scaled(by: labelScale / inputScale),
      intercept: unit.intercept.scaled(by: labelScale))
  }

  private static func prepare(
    _ samples: Samples, _ inputScale: Double, _ labelScale: Double, _ weights: ArraySlice<Double>?
  ) -> Samples {
    let inputs: Matrix = samples.inputs.scaled(by: 1 / inputScale)
    let labels: Matrix = samples.labels.scaled(by: 1 / labelScale)
    guard let weights else { return Samples(inputs: inputs, labels: labels) }
    return Samples(
      inputs: inputs.multiplyingRows(by: weights), labels: labels.multiplyingRows(by: weights))
  }
}

/// A sum of squares that neither overflows nor vanishes.
private struct SquareSum {
  private var largest: Double = 0
  private var sum: Double = 0
  private var count: Int = 0

  mutating func add(_ matrix: Matrix) {
    count += matrix.rows * matrix.columns
    let magnitude: Double = matrix.maximumMagnitude
    guard magnitude > 0 else { return }
    if magnitude > largest {
      sum *= (largest / magnitude) * (largest / magnitude)
      largest = magnitude
    }
    let inverse: Double = 1 / largest
    sum += matrix.elements.reduce(0) { $0 + ($1 * inverse) * ($1 * inverse) }
  }

  /// The power of two next to the root mean square; 1 where all entries are zero.
  var powerOfTwo: Double {
    let root: Double = largest * (sum / Double(max(1, count))).squareRoot()
    guard root.isNormal else { return 1 }
    return Double(sign: .plus, exponent: min(max(root.exponent, -1000), 1000), significand: 1)
  }

  func total(scale: Double) -> Double { (largest / scale) * (largest / scale) * sum }
}

extension Matrix {
  /// Each row times its factor.
  func multiplyingRows(by factors: ArraySlice<Double>) -> Matrix {
    let width: Int = columns
    let list: [Double] = Array(factors)
    return Matrix(rows: rows, columns: width) { span in
      for row in list.indices {
        for column in 0..<width { span[row * width + column] = list[row] * self[row, column] }
      }
    }
  }
}
