import DataFiles
import LinearAlgebra
import Networks

/// One look at samples before anything is fitted: whether arithmetic can use them, and whether they say anything.
enum SampleRange {
  /// Entries beyond this overflow when they are squared and summed twice.
  static let largestEntry: Double = 1e140
  /// Labels that are all below this have lost digits, or will when they are squared.
  static let smallestLabel: Double = 1e-140

  /// Why nothing can be learned from the samples; nothing where something may.
  ///
  /// - Throws: `DataError` that names a row with an entry beyond ``largestEntry``.
  static func refusal(_ source: some SampleSource) throws -> Refusal? {
    var largest: (input: Double, label: Double) = (0, 0)
    for block in source.blocks() {
      let read: Samples = try source.samples(block)
      try check(read.inputs, source.names.inputs, from: block.lowerBound)
      try check(read.labels, source.names.labels, from: block.lowerBound)
      largest.input = max(largest.input, read.inputs.maximumMagnitude)
      largest.label = max(largest.label, read.labels.maximumMagnitude)
    }
    if largest.label == 0 {
      return Refusal(.insufficient, "all labels are zero, so there is nothing to fit")
    }
    if largest.input == 0 {
      return Refusal(
        .notIdentifiable,
        "all inputs are zero, where every network without biases gives zero; give other inputs")
    }
    if largest.label < smallestLabel || largest.input < smallestLabel {
      let what: String = largest.label < smallestLabel ? "labels" : "inputs"
      return Refusal(
        .insufficient,
        "all \(what) are below \(smallestLabel), where digits are lost; multiply them by a constant")
    }
    return nil
  }

  /// Refuses entries beyond ``largestEntry``, and NaN.
  static func check(_ matrix: Matrix, _ file: String, from first: Int) throws {
    guard !(matrix.maximumMagnitude <= largestEntry) else { return }
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns where !(matrix[row, column].magnitude <= largestEntry) {
        throw DataError(
          .badData, file: file, place: "row \(first + row), column \(column)",
          problem: "the entry is beyond \(largestEntry), which cannot be squared and summed",
          mend: "divide the whole file by a constant")
      }
    }
  }
}
