import DataFiles
import LinearAlgebra
import Networks

/// The samples that the search works on, and what is known of the others.
///
/// Rows are taken at even spacing through the whole source, so that sorted data is represented. Both layers are
/// brought to order one by powers of two, which costs no rounding.
struct StudySet {
  /// The samples without the zero rows, scaled.
  let samples: Samples
  /// The power of two by which the inputs were divided.
  let inputScale: Double
  /// The power of two by which the labels were divided.
  let labelScale: Double
  /// Fingerprints of the rows, up to a positive factor.
  let fingerprints: FingerprintTable
  /// For each row of ``samples``, whether it is the first of its fingerprint.
  let isFirstOfItsKind: [Bool]

  /// What contradicts every network without biases, if anything was seen.
  let contradiction: String?

  /// - Parameter isStudied: whether a row belongs to the set, by its number in the source and its place in a block.
  init(
    _ source: some SampleSource, tolerance: Double, where isStudied: @escaping (Int, Int, Matrix) -> Bool
  ) throws {
    var inputBlocks: [Matrix] = []
    var labelBlocks: [Matrix] = []
    var contradiction: String?
    for block in source.blocks() {
      let read: Samples = try source.samples(block)
      let chosen: [Int] = (0..<read.count).filter { isStudied(block.lowerBound + $0, $0, read.inputs) }
      var kept: [Int] = []
      for row in chosen {
        guard read.inputs.row(row).allSatisfy({ $0 == 0 }) else {
          kept.append(row)
          continue
        }
        if read.labels.row(row).contains(where: { $0 != 0 }) {
          contradiction =
            contradiction ?? "sample \(block.lowerBound + row) has a zero input and a label that is not zero"
        }
      }
      guard !kept.isEmpty else { continue }
      inputBlocks.append(read.inputs.selectingRows(kept))
      labelBlocks.append(read.labels.selectingRows(kept))
    }
    let inputs: Matrix =
      inputBlocks.isEmpty
      ? Matrix(rows: 0, columns: source.inputsDimension) : Matrix.stackingRows(of: inputBlocks)
    let labels: Matrix =
      labelBlocks.isEmpty
      ? Matrix(rows: 0, columns: source.outputsDimension) : Matrix.stackingRows(of: labelBlocks)
    self.inputScale = inputs.maximumMagnitude.powerOfTwoAtLeast
    self.labelScale = labels.maximumMagnitude.powerOfTwoAtLeast
    let (inputScale, labelScale): (Double, Double) = (self.inputScale, self.labelScale)
    self.samples = Samples(
      inputs: inputs.mapElements { $0 / inputScale }, labels: labels.mapElements { $0 / labelScale })

    var fingerprints: FingerprintTable = FingerprintTable(width: samples.inputs.columns)
    var fingerprint: [Float] = [Float](repeating: 0, count: samples.inputs.columns)
    var firstRow: [Int] = []
    var isFirst: [Bool] = []
    for row in 0..<samples.count {
      FingerprintTable.take(row, of: samples.inputs, into: &fingerprint)
      let (index, isNew): (Int, Bool) = fingerprints.insert(fingerprint)
      isFirst.append(isNew)
      guard !isNew else {
        firstRow.append(row)
        continue
      }
      let earlier: Int = firstRow[index]
      let labelsDiffer: Bool = zip(samples.labels.row(row), samples.labels.row(earlier))
        .contains { ($0 - $1).magnitude > tolerance }
      if labelsDiffer, samples.inputs.row(row) == samples.inputs.row(earlier) {
        contradiction = contradiction ?? "two samples have equal inputs and different labels"
      }
    }
    self.fingerprints = fingerprints
    self.isFirstOfItsKind = isFirst
    self.contradiction = contradiction
  }
}

extension Double {
  /// The least power of two that is not below a positive number; 1 for zero.
  fileprivate var powerOfTwoAtLeast: Double {
    guard self > 0, isFinite else { return 1 }
    return Double(sign: .plus, exponent: min(exponent + 1, 1023), significand: 1)
  }
}
