import DataFiles
import ExactArithmetic
import Foundation
import LinearAlgebra
import Optimization

/// A directory that holds one training instance: exact as JSON, and as arrays for programs that compute in floating
/// point.
///
/// The arrays hold the samples in the JSON's order: `inputs.npy` (n × d), `labels.npy` (n × m), `weights.npy` (n × 1).
/// Inputs above ``usualInputsBytes`` are written in compressed rows instead, `inputs.data.npy`, `inputs.indices.npy` and
/// `inputs.indptr.npy`. Beside them lie the source problem's and the training problem's programs (``ProgramFiles``).
/// Every entry is the `Double` nearest to the rational of the JSON; for most reductions that is the rational itself.
public enum InstanceDirectory {
  /// The exact instance.
  public static let instanceName: String = "instance.json"
  /// The inputs X.
  public static let inputsName: String = "inputs.npy"
  /// The labels Y.
  public static let labelsName: String = "labels.npy"
  /// The samples' weights.
  public static let weightsName: String = "weights.npy"
  /// The solver's certificate.
  public static let certificateName: String = "certificate.json"
  /// The text for people.
  public static let readmeName: String = "README.md"

  /// The samples as comma-separated values, on request.
  public static let csvName: String = "samples.csv"

  /// The largest `inputs.npy` that is written unasked, a gibibyte; larger inputs are written in compressed rows.
  public static let usualInputsBytes: Int = 1 << 30
  /// The largest `inputs.npy` that is written at all; the dense array grows with samples × coordinates.
  public static let largestInputsBytes: Int = 1 << 34

  /// The path of one of the files.
  public static func path(of name: String, in directory: String) -> String {
    directory.hasSuffix("/") ? directory + name : directory + "/" + name
  }

  /// Reads the exact instance of a directory.
  ///
  /// - Throws: `DataError` with `.noInput` where the directory or the file is missing, with the field where it is
  ///   not an instance.
  public static func instance(in directory: String) throws -> InstanceFile {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue
    else {
      throw DataError(
        .noInput, file: directory, problem: isDirectory.boolValue ? "cannot be read" : "is not a directory",
        mend: "name the directory that assay generate wrote")
    }
    return try InstanceFile(contentsOf: path(of: instanceName, in: directory))
  }

  /// Writes all files of an instance, all or nothing.
  ///
  /// Files of an earlier instance in the directory that this one does not have are removed.
  ///
  /// - Parameter listed: which files; `nil` for the instance and its arrays alone, without programs.
  /// - Throws: `DataError` where an entry is beyond the largest `Double`, or the directory cannot be written.
  /// - Complexity: O(samples × coordinates) time for dense inputs, O(nonzeros) for sparse ones; O(coordinates) memory.
  public static func write(
    _ file: InstanceFile, _ listed: DirectoryContents? = nil, readme: String, to directory: String
  ) throws {
    let instance: TrainingInstance = file.instance
    let contents: DirectoryContents = listed ?? DirectoryContents(arraysOf: file)
    var output: OutputDirectory = try OutputDirectory(path: directory)
    let exact: AtomicFile = try AtomicFile(path: output.stagedPath(for: instanceName))
    try file.write { try exact.write($0) }
    try exact.commit()
    try output.write(Data(readme.utf8), name: readmeName)
    switch contents.inputs {
    case .dense:
      try write(instance.samples, columns: instance.dimension, name: inputsName, to: directory, output) {
        sample, put in
        for entry in sample.x { try put(entry.index, entry.value) }
      }
    case .sparse:
      try SparseArrays.write(
        instance.samples, entries: instance.size.nonzeros, directory: directory, to: output)
    }
    try write(instance.samples, columns: instance.outputs, name: labelsName, to: directory, output) {
      sample, put in
      for (column, value) in sample.y.enumerated() { try put(column, value) }
    }
    try write(instance.samples, columns: 1, name: weightsName, to: directory, output) { sample, put in
      try put(0, sample.weight)
    }
    if contents.hasCSV { try SampleTable.write(instance, directory: directory, to: output) }
    try ProgramFiles.write(contents.programs, to: output)
    try output.commit()
    removeStale(contents, in: directory)
  }

  /// Removes the optional files of an earlier instance and its certificate, which would speak of another training set.
  private static func removeStale(_ contents: DirectoryContents, in directory: String) {
    var kept: Set<String> = Set(
      contents.programs.flatMap { program in
        ProgramFile.Format.allCases.map { "\(program.name).\($0.fileExtension)" }
      })
    kept.formUnion(contents.inputs == .dense ? [inputsName] : SparseArrays.names)
    if contents.hasCSV { kept.insert(csvName) }
    let optional: [String] =
      [inputsName, csvName, certificateName] + SparseArrays.names
      + [ProgramFiles.sourceName, ProgramFiles.trainingName].flatMap { name in
        ProgramFile.Format.allCases.map { "\(name).\($0.fileExtension)" }
      }
    for name in optional where !kept.contains(name) {
      try? FileManager.default.removeItem(atPath: path(of: name, in: directory))
    }
  }

  /// The nearest `Double`.
  ///
  /// - Throws: `DataError` that names the row and column where there is no finite one.
  static func finite(_ value: Rational, file: String, row: Int, column: Int) throws -> Double {
    let nearest: Double = value.doubleValue
    guard nearest.isFinite else {
      throw DataError(
        .badData, file: file, place: "row \(row), column \(column)",
        problem: "\(value) is beyond the largest Double",
        mend: "divide the costs by a common factor, or encode a smaller or less deep problem")
    }
    return nearest
  }

  /// Writes an array whose rows `fill` puts down entry by entry; the entries that it passes over are 0.
  private static func write(
    _ samples: SampleList, columns: Int, name: String, to directory: String,
    _ output: borrowing OutputDirectory,
    fill: (ExactSample, (_ column: Int, _ value: Rational) throws -> Void) throws -> Void
  ) throws {
    var writer: NPYWriter = try NPYWriter(
      path: output.stagedPath(for: name), rows: samples.count, columns: columns)
    let rowsPerBlock: Int = max(1, cellsPerBlock / max(1, columns))
    for start in stride(from: 0, to: samples.count, by: rowsPerBlock) {
      let rows: Range<Int> = start..<min(start + rowsPerBlock, samples.count)
      var block: Matrix = Matrix(rows: rows.count, columns: columns)
      for row in rows {
        try fill(samples[row]) { column, value in
          let nearest: Double = try finite(
            value, file: path(of: name, in: directory), row: row, column: column)
          block[row - start, column] = nearest
        }
      }
      try writer.append(block)
    }
    try writer.finish()
  }

  /// The entries of an array that are held at a time.
  private static let cellsPerBlock: Int = 1 << 17
}
