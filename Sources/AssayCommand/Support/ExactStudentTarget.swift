import Assay
import Foundation

/// A student with fractions for weights, and where its samples are, as `assay verify` was given them.
struct ExactStudentTarget {
  /// What `assay verify --json` prints of it.
  struct Report: Encodable {
    let outcome: String
    let checks: [VerificationCheck]
  }

  let student: String
  let inputs: String?
  let labels: String?

  /// Nothing where the path is the directory of an instance.
  ///
  /// - Throws: `DataError` where a directory of samples is named without a student.
  init?(path: String, student: String?, inputs: String?, labels: String?) throws {
    var isDirectory: ObjCBool = false
    let exists: Bool = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    guard exists, isDirectory.boolValue else {
      guard exists || path.hasSuffix(".json"), student == nil else { return nil }
      let name: String = URL(fileURLWithPath: path).lastPathComponent
      guard ![InstanceDirectory.instanceName, InstanceDirectory.certificateName].contains(name) else {
        throw DataError(
          .badData, file: path, problem: "is a file of an instance",
          mend: "name the directory that it lies in")
      }
      (self.student, self.inputs, self.labels) = (path, inputs, labels)
      return
    }
    func file(_ name: String) -> String { InstanceDirectory.path(of: name, in: path) }
    guard !FileManager.default.fileExists(atPath: file(InstanceDirectory.instanceName)),
      FileManager.default.fileExists(atPath: file(InstanceDirectory.inputsName))
    else { return nil }
    guard let student else {
      throw DataError(
        .noInput, file: path, problem: "holds samples and no instance, and no student is named",
        mend: "give --student")
    }
    self.student = student
    self.inputs = inputs ?? file(InstanceDirectory.inputsName)
    self.labels = labels ?? Self.exactLabels(of: student, in: path) ?? file(InstanceDirectory.labelsName)
  }

  /// The directory's exact labels, where the student was learned from fractions.
  private static func exactLabels(of student: String, in directory: String) -> String? {
    struct Record: Decodable {
      struct Samples: Decodable { let labels: String }
      let samples: Samples
    }
    guard let record = try? InputFile.decode(Record.self, from: student),
      FractionFile.isNamed(record.samples.labels)
    else { return nil }
    return Problem.exactLabelsPath(in: directory)
  }
}
