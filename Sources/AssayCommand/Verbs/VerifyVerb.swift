import ArgumentParser
import Assay
import Foundation

/// `assay verify`.
struct VerifyVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks a network against an instance, or its samples, in exact arithmetic.",
    discussion: """
      A student that assay learn exact-recovery --exact wrote is checked on the
      samples that its file names, or on the same samples elsewhere: every label,
      and every number of its certificate, without floating point.
        assay verify student.json
        assay verify student.json --inputs X.npy --labels Y.npy
        assay verify problem --student student.json

      An instance: the samples are built anew from the source problem and compared with the
      files, the loss is computed in rational arithmetic and compared with the
      threshold, and the cover is read off the network and checked.

      The certificate that assay solve wrote:
        assay verify stn15

      A network of your own, trained on inputs.npy, labels.npy and weights.npy:
        assay verify stn15 --student student.json

      A student is a network as assay writes it, one ReLU without bias and an
      output layer, or a JSON file with a "certificate" of exact weights.

      Exit status: 0 accepted; 1 rejected; 65 bad data; 66 a file is missing.
      """)

  @Argument(
    help: ArgumentHelp(
      "The directory that assay generate or assay sample wrote, or a student with fractions for weights.",
      valueName: "path"))
  var directory: String

  @Option(
    help: ArgumentHelp(
      "The network to check; without it, the directory's certificate.json.", valueName: "file"))
  var student: String?

  @Option(name: .long, help: "The inputs of a student, where they are not those that its file names.")
  var inputs: String?
  @Option(name: .long, help: "The labels of a student, where they are not those that its file names.")
  var labels: String?

  @Flag(help: "Print the checks as JSON.")
  var json: Bool = false

  func run() throws {
    if let target = try ExactStudentTarget(path: directory, student: student, inputs: inputs, labels: labels)
    {
      return try verify(target)
    }
    if inputs != nil || labels != nil {
      throw ValidationError("--inputs and --labels belong to a student with fractions for weights")
    }
    let report: VerificationReport = try InstanceVerifier.verify(directory: directory, student: student)
    if json {
      try Console.print(data: try report.jsonData())
    } else {
      for check in report.checks {
        try Console.print("\(check.passed ? "ok    " : "FAILED") \(check.name): \(check.detail)")
      }
      try Console.print(
        "\(report.isAccepted ? "accepted" : "rejected"): loss \(Self.shown(report.loss)), "
          + "threshold \(Self.shown(report.threshold))")
    }
    if !report.isAccepted { throw ExitCode(1) }
  }

  private func verify(_ target: ExactStudentTarget) throws {
    let checks: CheckList = try ExactStudentVerifier.verify(
      student: target.student, inputs: target.inputs, labels: target.labels)
    let outcome: String = checks.allPassed ? "accepted" : "rejected"
    if json {
      try Console.print(json: ExactStudentTarget.Report(outcome: outcome, checks: checks.all))
    } else {
      for check in checks.all {
        try Console.print("\(check.passed ? "ok    " : "FAILED") \(check.name): \(check.detail)")
      }
      try Console.print("\(outcome): \(target.student)")
    }
    if !checks.allPassed { throw ExitCode(1) }
  }

  private static let longestShown: Int = 40

  /// A rational in full where that is short; `--json` always has it in full.
  private static func shown(_ number: Rational) -> String {
    let text: String = number.description
    return text.count <= longestShown ? text : "about \(number.doubleValue)"
  }
}
