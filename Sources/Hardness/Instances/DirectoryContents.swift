import DataFiles
import Optimization

/// Which files of an instance a directory gets besides `instance.json`, `labels.npy`, `weights.npy` and `README.md`.
public struct DirectoryContents {
  /// How the inputs are written.
  public enum Inputs: Sendable, Hashable {
    /// `inputs.npy`, samples × coordinates.
    case dense
    /// The three arrays of a matrix in compressed rows, see ``SparseArrays``.
    case sparse
  }

  /// The inputs' form.
  public let inputs: Inputs
  /// Whether there is a `samples.csv`.
  public let hasCSV: Bool
  /// The programs and their names.
  let programs: [(name: String, program: NamedProgram)]
  /// What is left out, and why.
  public let notes: [String]

  /// The instance and its arrays alone, the inputs dense where they fit ``InstanceDirectory/usualInputsBytes``.
  init(arraysOf file: InstanceFile) {
    let (cells, overflow): (Int, Bool) = file.instance.samples.count.multipliedReportingOverflow(
      by: file.instance.dimension)
    let most: Int = InstanceDirectory.usualInputsBytes / MemoryLayout<Double>.size
    inputs = !overflow && cells <= most ? .dense : .sparse
    hasCSV = false
    programs = []
    notes = []
  }

  /// Decides on the files and makes the programs.
  ///
  /// - Parameter usualInputsBytes: the largest `inputs.npy`, and its like as a table, that is written unasked.
  /// - Throws: `DataError` where the dense array or the CSV file that was asked for would be too large.
  public init(
    of file: InstanceFile, _ outputs: InstanceOutputs,
    usualInputsBytes: Int = InstanceDirectory.usualInputsBytes
  ) throws {
    let (samples, dimension): (Int, Int) = (file.instance.samples.count, file.instance.dimension)
    let (cells, overflow): (Int, Bool) = samples.multipliedReportingOverflow(by: dimension)
    func fits(_ bytes: Int) -> Bool { !overflow && cells <= bytes / MemoryLayout<Double>.size }
    func fault(_ what: String, _ limit: Int) -> DataError {
      DataError(
        .badData, file: what, problem: "\(samples) × \(dimension) entries exceed \(limit) bytes of float64",
        mend: what == InstanceDirectory.inputsName ? "leave --dense out" : "leave --csv out")
    }
    if outputs.forcesDense, !fits(InstanceDirectory.largestInputsBytes) {
      throw fault(InstanceDirectory.inputsName, InstanceDirectory.largestInputsBytes)
    }
    if outputs.writesCSV, !fits(usualInputsBytes) {
      throw fault(InstanceDirectory.csvName, usualInputsBytes)
    }
    inputs = outputs.forcesDense || fits(usualInputsBytes) ? .dense : .sparse
    hasCSV = outputs.writesCSV
    let made: (programs: [(name: String, program: NamedProgram)], notes: [String]) =
      try ProgramFiles.programs(of: file)
    programs = made.programs
    var notes: [String] = made.notes
    if inputs == .sparse {
      notes.append(
        "a dense array of the inputs would exceed \(usualInputsBytes) bytes; they are written in "
          + "compressed rows")
    }
    self.notes = notes
  }
}
