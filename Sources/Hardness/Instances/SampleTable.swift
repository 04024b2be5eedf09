import DataFiles
import ExactArithmetic
import Foundation

/// The samples as comma-separated values: `tag,weight,x0,…,y0,…`, a sample on each line.
///
/// Every number is an integer or the shortest decimal that reads back as the same `Double`.
enum SampleTable {
  /// Writes the table sample by sample.
  ///
  /// - Throws: `DataError` where an entry has no finite `Double`, or the disk is full.
  /// - Complexity: O(samples × coordinates) time, O(coordinates) memory.
  static func write(_ instance: TrainingInstance, directory: String, to output: borrowing OutputDirectory)
    throws
  {
    let path: String = InstanceDirectory.path(of: InstanceDirectory.csvName, in: directory)
    let file: AtomicFile = try AtomicFile(path: output.stagedPath(for: InstanceDirectory.csvName))
    var head: [String] = ["tag", "weight"]
    head += (0..<instance.dimension).map { "x\($0)" }
    head += (0..<instance.outputs).map { "y\($0)" }
    try file.write(Data((head.joined(separator: ",") + "\n").utf8))
    for (row, sample) in instance.samples.enumerated() {
      func text(_ value: Rational, _ column: Int) throws -> String {
        decimal(try InstanceDirectory.finite(value, file: path, row: row, column: column))
      }
      var line: String = "\(sample.tag),\(try text(sample.weight, 1))"
      var next: Int = 0
      for entry in sample.x {
        line +=
          String(repeating: ",0", count: entry.index - next) + "," + (try text(entry.value, 2 + entry.index))
        next = entry.index + 1
      }
      line += String(repeating: ",0", count: instance.dimension - next)
      for (index, label) in sample.y.enumerated() {
        line += "," + (try text(label, 2 + instance.dimension + index))
      }
      try file.write(Data((line + "\n").utf8))
    }
    try file.commit()
  }

  /// The largest magnitude below which an integer is written without an exponent.
  private static let largestInteger: UInt64 = 1 << 53

  private static func decimal(_ value: Double) -> String {
    if let integer = Int64(exactly: value), integer.magnitude < largestInteger { return String(integer) }
    return "\(value)"
  }
}
