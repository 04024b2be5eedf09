import DataFiles
import LinearAlgebra
import Networks

/// The samples and the shape of the network that a descent works on, checked.
struct DescentProblem: Sendable {
  let rows: DescentRows
  /// *Y*, `n × m`, row by row.
  let labels: [Double]
  let weights: [Double]
  /// *n*, *d*, *m*, *k*.
  let (samples, inputs, outputs, units): (Int, Int, Int, Int)

  init(inputs: Matrix, labels: Matrix, weights: [Double]?, units: Int) throws {
    guard inputs.rows > 0, inputs.columns > 0, labels.columns > 0 else {
      throw DataError(.badData, file: "inputs", problem: "hold no sample", mend: "give at least one")
    }
    guard labels.rows == inputs.rows else {
      throw DataError(
        .badData, file: "labels", problem: "have \(labels.rows) rows where the inputs have \(inputs.rows)",
        mend: "give one label row for each input row")
    }
    let each: [Double] = weights ?? [Double](repeating: 1, count: inputs.rows)
    guard each.count == inputs.rows else {
      throw DataError(
        .badData, file: "weights", problem: "are \(each.count) where there are \(inputs.rows) samples",
        mend: "give one weight for each sample")
    }
    if let row = each.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw DataError(
        .badData, file: "weights", place: "row \(row)", problem: "\(each[row]) is no weight",
        mend: "give finite numbers that are not negative")
    }
    guard inputs.isFinite, labels.isFinite else {
      throw DataError(
        .badData, file: inputs.isFinite ? "labels" : "inputs", problem: "hold a NaN or infinite entry",
        mend: "correct the value")
    }
    self.rows = DescentRows(inputs)
    self.labels = labels.elements
    self.weights = each
    (self.samples, self.inputs, self.outputs, self.units) = (
      inputs.rows, inputs.columns, labels.columns, units
    )
  }

  /// The number of samples with a label other than 0.
  var labelledSamples: Int { (0..<samples).count { isLabelled($0) } }

  /// Whether a sample has a label other than 0, and counts.
  func isLabelled(_ sample: Int) -> Bool {
    weights[sample] > 0 && labels[sample * outputs..<(sample + 1) * outputs].contains { $0 != 0 }
  }

  /// The network of the weights at the end of a restart.
  func network(_ end: DescentRun.End) throws -> Network {
    let transposed: Matrix = try Matrix(rows: inputs, columns: units, elements: end.hidden)
    return try Network(
      hidden: transposed.transposed, output: try Matrix(rows: outputs, columns: units, elements: end.output))
  }
}

/// The inputs, as lists of entries where most are 0, else as a matrix for BLAS.
enum DescentRows: Sendable {
  /// Row i has the entries `starts[i]..<starts[i + 1]`.
  case sparse(starts: [Int], columns: [Int], values: [Double])
  case dense(Matrix)

  /// Where this share of the entries or more is not 0, the products of BLAS are faster than lists.
  private static let denseShare: Double = 0.25

  init(_ inputs: Matrix) {
    let count: Int = inputs.elements.count { $0 != 0 }
    guard Double(count) < Self.denseShare * Double(inputs.elements.count) else {
      self = .dense(inputs)
      return
    }
    var starts: [Int] = [0]
    var columns: [Int] = []
    var values: [Double] = []
    for row in 0..<inputs.rows {
      for column in 0..<inputs.columns where inputs[row, column] != 0 {
        columns.append(column)
        values.append(inputs[row, column])
      }
      starts.append(columns.count)
    }
    self = .sparse(starts: starts, columns: columns, values: values)
  }

  /// X W for *W* (`d × k`, row by row), into `result` (`n × k`).
  func times(_ weights: [Double], units: Int, into result: inout [Double]) {
    switch self {
    case .dense(let inputs):
      let matrix: Matrix = Matrix(rows: inputs.columns, columns: units) { span in
        for index in 0..<span.count { span[index] = weights[index] }
      }
      result = (inputs * matrix).elements
    case .sparse(let starts, let columns, let values):
      for row in 0..<starts.count - 1 {
        let base: Int = row * units
        for unit in 0..<units { result[base + unit] = 0 }
        for entry in starts[row]..<starts[row + 1] {
          let (from, value): (Int, Double) = (columns[entry] * units, values[entry])
          for unit in 0..<units { result[base + unit] += value * weights[from + unit] }
        }
      }
    }
  }

  /// Xᵀ G for *G* (`n × k`), into `result` (`d × k`).
  func transposedTimes(_ gradient: [Double], units: Int, into result: inout [Double]) {
    switch self {
    case .dense(let inputs):
      let matrix: Matrix = Matrix(rows: inputs.rows, columns: units) { span in
        for index in 0..<span.count { span[index] = gradient[index] }
      }
      result = inputs.transposedTimes(matrix).elements
    case .sparse(let starts, let columns, let values):
      for index in result.indices { result[index] = 0 }
      for row in 0..<starts.count - 1 {
        let base: Int = row * units
        for entry in starts[row]..<starts[row + 1] {
          let (target, value): (Int, Double) = (columns[entry] * units, values[entry])
          for unit in 0..<units { result[target + unit] += value * gradient[base + unit] }
        }
      }
    }
  }
}
