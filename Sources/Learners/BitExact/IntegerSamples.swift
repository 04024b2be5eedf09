public import BigInt
import DataFiles
public import ExactArithmetic
import LinearAlgebra
public import Networks

/// Samples whose entries are exact rationals, each row multiplied by a positive number that makes it integers.
///
/// relu(c t) = c relu(t) for c > 0: a network without biases fits a sample (x, y) exactly where it fits (c x, c y). So
/// input and label of a sample are cleared of denominators together, to coprime integers.
public struct IntegerSamples: Sendable {
  /// The inputs, `n` rows of *d* integers.
  public let inputs: [[BigInt]]
  /// The labels, `n` rows of *m* integers.
  public let labels: [[BigInt]]
  /// The number of inputs, *d*.
  public let inputsDimension: Int
  /// The number of labels of a sample, *m*.
  public let outputsDimension: Int
  /// Whether the labels were given as floating-point numbers, which may have been rounded.
  public let labelsAreFloats: Bool
  /// Whether the labels were stored with 24 significant bits.
  public private(set) var labelsAreSinglePrecision: Bool = false
  /// Whether all inputs are binary fractions, as floats are.
  private let inputsAreBinary: Bool
  /// The nearest floats, for searches.
  let floats: Samples

  /// The number of samples, *n*.
  public var count: Int { inputs.count }

  /// The matrix entries that samples may have: each is an integer of any length.
  public static let largestCells: Int = 20_000_000

  /// Takes floats for the binary fractions that they are.
  ///
  /// - Throws: `DataError` where the samples cannot be read or are more than ``largestCells``.
  public init(_ source: some SampleSource) throws {
    try Self.check(source.count, source.inputsDimension + source.outputsDimension, source.names.inputs)
    var inputs: [Matrix] = []
    var labels: [Matrix] = []
    for block in source.blocks() {
      let read: Samples = try source.samples(block)
      inputs.append(read.inputs)
      labels.append(read.labels)
    }
    guard source.count > 0 else {
      throw DataError(
        .badData, file: source.names.inputs, problem: "holds no samples", mend: "give at least one row")
    }
    let floats: Samples = Samples(
      inputs: Matrix.stackingRows(of: inputs), labels: Matrix.stackingRows(of: labels))
    try self.init(
      inputs: Self.exact(floats.inputs, source.names.inputs),
      labels: Self.exact(floats.labels, source.names.labels), floats: floats, labelsAreFloats: true)
  }

  /// Takes samples of rationals.
  ///
  /// - Parameter names: what inputs and labels are called in an error.
  /// - Throws: `DataError` where there is no label row for each input row, there are no samples, more than
  ///   ``largestCells``, or an entry is beyond the range of `Double`.
  public init(
    inputs: RationalMatrix, labels: RationalMatrix, labelsAreFloats: Bool = false,
    names: (inputs: String, labels: String) = ("inputs", "labels")
  ) throws {
    guard inputs.rowCount == labels.rowCount, inputs.rowCount > 0, inputs.columnCount > 0,
      labels.columnCount > 0
    else {
      throw DataError(
        .badData, file: names.labels,
        problem: "has \(labels.rowCount) rows where \(names.inputs) has \(inputs.rowCount)",
        mend: "give one label row for each input row, and at least one")
    }
    try Self.check(inputs.rowCount, inputs.columnCount + labels.columnCount, names.inputs)
    let floats: Samples = Samples(
      inputs: try Self.floats(inputs, names.inputs), labels: try Self.floats(labels, names.labels))
    self.init(inputs: inputs.rows, labels: labels.rows, floats: floats, labelsAreFloats: labelsAreFloats)
  }

  /// Reads samples from `.npy` files of floats, or `.json` files of fractions.
  ///
  /// - Throws: `DataError` where a file cannot be used or they do not belong together.
  public init(inputsPath: String, labelsPath: String) throws {
    guard FractionFile.isNamed(inputsPath) || FractionFile.isNamed(labelsPath) else {
      let files: SampleFiles = try SampleFiles(inputsPath: inputsPath, labelsPath: labelsPath)
      try self.init(files)
      labelsAreSinglePrecision = files.labelsAreSinglePrecision
      return
    }
    try self.init(
      inputs: FractionFile.readExactly(inputsPath), labels: FractionFile.readExactly(labelsPath),
      labelsAreFloats: !FractionFile.isNamed(labelsPath), names: (inputsPath, labelsPath))
  }

  private static func floats(_ matrix: RationalMatrix, _ file: String) throws -> Matrix {
    let rounded: [Double] = matrix.doubleValues
    if let index = rounded.firstIndex(where: { !$0.isFinite }) {
      throw DataError(
        .badData, file: file,
        place: "row \(index / matrix.columnCount), column \(index % matrix.columnCount)",
        problem: "is beyond the range of Double, in which directions are searched for",
        mend: "rescale the numbers")
    }
    return try Matrix(rows: matrix.rowCount, columns: matrix.columnCount, elements: rounded)
  }

  private init(inputs: [[Rational]], labels: [[Rational]], floats: Samples, labelsAreFloats: Bool) {
    let width: Int = floats.inputs.columns
    let rows: [[BigInt]] = zip(inputs, labels).map { Rational.primitive($0 + $1) }
    self.inputs = rows.map { Array($0.prefix(width)) }
    self.labels = rows.map { Array($0.dropFirst(width)) }
    self.inputsDimension = width
    self.outputsDimension = floats.labels.columns
    self.labelsAreFloats = labelsAreFloats
    self.floats = floats
    self.inputsAreBinary = inputs.allSatisfy { row in
      row.allSatisfy {
        $0.denominator.magnitude.trailingZeroBitCount == $0.denominator.magnitude.bitWidth - 1
      }
    }
  }

  private static func exact(_ matrix: Matrix, _ file: String) throws -> [[Rational]] {
    try (0..<matrix.rows).map { row in
      try matrix.row(row).enumerated().map { column, value in
        guard let exact = Rational(exactly: value) else {
          throw DataError(
            .badData, file: file, place: "row \(row), column \(column)", problem: "is \(value)",
            mend: "give a finite number")
        }
        return exact
      }
    }
  }

  private static func check(_ rows: Int, _ width: Int, _ file: String) throws {
    guard rows <= largestCells / max(1, width) else {
      throw DataError(
        .badData, file: file,
        problem: "has \(rows) samples of \(width) numbers, more than exact arithmetic takes",
        mend: "give at most \(largestCells / max(1, width)) samples")
    }
  }

  /// Some of the samples as floats.
  func floats(_ rows: [Int]) -> Samples {
    Samples(inputs: floats.inputs.selectingRows(rows), labels: floats.labels.selectingRows(rows))
  }
}

extension IntegerSamples {
  /// The bits up to which inputs on a common grid count as a coarse one, which no density gives.
  private static let gridBits: Int = 32

  /// Whether all inputs are multiples of one power of two, at most 2³² times as large; or not binary fractions, which
  /// no floats are.
  var areOnGrid: Bool {
    guard inputsAreBinary else { return true }
    var lowest: Int = .max
    var highest: Int = .min
    for value in floats.inputs.elements where value != 0 {
      // The place of the last bit that is set, and of the first.
      let last: Int = Int(value.exponent) - value.significandWidth
      lowest = min(lowest, last)
      highest = max(highest, Int(value.exponent))
    }
    return lowest == .max || highest - lowest < Self.gridBits
  }
}
