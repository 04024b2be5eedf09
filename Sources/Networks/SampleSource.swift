import DataFiles
public import LinearAlgebra

/// Inputs and labels of the same samples.
public struct Samples: Sendable, Hashable {
  /// *X*, `n × d`, rows are samples.
  public let inputs: Matrix
  /// *Y*, `n × m`.
  public let labels: Matrix

  /// Joins inputs and labels.
  ///
  /// - Precondition: both have the same number of rows.
  public init(inputs: Matrix, labels: Matrix) {
    precondition(inputs.rows == labels.rows, "every sample needs an input and a label")
    self.inputs = inputs
    self.labels = labels
  }

  /// The number of samples, *n*.
  public var count: Int { inputs.rows }
}

/// Samples that are read or drawn in blocks, so that nobody needs to hold all of them.
public protocol SampleSource: Sendable {
  /// The number of samples, *n*.
  var count: Int { get }
  /// The number of inputs, *d*.
  var inputsDimension: Int { get }
  /// The number of labels of a sample, *m*.
  var outputsDimension: Int { get }
  /// What the inputs and the labels are called in an error: their files, where they come from files.
  var names: (inputs: String, labels: String) { get }
  /// The samples of a range, the same at every call.
  ///
  /// - Throws: `DataError` where they come from a file that is at fault.
  func samples(_ range: Range<Int>) throws -> Samples
}

extension SampleSource {
  /// `inputs` and `labels`.
  public var names: (inputs: String, labels: String) { ("inputs", "labels") }

  /// Consecutive ranges that cover all samples, of about `cells` matrix entries each.
  public func blocks(ofCells cells: Int = 1 << 20) -> [Range<Int>] {
    let rows: Int = max(1, cells / max(1, inputsDimension + outputsDimension))
    return stride(from: 0, to: count, by: rows).map { $0..<min($0 + rows, count) }
  }
}

extension Samples: SampleSource {
  /// The number of inputs, *d*.
  public var inputsDimension: Int { inputs.columns }
  /// The number of labels of a sample, *m*.
  public var outputsDimension: Int { labels.columns }

  /// The samples of a range.
  public func samples(_ range: Range<Int>) -> Samples {
    Samples(inputs: inputs.rowRange(range), labels: labels.rowRange(range))
  }
}

/// Samples in two `.npy` files.
public struct SampleFiles: SampleSource {
  private let inputs: NPYReader
  private let labels: NPYReader

  /// Opens the files and checks that they belong together.
  ///
  /// - Throws: `DataError` where a file cannot be used or the numbers of rows differ.
  public init(inputsPath: String, labelsPath: String) throws {
    self.inputs = try NPYReader(path: inputsPath)
    self.labels = try NPYReader(path: labelsPath)
    guard inputs.rows == labels.rows else {
      throw DataError(
        .badData, file: labelsPath, place: "header",
        problem: "has \(labels.rows) rows where \(inputsPath) has \(inputs.rows)",
        mend: "give one label row for each input row")
    }
  }

  /// The number of samples, *n*.
  public var count: Int { inputs.rows }
  /// The number of inputs, *d*.
  public var inputsDimension: Int { inputs.columns }
  /// The number of labels of a sample, *m*.
  public var outputsDimension: Int { labels.columns }
  /// The paths of the files.
  public var names: (inputs: String, labels: String) { (inputs.path, labels.path) }
  /// Whether the labels were stored with 24 significant bits.
  public var labelsAreSinglePrecision: Bool { labels.isSinglePrecision }

  /// The samples of a range.
  ///
  /// - Throws: `DataError` that names a row and column that is NaN or infinite.
  public func samples(_ range: Range<Int>) throws -> Samples {
    Samples(inputs: try inputs.readRows(range), labels: try labels.readRows(range))
  }
}
