import DataFiles
import Foundation
import Networks
import RandomStreams

/// The JSON form of a problem, `"format": "assay-problem"`.
private struct ProblemDocument: Encodable {
  struct Inputs: Encodable {
    let distribution: String
    /// The value of the distribution's parameter, under the parameter's name.
    let parameters: [String: Double]?
  }

  struct Noise: Encodable {
    let law: String
    let level: Double
    let share: Double?
  }

  let format: String = "assay-problem"
  /// 1 where nothing is there that a reader of the first version does not know.
  let version: Int
  let family: String
  let parameters: [String: Double]?
  let inputsDimension: Int
  let hidden: Int
  let outputs: Int
  let conditionNumber: Double?
  let activation: String?
  let samples: Int
  let seed: UInt64
  let inputs: Inputs
  let noise: Noise?
  let expected: [String: ExpectedVerdict]?
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
    let document: ProblemDocument = document(tool: tool, command: command)
    try output.write(try CanonicalJSON.encode(document), name: "problem.json")
    try output.commit()
  }

  /// What `problem.json` says.
  ///
  /// A Gaussian teacher with Gaussian inputs and its own labels is said as version 1 says it.
  private func document(tool: String, command: String) -> ProblemDocument {
    let known: (any TeacherFamily.Type)? = TeacherRegistry.family(family)
    let isPlain: Bool =
      inputs == .gaussian && noise == nil
      && (known == nil || known?.identifier == GaussianTeachers.identifier)
    let values: [(String, Double)]? = known?.parameters.map { ($0.name, parameters[$0]) }
    let inputValue: (String, Double)? = inputs.kind?.parameter.flatMap { parameter in
      inputs.parameterValue.map { (parameter.name, $0) }
    }
    let expected: [(String, ExpectedVerdict)] =
      isPlain ? [] : ExpectedVerdict.Learner.allCases.map { ($0.rawValue, expectedVerdict(of: $0)) }
    return ProblemDocument(
      version: isPlain ? 1 : Self.fileVersion, family: family,
      parameters: isPlain ? nil : Dictionary(uniqueKeysWithValues: values ?? []),
      inputsDimension: size.inputsDimension, hidden: size.hidden, outputs: size.outputs,
      conditionNumber: size.conditionNumber, activation: isPlain ? nil : activation.rawValue, samples: count,
      seed: seed,
      inputs: ProblemDocument.Inputs(
        distribution: inputs.name,
        parameters: inputValue.map { Dictionary(uniqueKeysWithValues: [$0]) }),
      noise: noise.map { ProblemDocument.Noise(law: $0.law.rawValue, level: $0.level, share: $0.share) },
      expected: isPlain ? nil : Dictionary(uniqueKeysWithValues: expected), tool: tool, command: command)
  }

  /// The version of `problem.json` that knows families with parameters, inputs and noise.
  static let fileVersion: Int = 2
}
