import DataFiles
import ExactArithmetic
import Foundation

/// The inputs as a sparse matrix in compressed rows (CSR), in three one-dimensional arrays.
///
/// `inputs.data.npy` (float64) and `inputs.indices.npy` (int64) hold value and coordinate of each entry that is not
/// zero, row after row; `inputs.indptr.npy` (int64) has the place of each row's first entry, and at the end the number
/// of entries. `scipy.sparse.csr_matrix((data, indices, indptr), shape=(samples, coordinates))` takes them as they are.
enum SparseArrays {
  /// The entries' values.
  static let dataName: String = "inputs.data.npy"
  /// The entries' coordinates.
  static let indicesName: String = "inputs.indices.npy"
  /// Where each row begins.
  static let pointersName: String = "inputs.indptr.npy"

  static let names: [String] = [dataName, indicesName, pointersName]

  /// Writes the three arrays side by side, sample by sample.
  ///
  /// - Throws: `DataError` where an entry has no finite `Double`, or the disk is full.
  /// - Complexity: O(entries) time, flat memory.
  static func write(
    _ samples: SampleList, entries: Int, directory: String, to output: borrowing OutputDirectory
  ) throws {
    let data: VectorFile = try VectorFile(
      path: output.stagedPath(for: dataName), type: .float64, count: entries)
    let indices: VectorFile = try VectorFile(
      path: output.stagedPath(for: indicesName), type: .int64, count: entries)
    let pointers: VectorFile = try VectorFile(
      path: output.stagedPath(for: pointersName), type: .int64, count: samples.count + 1)
    var start: Int = 0
    try pointers.append(UInt64(0))
    for (row, sample) in samples.enumerated() {
      for entry in sample.x {
        let value: Double = try InstanceDirectory.finite(
          entry.value, file: InstanceDirectory.path(of: dataName, in: directory), row: row,
          column: entry.index)
        try data.append(value.bitPattern)
        try indices.append(UInt64(entry.index))
      }
      start += sample.x.count
      try pointers.append(UInt64(start))
    }
    for file in [data, indices, pointers] { try file.finish() }
  }
}
