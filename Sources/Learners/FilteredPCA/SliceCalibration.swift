import LinearAlgebra
import RandomStreams

/// The second opinion on eigenvalues of the slices' matrix where slices are few or small: the law of the largest one on
/// labels that do not depend on the inputs.
///
/// The free Poisson edge is right for ten slices of many samples each. Tied labels leave fewer and smaller slices, whose
/// largest eigenvalue fluctuates more and lies higher.
struct SliceCalibration: Sendable {
  /// Standard deviations above the null mean for a false-alarm rate of 1 % of a round; the law of Tracy and Widom asks
  /// for 2.55, the rest is for the deviation's own noise.
  static let requiredScore: Double = 3.5
  /// Permutations, or draws of the null law.
  static let draws: Int = 40
  /// Samples of a slice for each input from which the limit of the null law is close enough.
  static let samplesPerInput: Int = 25

  let record: NullCalibration

  /// Whether a second opinion is needed.
  static func isNeeded(slices: Int, asked: Int, smallest: Int, dimension: Int) -> Bool {
    slices < asked || smallest < samplesPerInput * dimension
  }

  /// The law of the ratio of the largest eigenvalue to the edge.
  ///
  /// - Parameter counts: the samples in each slice, of all rows.
  init(
    counts: [Int], core: StudyRows, known: Matrix, stream: RandomStream, threads: Int
  ) throws {
    let dimension: Int = known.rows
    let byLaw: Bool = (counts.min() ?? 0) >= Self.samplesPerInput * dimension
    let ratios: [Double] =
      byLaw
      ? try Self.lawRatios(slices: counts.count, known: known.columns, dimension, stream, threads)
      : try Self.permutedRatios(counts, core, known, stream, threads)
    let mean: Double = ratios.reduce(0, +) / Double(ratios.count)
    let variance: Double =
      ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, ratios.count - 1))
    self.record = NullCalibration(
      method: byLaw ? .nullLaw : .permutations, draws: ratios.count, mean: mean,
      standardDeviation: variance.squareRoot(), required: Self.requiredScore)
  }

  /// Whether a ratio stands out.
  func accepts(_ ratio: Double) -> Bool {
    ratio - record.mean > record.required * record.standardDeviation
  }

  /// The slices' matrix of the core's rows in another order, cut into slices of the same shares.
  private static func permutedRatios(
    _ counts: [Int], _ core: StudyRows, _ known: Matrix, _ stream: RandomStream, _ threads: Int
  ) throws -> [Double] {
    let rows: Matrix = Matrix.stackingRows(of: try core.map(threads: 1) { $0.inputs })
    let total: Int = counts.reduce(0, +)
    var sums: [Int] = []
    var before: Int = 0
    for count in counts {
      before += count
      sums.append(Int((Double(before) / Double(total) * Double(rows.rows)).rounded()))
    }
    let ends: [Int] = sums
    let edge: Double = SliceTensors.edge(
      samples: rows.rows, dimension: known.rows, slices: counts.count, known: known.columns)
    let results: [Result<Double, any Error>] = Parallel.map(draws, threads: threads) { draw in
      Result {
        let order: [Int] = stream.child(draw).permutation(rows.rows)
        var slices: [MomentSum] = []
        var start: Int = 0
        for end in ends {
          var slice: MomentSum = MomentSum(columns: known.rows)
          slice.add(0..<end - start, of: rows.selectingRows(order[start..<end]))
          slices.append(slice)
          start = end
        }
        return try SymmetricEigen.largestValue(of: SliceTensors(slices, known: known).matrix) / edge
      }
    }
    return try results.map { try $0.get() }
  }

  /// n K has the law of Σ G_j G_jᵀ + h_j h_jᵀ over B − 1 symmetric Gaussian G_j (variance 1, 2 on the diagonal) and h_j.
  private static func lawRatios(
    slices: Int, known: Int, _ dimension: Int, _ stream: RandomStream, _ threads: Int
  ) throws -> [Double] {
    let left: Int = max(1, dimension - known)
    let edge: Double = SliceTensors.edge(samples: 1, dimension: dimension, slices: slices, known: known)
    let results: [Result<Double, any Error>] = Parallel.map(draws, threads: threads) { draw in
      Result {
        var sum: MomentSum = MomentSum(columns: left)
        for slice in 0..<max(1, slices - 1) {
          let drawn: RandomStream = stream.child(draw).child(slice)
          let numbers: Matrix = Matrix(rows: dimension + 1, columns: dimension) {
            drawn.fillGaussian(&$0, threads: 1)
          }
          // The rows of Gᵀ for the columns that are left, and h below them.
          var rows: Matrix = Matrix(rows: dimension + 1, columns: left)
          for row in 0...dimension {
            for column in 0..<left {
              rows[row, column] =
                row == dimension
                ? numbers[row, column]
                : row == column
                  ? 2.0.squareRoot() * numbers[row, row] : numbers[min(row, column), max(row, column)]
            }
          }
          sum.add(0..<dimension + 1, of: rows)
        }
        return try SymmetricEigen.largestValue(of: sum.squares) / edge
      }
    }
    return try results.map { try $0.get() }
  }
}

extension SymmetricEigen {
  /// The largest eigenvalue of a symmetric matrix.
  static func largestValue(of matrix: Matrix) throws -> Double {
    -(try lowest(of: matrix.scaled(by: -1)).value)
  }
}
