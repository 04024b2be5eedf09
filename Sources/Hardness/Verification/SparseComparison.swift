import DataFiles
import ExactArithmetic

/// Compares the arrays of inputs in compressed rows with the exact samples, entry by entry.
struct SparseComparison {
  let directory: String
  let instance: TrainingInstance

  /// The first difference; `nil` where all agree. Memory does not grow with the files.
  ///
  /// - Throws: `DataError` where an array is missing or unreadable.
  func difference() throws -> String? {
    let data: VectorReader = try reader(SparseArrays.dataName, .float64)
    let indices: VectorReader = try reader(SparseArrays.indicesName, .int64)
    let pointers: VectorReader = try reader(SparseArrays.pointersName, .int64)
    guard pointers.count == instance.samples.count + 1 else {
      return "\(SparseArrays.pointersName) has \(pointers.count) entries, not \(instance.samples.count + 1)"
    }
    guard data.count == indices.count else {
      return
        "\(SparseArrays.dataName) has \(data.count) entries and \(SparseArrays.indicesName) \(indices.count)"
    }
    var start: UInt64 = 0
    guard try pointers.next() == start else { return "\(SparseArrays.pointersName) does not begin with 0" }
    for (row, sample) in instance.samples.enumerated() {
      for entry in sample.x {
        let (value, index): (UInt64?, UInt64?) = (try data.next(), try indices.next())
        guard index == UInt64(entry.index) else {
          return "\(SparseArrays.indicesName) has \(Self.text(index)) in row \(row), not \(entry.index)"
        }
        guard let value, Double(bitPattern: value) == entry.value.doubleValue else {
          return "\(SparseArrays.dataName) differs in row \(row), column \(entry.index), from \(entry.value)"
        }
      }
      start += UInt64(sample.x.count)
      guard try pointers.next() == start else {
        return "\(SparseArrays.pointersName) does not end row \(row) at \(start)"
      }
    }
    guard UInt64(data.count) == start else {
      return "\(SparseArrays.dataName) has \(data.count) entries, not \(start)"
    }
    return nil
  }

  private func reader(_ name: String, _ type: VectorFile.ElementType) throws -> VectorReader {
    try VectorReader(path: InstanceDirectory.path(of: name, in: directory), type: type)
  }

  private static func text(_ bits: UInt64?) -> String {
    bits.map { String(Int64(bitPattern: $0)) } ?? "no more"
  }
}
