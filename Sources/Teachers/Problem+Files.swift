import DataFiles
import Foundation
import Networks
import RandomStreams

/// The JSON form of a problem, `"format": "assay-problem"`.
private struct ProblemDocument: Encodable {
  struct Inputs: Encodable {
    let distribution: String
  }

  let format: String = "assay-problem"
  let version: Int = 1
  let family: String
  let inputsDimension: Int
  let hidden: Int
  let outputs: Int
  let conditionNumber: Double?
  let samples: Int
  let seed: UInt64
  let inputs: Inputs = Inputs(distribution: "gaussian")
  let randomStreams: String = RandomStream.algorithm
  let tool: String
  let command: String
}

extension Problem {
  /// Writes `teacher.json`, `inputs.npy`, `labels.npy` and `problem.json` into a directory, all or nothing.
  ///
  /// - Parameters:
  ///   - tool: name and version of the program, recorded in `problem.json`.
  ///   - command: the command line that makes the same files again, recorded there too.
  ///   - progress: told the number of samples written so far.
  /// - Throws: `DataError` where the directory cannot be written.
  /// - Complexity: O(n d) time; memory does not grow with n.
  public func write(
    to directory: String, tool: String, command: String, progress: (Int) -> Void = { _ in }
  ) throws {
    var output: OutputDirectory = try OutputDirectory(path: directory)
    try output.write(try teacher.jsonData(), name: "teacher.json")
    var inputs: NPYWriter = try NPYWriter(
      path: output.stagedPath(for: "inputs.npy"), rows: count, columns: inputsDimension)
    var labels: NPYWriter = try NPYWriter(
      path: output.stagedPath(for: "labels.npy"), rows: count, columns: outputsDimension)
    for block in blocks() {
      let drawn: Samples = samples(block)
      try inputs.append(drawn.inputs)
      try labels.append(drawn.labels)
      progress(block.upperBound)
    }
    try inputs.finish()
    try labels.finish()
    let document: ProblemDocument = ProblemDocument(
      family: family, inputsDimension: size.inputsDimension, hidden: size.hidden, outputs: size.outputs,
      conditionNumber: size.conditionNumber, samples: count, seed: seed, tool: tool, command: command)
    try output.write(try CanonicalJSON.encode(document), name: "problem.json")
    try output.commit()
  }
}
