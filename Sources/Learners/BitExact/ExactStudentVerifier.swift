import BigInt
public import DataFiles
import ExactArithmetic
import Foundation
import Networks

/// Checks a student with rational weights on its samples, without floating point.
///
/// It trusts nothing but its own code: every label is computed anew, and every number of the certificate. With the
/// learner it shares the readers of files, the normal form, and elimination on rationals; no code that decided.
///
/// What it cannot know: whether the samples that the certificate calls held out were really kept from the search, and
/// whether inputs were drawn from a density. It says so.
public enum ExactStudentVerifier {
  /// Verifies a student on the samples that its file names, or on others.
  ///
  /// A path of the file that is relative is looked for from the working directory, then beside the student.
  ///
  /// - Parameters:
  ///   - inputs: the inputs, where they are elsewhere now.
  ///   - labels: the labels, where they are elsewhere now.
  /// - Returns: every check, also after one has failed.
  /// - Throws: `DataError` where a file is missing or malformed.
  public static func verify(student path: String, inputs: String? = nil, labels: String? = nil) throws
    -> CheckList
  {
    let reading: ExactStudent.Reading = try InputFile.decode(ExactStudent.Reading.self, from: path)
    guard reading.format == Network.formatName, reading.version == RationalNetwork.formatVersion else {
      throw DataError(
        .badData, file: path, place: "version",
        problem: "is \(reading.version) of '\(reading.format)'", mend: "give a student with rational weights")
    }
    let network: RationalNetwork = try RationalNetwork(layers: reading.layers, path: path)
    let inputsPath: String = inputs ?? located(reading.samples.inputs, beside: path)
    let labelsPath: String = labels ?? located(reading.samples.labels, beside: path)
    let samples: (inputs: RationalMatrix, labels: RationalMatrix) = (
      try FractionFile.readExactly(inputsPath), try FractionFile.readExactly(labelsPath)
    )
    guard samples.inputs.rowCount == samples.labels.rowCount else {
      throw DataError(
        .badData, file: labelsPath,
        problem: "has \(samples.labels.rowCount) rows where \(inputsPath) has \(samples.inputs.rowCount)",
        mend: "give one label row for each input row")
    }
    guard samples.inputs.columnCount == network.inputsDimension else {
      throw DataError(
        .badData, file: inputsPath,
        problem:
          "has \(samples.inputs.columnCount) columns where the student takes \(network.inputsDimension) inputs",
        mend: "give the samples that it was learned from")
    }
    guard samples.labels.columnCount == network.outputsDimension else {
      throw DataError(
        .badData, file: labelsPath,
        problem:
          "has \(samples.labels.columnCount) columns where the student has \(network.outputsDimension) outputs",
        mend: "give the samples that it was learned from")
    }
    var checks: CheckList = CheckList()
    checkSamples(reading.samples, samples, &checks)
    checks.add(
      "normal form",
      fault: network.normalForm == network
        ? nil : "the rows of V are not primitive integer vectors in order, or one is zero",
      "every row of V is a primitive integer vector, in order")
    let evaluation: ExactEvaluation = ExactEvaluation(network, inputs: samples.inputs)
    checkLabels(reading.certificate, network, evaluation, samples.labels, &checks)
    checkCertificate(reading.certificate, network, evaluation, &checks)
    return checks
  }

  private static func located(_ named: String, beside student: String) -> String {
    guard !named.hasPrefix("/"), !FileManager.default.fileExists(atPath: named) else { return named }
    let near: URL = URL(fileURLWithPath: student).deletingLastPathComponent().appendingPathComponent(named)
    return FileManager.default.fileExists(atPath: near.path) ? near.path : named
  }

  private static func checkSamples(
    _ record: ExactStudent.SampleRecord, _ samples: (inputs: RationalMatrix, labels: RationalMatrix),
    _ checks: inout CheckList
  ) {
    var fault: String?
    if record.count != samples.inputs.rowCount {
      fault = "there are \(samples.inputs.rowCount) samples where the student was checked on \(record.count)"
    } else if record.inputsDimension != samples.inputs.columnCount
      || record.outputsDimension != samples.labels.columnCount
    {
      fault = "the file says another number of inputs or outputs"
    } else if record.fingerprint != SampleFingerprint.text(inputs: samples.inputs, labels: samples.labels) {
      fault = "the samples are not those that the student was checked on: their fingerprint is another"
    }
    checks.add("samples", fault: fault, "the \(samples.inputs.rowCount) samples are those of the certificate")
  }

  private static func checkLabels(
    _ claims: ExactStudent.Claims, _ network: RationalNetwork, _ evaluation: ExactEvaluation,
    _ labels: RationalMatrix, _ checks: inout CheckList
  ) {
    switch claims.labels {
    case .exact:
      checks.add(
        "kind", fault: claims.kind == "exact" ? nil : "'\(claims.kind)' is not the kind of exact labels",
        "the certificate is one of exact labels")
      checks.add(
        "rounding", fault: claims.rounding == nil ? nil : "exact labels are not rounded",
        "no rounding is claimed")
      let miss: (row: Int, output: Int)? = evaluation.firstMismatch(labels)
      checks.add(
        "labels",
        fault: miss.map { "the label of sample \($0.row), output \($0.output), is not the network's output" },
        "all \(labels.rowCount * labels.columnCount) labels equal the network's outputs")
    case .rounded:
      checks.add(
        "kind",
        fault: claims.kind == "simplestFractions"
          ? nil : "'\(claims.kind)' is not the kind of rounded labels",
        "the certificate is one of rounded labels")
      guard let rounding = claims.rounding else {
        checks.add("rounding", fault: "rounded labels, and nothing is said of their rounding", "")
        return
      }
      let audit: RoundingAudit = RoundingAudit(network, evaluation, labels: labels, claimed: rounding)
      checks.add(
        "rounding", fault: audit.boundFault,
        "the bound is \(rounding.allowedDeviation) roundings of the terms")
      checks.add(
        "labels", fault: audit.deviationFault,
        "all labels are within \(rounding.allowedDeviation) roundings; the largest deviation is the one claimed"
      )
      checks.add(
        "simplest fractions", fault: audit.witnessFault,
        "every weight has a label that other fractions of comparable size miss")
    }
  }
}
