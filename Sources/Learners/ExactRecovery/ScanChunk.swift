import LinearAlgebra
import Networks

/// What a network that was found says of some rows of the samples.
struct ScanChunk: Sendable {
  let hidden: Matrix
  let output: Matrix
  let study: StudySet
  /// The margin, relative to the sample's norm, within which it is left open whether a neuron is active.
  let band: Double
  let activation: Activation
  /// |v| of each neuron; nothing where all are 1.
  let lengths: [Double]?
  /// Whether rows that were studied count as fresh, which only a fault says.
  let countsStudied: Bool

  /// What was seen in some rows.
  struct Finding: Sendable {
    var largestError: Double = 0
    var worstRow: Int = 0
    var largestLabel: Double = 0
    /// For each neuron the rows on which it alone is active, of norm 1, one after the other.
    var pureRows: [[Double]]
    /// The fingerprints of rows that are neither studied nor copies of such, one after the other.
    var freshRows: [Float] = []
  }

  /// Scans rows of samples that are not scaled yet.
  func scan(_ samples: Samples, _ rows: Range<Int>, countsHeldOut: Bool) -> Finding {
    let inputs: Matrix = samples.inputs.rowRange(rows).mapElements { $0 / study.inputScale }
    let labels: Matrix = samples.labels.rowRange(rows).mapElements { $0 / study.labelScale }
    let margins: Matrix = inputs.timesTransposed(hidden)
    let predicted: Matrix = units(margins).timesTransposed(output)
    var finding: Finding = Finding(pureRows: [[Double]](repeating: [], count: hidden.rows))
    var fingerprint: [Float] = [Float](repeating: 0, count: inputs.columns)
    for row in 0..<inputs.rows {
      for label in 0..<labels.columns {
        var error: Double = (predicted[row, label] - labels[row, label]).magnitude
        if hasSteepUnits, error > 0 { error = max(0, error - slack(ofRow: row, label, margins, inputs)) }
        finding.largestLabel = max(finding.largestLabel, labels[row, label].magnitude)
        // Written so that an error that is NaN counts as the worst.
        if !(error <= finding.largestError) {
          finding.largestError = error.isNaN ? .infinity : error
          finding.worstRow = rows.lowerBound + row
        }
      }
      let norm: Double = inputs.normOfRow(row)
      guard norm > 0, norm.isFinite else { continue }
      if let alone = margins.onlyEntry(above: -band * norm, inRow: row), margins[row, alone] > band * norm {
        finding.pureRows[alone].append(contentsOf: inputs.row(row).scaled(by: 1 / norm))
      }
      if countsHeldOut {
        FingerprintTable.take(row, of: inputs, into: &fingerprint)
        if countsStudied || !study.fingerprints.contains(fingerprint) {
          finding.freshRows.append(contentsOf: fingerprint)
        }
      }
    }
    return finding
  }

  /// The units' values, from v̂·x.
  private func units(_ margins: Matrix) -> Matrix {
    guard activation != .relu || lengths != nil else { return margins.mapElements { Activation.relu($0) } }
    let products: Matrix = lengths.map { margins * Matrix.diagonal($0) } ?? margins
    return products.mapElements { activation($0) }
  }

  /// Whether the rounding of v·x near 0 may change a unit by more than rounding.
  private var hasSteepUnits: Bool { activation == .reluSqrt || activation == .step }

  /// By how much a label may change where v·x is rounded.
  private func slack(ofRow row: Int, _ label: Int, _ margins: Matrix, _ inputs: Matrix) -> Double {
    let rounding: Double = RectifiedStep.roundingOfMargins * inputs.normOfRow(row)
    return (0..<margins.columns).reduce(0) { sum, neuron in
      let margin: Double = margins[row, neuron]
      return sum
        + output[label, neuron].magnitude * (activation(margin + rounding) - activation(margin - rounding))
    }
  }
}

extension Matrix {
  /// The Euclidean norm of a row.
  fileprivate func normOfRow(_ index: Int) -> Double {
    var sum: Double = 0
    for column in 0..<columns { sum += self[index, column] * self[index, column] }
    // Where squares overflow or vanish, the careful way.
    return sum.isNormal ? sum.squareRoot() : row(index).euclideanNorm
  }

  /// The column of the only entry of a row that is above `bound`; nothing where there are none or several.
  fileprivate func onlyEntry(above bound: Double, inRow row: Int) -> Int? {
    var found: Int?
    for column in 0..<columns where self[row, column] > bound {
      guard found == nil else { return nil }
      found = column
    }
    return found
  }
}
