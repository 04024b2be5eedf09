import DataFiles
import Foundation
import LinearAlgebra
import Networks
import RandomStreams

/// The JSON form of a subspace problem, `"format": "assay-subspace-problem"`.
private struct SubspaceDocument: Codable {
  struct Inputs: Codable {
    let distribution: String
    let parameters: [String: Double]?
  }

  struct Noise: Codable {
    let law: String
    let level: Double
    let share: Double?
  }

  struct Direction: Codable {
    /// The eigenvalues of E[∇G ∇Gᵀ]/Var G, in the order of the columns of `subspace.npy`.
    let eigenvalues: [Double]
    /// The least eigenvalue of the directions in `significant-subspace.npy`.
    let significantFrom: Double
    let significantDirections: Int
    let largestSlope: Double
    /// Whether scale and eigenvalues are exact but for rounding, and not means over samples.
    let isExact: Bool
  }

  static let formatName: String = "assay-subspace-problem"
  static let version: Int = 1

  var format: String = Self.formatName
  var version: Int = Self.version
  let family: String
  let parameters: [String: Double]
  let inputsDimension: Int
  let directions: Int
  let samples: Int
  let seed: UInt64
  let inputs: Inputs
  let noise: Noise?
  let significance: Direction?
  /// What a learner of subspaces should make of it, for those who look into the file; a reader works it out anew.
  let expected: SubspaceExpectation?
  var randomStreams: String = RandomStream.algorithm
  let tool: String?
  let command: String?
}

extension SubspaceProblem {
  /// The names of the files that ``write(to:tool:command:progress:)`` writes.
  public static let fileNames: [String] = [
    "teacher.json", "inputs.npy", "labels.npy", "subspace.npy", "significant-subspace.npy", problemName,
  ]
  private static let problemName: String = "problem.json"

  /// Writes the samples, the teacher and the right answer into a directory, all or nothing.
  ///
  /// `subspace.npy` is *V*, `d × k` with orthonormal columns, the most significant direction first;
  /// `significant-subspace.npy` has those columns of a share of at least 0.05, which a learner is held to; `problem.json` has
  /// the shares.
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
    try drawn.checkSpace(for: directory)
    var output: OutputDirectory = try OutputDirectory(path: directory)
    try output.write(try teacher.network.jsonData(), name: "teacher.json")
    var inputs: NPYWriter = try NPYWriter(
      path: output.stagedPath(for: "inputs.npy"), rows: count, columns: inputsDimension)
    var labels: NPYWriter = try NPYWriter(path: output.stagedPath(for: "labels.npy"), rows: count, columns: 1)
    for block in blocks() {
      let drawn: Samples = samples(block)
      try inputs.append(drawn.inputs)
      try labels.append(drawn.labels)
      progress(block.upperBound)
    }
    try inputs.finish()
    try labels.finish()
    for (name, columns) in [
      ("subspace.npy", teacher.directions), ("significant-subspace.npy", teacher.significantDirections()),
    ] {
      var writer: NPYWriter = try NPYWriter(
        path: output.stagedPath(for: name), rows: columns.rows, columns: columns.columns)
      try writer.append(columns)
      try writer.finish()
    }
    try output.write(
      try CanonicalJSON.encode(document(tool: tool, command: command)), name: Self.problemName)
    try output.commit()
    return Self.fileNames
  }

  private func document(tool: String, command: String) -> SubspaceDocument {
    let values: [(String, Double)] = (SubspaceRegistry.family(family)?.parameters ?? []).map {
      ($0.name, parameters[$0])
    }
    let inputValue: (String, Double)? = inputs.kind?.parameter.flatMap { parameter in
      inputs.parameterValue.map { (parameter.name, $0) }
    }
    return SubspaceDocument(
      family: family, parameters: Dictionary(uniqueKeysWithValues: values), inputsDimension: inputsDimension,
      directions: teacher.directionCount, samples: count, seed: seed,
      inputs: SubspaceDocument.Inputs(
        distribution: inputs.name, parameters: inputValue.map { Dictionary(uniqueKeysWithValues: [$0]) }),
      noise: noise.map { SubspaceDocument.Noise(law: $0.law.rawValue, level: $0.level, share: $0.share) },
      significance: SubspaceDocument.Direction(
        eigenvalues: teacher.significance, significantFrom: SubspaceTeacher.defaultSignificance,
        significantDirections: teacher.significantDirections().columns, largestSlope: teacher.largestSlope,
        isExact: teacher.isExact),
      expected: expectation, tool: tool, command: command)
  }

  /// Draws the problem of a `problem.json` again.
  ///
  /// - Throws: `DataError` that names the field where the file is not a subspace problem's, or tells of something unknown.
  public init(contentsOf path: String) throws {
    let record: SubspaceDocument = try InputFile.decode(SubspaceDocument.self, from: path)
    func fault(_ place: String, _ problem: String, _ mend: String) -> DataError {
      DataError(.badData, file: path, place: place, problem: problem, mend: mend)
    }
    guard record.format == SubspaceDocument.formatName else {
      throw fault(
        "format", "is '\(record.format)'", "give a file of format '\(SubspaceDocument.formatName)'")
    }
    guard record.version == SubspaceDocument.version else {
      throw fault(
        "version", "is \(record.version)", "give version \(SubspaceDocument.version), or use a newer assay")
    }
    guard record.randomStreams == RandomStream.algorithm else {
      throw fault(
        "randomStreams", "is '\(record.randomStreams)'",
        "use an assay that draws from '\(record.randomStreams)'")
    }
    guard let family = SubspaceRegistry.family(record.family) else {
      let known: String = SubspaceRegistry.all.map { $0.identifier }.joined(separator: ", ")
      throw fault("family", "'\(record.family)' draws no teacher by name", "use one of \(known)")
    }
    guard let kind = InputDistribution.kinds.first(where: { $0.name == record.inputs.distribution }),
      let inputs = kind.distribution(kind.parameter.flatMap { record.inputs.parameters?[$0.name] })
    else {
      let known: String = InputDistribution.kinds.map(\.name).joined(separator: ", ")
      throw fault("inputs", "names no distribution or a number out of its range", "use one of \(known)")
    }
    do {
      let noise: LabelNoise? = try record.noise.map { noise in
        guard let law = LabelNoise.Law(rawValue: noise.law) else {
          let known: String = LabelNoise.Law.allCases.map(\.rawValue).joined(separator: ", ")
          throw fault("noise.law", "'\(noise.law)' is unknown", "use one of \(known)")
        }
        return try LabelNoise(law, level: noise.level, share: noise.share)
      }
      try self.init(
        family, TeacherParameters(record.parameters, for: family), inputsDimension: record.inputsDimension,
        samples: record.samples, seed: record.seed, inputs: inputs, noise: noise)
    } catch let error as ProblemError {
      throw fault(error.parameter, error.problem, error.mend)
    }
  }
}
