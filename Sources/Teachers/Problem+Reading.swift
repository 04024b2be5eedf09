import DataFiles
import Foundation
import Networks
import RandomStreams

extension Problem {
  /// Draws the problem of a `problem.json` again, of version 1 or 2.
  ///
  /// The teacher is that of the `teacher.json` beside the file where there is one; otherwise the family draws it.
  ///
  /// - Throws: `DataError` that names the field where the file is not a problem's, or tells of something unknown.
  public init(contentsOf path: String) throws {
    let record: ProblemDocument = try InputFile.decode(ProblemDocument.self, from: path)
    func fault(_ place: String, _ problem: String, _ mend: String) -> DataError {
      DataError(.badData, file: path, place: place, problem: problem, mend: mend)
    }
    guard record.format == ProblemDocument.formatName else {
      throw fault("format", "is '\(record.format)'", "give a file of format 'assay-problem'")
    }
    guard (1...Self.fileVersion).contains(record.version) else {
      throw fault(
        "version", "is \(record.version)", "give version 1 or \(Self.fileVersion), or use a newer assay")
    }
    guard record.randomStreams == RandomStream.algorithm else {
      throw fault(
        "randomStreams", "is '\(record.randomStreams)'",
        "use an assay that draws from '\(record.randomStreams)'")
    }
    guard let kind = InputDistribution.kinds.first(where: { $0.name == record.inputs.distribution }),
      let inputs = kind.distribution(kind.parameter.flatMap { record.inputs.parameters?[$0.name] })
    else {
      let known: String = InputDistribution.kinds.map(\.name).joined(separator: ", ")
      throw fault("inputs", "names no distribution or a number out of its range", "use one of \(known)")
    }
    guard let activation = Activation(rawValue: record.activation ?? Activation.relu.rawValue) else {
      throw fault("activation", "'\(record.activation ?? "")' is unknown", "use relu, or a newer assay")
    }
    do {
      let noise: LabelNoise? = try record.noise.map { noise in
        guard let law = LabelNoise.Law(rawValue: noise.law) else {
          let known: String = LabelNoise.Law.allCases.map(\.rawValue).joined(separator: ", ")
          throw fault("noise.law", "'\(noise.law)' is unknown", "use one of \(known)")
        }
        return try LabelNoise(law, level: noise.level, share: noise.share)
      }
      let size: TeacherSize = try TeacherSize(
        inputsDimension: record.inputsDimension, hidden: record.hidden, outputs: record.outputs,
        conditionNumber: record.conditionNumber)
      let family: (any TeacherFamily.Type)? = TeacherRegistry.family(record.family)
      let parameters: TeacherParameters =
        try family.map { try TeacherParameters(record.parameters ?? [:], for: $0) } ?? .defaults
      let teacherPath: String = URL(fileURLWithPath: path).deletingLastPathComponent()
        .appendingPathComponent("teacher.json").path
      if FileManager.default.fileExists(atPath: teacherPath) {
        self = try Self.joined(
          try Network(contentsOf: teacherPath), size, parameters, record.family, record.samples, record.seed,
          inputs, noise, teacherPath)
      } else if let family {
        try self.init(
          family: family, size: size, parameters: parameters, samples: record.samples, seed: record.seed,
          activation: activation, inputs: inputs, noise: noise)
      } else {
        throw fault(
          "family", "'\(record.family)' draws no teacher by name",
          "put the problem's teacher.json beside the file")
      }
    } catch let error as ProblemError {
      throw fault(error.parameter, error.problem, error.mend)
    }
  }

  private static func joined(
    _ teacher: Network, _ size: TeacherSize, _ parameters: TeacherParameters, _ family: String,
    _ samples: Int,
    _ seed: UInt64, _ inputs: InputDistribution, _ noise: LabelNoise?, _ path: String
  ) throws -> Problem {
    guard
      teacher.layers.count == 2, teacher.inputsDimension == size.inputsDimension,
      teacher.layers[0].outputs == size.hidden, teacher.outputsDimension == size.outputs
    else {
      throw DataError(
        .badData, file: path, place: "layers", problem: "do not have the sizes of problem.json beside it",
        mend: "give the problem's own teacher, or remove the file to draw it again")
    }
    try check(samples: samples)
    return try Problem(
      teacher: teacher, family: family, size: size, parameters: parameters, samples: samples, seed: seed,
      inputs: inputs, noise: noise)
  }
}
