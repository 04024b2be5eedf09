import DataFiles
import Foundation
import Networks
import RandomStreams

extension Problem {
  /// Writes `teacher.json`, `inputs.npy`, `labels.npy` and `problem.json` into a directory, all or nothing.
  ///
  /// Where the teacher's weights are fractions and `labels.npy` rounds the labels, `labels.json` has them exactly, as rows
  /// of strings `"p/q"`.
  ///
  /// - Parameters:
  ///   - tool: name and version of the program, recorded in `problem.json`.
  ///   - command: the command line that makes the same files again, recorded there too.
  ///   - progress: told the number of samples written so far.
  /// - Returns: the names of the files.
  /// - Throws: `DataError` where the directory cannot be written, or the disk has less space than the arrays take.
  /// - Complexity: O(n d) time; memory does not grow with n.
  @discardableResult
  public func write(
    to directory: String, tool: String, command: String, progress: (Int) -> Void = { _ in }
  ) throws -> [String] {
    try checkSpace(for: directory)
    let exactLabels: ExactLabels? = ExactLabels(self)
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
    try exactLabels?.write(to: output.stagedPath(for: ExactLabels.fileName), progress: progress)
    let document: ProblemDocument = document(
      exactLabels: exactLabels == nil ? nil : ExactLabels.fileName, tool: tool, command: command)
    try output.write(try CanonicalJSON.encode(document), name: Self.fileName)
    let outdated: String? = exactLabels == nil ? Self.exactLabelsPath(in: directory) : nil
    try output.commit()
    // Labels of the problem that was there before would not be those of the new inputs.
    if let outdated { try? FileManager.default.removeItem(atPath: outdated) }
    return ["teacher.json", "inputs.npy", "labels.npy"] + (exactLabels == nil ? [] : [ExactLabels.fileName])
      + [Self.fileName]
  }

  /// The bytes of both arrays, 8 (d + m) for each sample.
  public var arrayBytes: Double {
    Double(count) * Double(inputsDimension + outputsDimension) * Double(MemoryLayout<Double>.size)
  }

  /// Refuses arrays for which the disk of a directory has no space.
  func checkSpace(for directory: String) throws {
    var place: URL = URL(fileURLWithPath: directory).standardizedFileURL
    while !FileManager.default.fileExists(atPath: place.path), place.pathComponents.count > 1 {
      place.deleteLastPathComponent()
    }
    let attributes: [FileAttributeKey: Any]? = try? FileManager.default.attributesOfFileSystem(
      forPath: place.path)
    guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.doubleValue, arrayBytes > free else {
      return
    }
    let most: Int = Int(free / arrayBytes * Double(count))
    throw DataError(
      .cannotWrite, file: directory,
      problem:
        "\(count) samples take \(Self.gigabytes(arrayBytes)), and the disk has \(Self.gigabytes(free)) free",
      mend: "ask for fewer than \(most) samples, or write to a larger disk")
  }

  private static func gigabytes(_ bytes: Double) -> String {
    "\((bytes / 1e8).rounded() / 10) GB"
  }

  /// The file of exact labels that the problem in a directory has, if there is one.
  public static func exactLabelsPath(in directory: String) -> String? {
    let folder: URL = URL(fileURLWithPath: directory)
    let document: ProblemDocument? = try? InputFile.decode(
      ProblemDocument.self, from: folder.appendingPathComponent(fileName).path)
    guard document?.format == ProblemDocument.formatName, document?.exactLabels == ExactLabels.fileName else {
      return nil
    }
    return folder.appendingPathComponent(ExactLabels.fileName).relativePath
  }

  private static let fileName: String = "problem.json"

  /// What `problem.json` says.
  ///
  /// A Gaussian teacher with Gaussian inputs and its own labels is said as version 1 says it, which ignores what it does
  /// not know: what learners should say stands there, too.
  private func document(exactLabels: String?, tool: String, command: String) -> ProblemDocument {
    let known: (any TeacherFamily.Type)? = TeacherRegistry.family(family)
    let isPlain: Bool =
      inputs == .gaussian && noise == nil
      && (known == nil || known?.identifier == GaussianTeachers.identifier)
    let values: [(String, Double)]? = known?.parameters.map { ($0.name, parameters[$0]) }
    let inputValue: (String, Double)? = inputs.kind?.parameter.flatMap { parameter in
      inputs.parameterValue.map { (parameter.name, $0) }
    }
    let expected: [(String, ExpectedVerdict)] = ExpectedVerdict.Learner.allCases
      .filter { $0 != .noisyRecovery || noise != nil }
      .map { ($0.rawValue, expectedVerdict(of: $0)) }
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
      exactLabels: exactLabels,
      expected: ProblemDocument.Expectations(Dictionary(uniqueKeysWithValues: expected)),
      tool: tool, command: command)
  }

  /// The version of `problem.json` that knows families with parameters, inputs and noise.
  static let fileVersion: Int = 2
}
