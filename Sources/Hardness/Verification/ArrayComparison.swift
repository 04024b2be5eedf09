import DataFiles
import ExactArithmetic
import Foundation
import LinearAlgebra

/// Compares the arrays of a directory with the exact samples, entry by entry.
struct ArrayComparison {
  /// The rows that are held at once are as many as fill this many entries.
  static let entriesPerBlock: Int = 1 << 20

  let directory: String
  let instance: TrainingInstance

  /// The first difference in each array; none where all agree.
  ///
  /// - Throws: `DataError` where an array is missing or unreadable.
  func differences() throws -> [String] {
    let arrays: [String?] = [
      try inputsDifference(),
      try difference(InstanceDirectory.labelsName, columns: instance.outputs) { sample in
        sample.y.enumerated().map { SparseEntry($0.offset, $0.element) }
      },
      try difference(InstanceDirectory.weightsName, columns: 1) { sample in [SparseEntry(0, sample.weight)] },
    ]
    return arrays.compactMap { $0 }
  }

  /// Of the dense array, or where there is none and sparse ones are there, of those.
  private func inputsDifference() throws -> String? {
    func isThere(_ name: String) -> Bool {
      FileManager.default.fileExists(atPath: InstanceDirectory.path(of: name, in: directory))
    }
    let hasSparse: Bool = SparseArrays.names.contains(where: isThere)
    if hasSparse, let difference = try SparseComparison(directory: directory, instance: instance).difference()
    {
      return difference
    }
    if hasSparse, !isThere(InstanceDirectory.inputsName) { return nil }
    return try difference(InstanceDirectory.inputsName, columns: instance.dimension) { sample in sample.x }
  }

  private func difference(
    _ name: String, columns: Int, expected: (ExactSample) -> [SparseEntry]
  ) throws -> String? {
    let reader: NPYReader = try NPYReader(path: InstanceDirectory.path(of: name, in: directory))
    guard reader.rows == instance.samples.count, reader.columns == columns else {
      return
        "\(name) has shape (\(reader.rows), \(reader.columns)), not (\(instance.samples.count), \(columns))"
    }
    for range in reader.blocks(of: max(1, Self.entriesPerBlock / columns)) {
      let block: Matrix = try reader.readRows(range)
      for row in 0..<block.rows {
        let entries: [SparseEntry] = expected(instance.samples[range.lowerBound + row])
        var next: Int = 0
        for column in 0..<columns {
          var value: Rational = .zero
          if next < entries.count, entries[next].index == column {
            value = entries[next].value
            next += 1
          }
          let entry: Double = block[row, column]
          guard value.isZero ? entry == 0 : entry == value.doubleValue else {
            return "\(name) has \(entry) at row \(range.lowerBound + row), column \(column), not \(value)"
          }
        }
      }
    }
    return nil
  }
}
