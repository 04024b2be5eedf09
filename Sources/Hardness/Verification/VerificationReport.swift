public import DataFiles
public import ExactArithmetic
public import Foundation

/// What verification found, check by check.
public struct VerificationReport: Sendable, Equatable {
  /// One question and its answer.
  public typealias Check = VerificationCheck

  /// The answer, with its evidence.
  public enum Outcome: Sendable, Equatable {
    /// Every check passed; the solution has been checked against the source problem.
    case accepted(CertificateFile.Solution)
    /// Some checks failed, for these reasons.
    case rejected([String])
  }

  /// The network's exact loss on the samples of the file.
  public let loss: Rational
  /// The threshold that the file states.
  public let threshold: Rational
  /// How far above the threshold a loss still proves a yes instance.
  public let slack: Rational
  /// Every check, in the order in which they were made.
  public let checks: [Check]
  /// The source solution that the network encodes, whatever it costs; `nil` where what it encodes is none.
  public let solution: CertificateFile.Solution?
  /// The satisfying assignment that the solution stands for, as DIMACS literals; `nil` where the source is not of a
  /// formula, or the solution is none.
  public let assignment: [Int]?

  /// The answer, with its evidence.
  public var outcome: Outcome {
    let failed: [String] = checks.filter { !$0.passed }.map { "\($0.name): \($0.detail)" }
    if failed.isEmpty, let solution { return .accepted(solution) }
    return .rejected(failed)
  }

  /// Whether the outcome is `accepted`.
  public var isAccepted: Bool {
    if case .accepted = outcome { return true }
    return false
  }

  private struct Document: Encodable {
    let outcome: String
    let loss: Rational
    let threshold: Rational
    let slack: Rational
    let checks: [Check]
    let solution: CertificateFile.Solution?
    let assignment: [Int]?

    enum CodingKeys: String, CodingKey {
      case outcome, loss, threshold, slack, checks, solution, assignment
    }

    func encode(to encoder: any Encoder) throws {
      var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(outcome, forKey: .outcome)
      try container.encode(loss, forKey: .loss)
      try container.encode(threshold, forKey: .threshold)
      try container.encode(slack, forKey: .slack)
      try container.encode(checks, forKey: .checks)
      // Written as null rather than left out, so that a reader sees that there is none.
      try container.encode(solution, forKey: .solution)
      try container.encodeIfPresent(assignment, forKey: .assignment)
    }
  }

  /// The report as JSON, the same bytes for the same report.
  public func jsonData() throws -> Data {
    try CanonicalJSON.encode(
      Document(
        outcome: isAccepted ? "accepted" : "rejected", loss: loss, threshold: threshold, slack: slack,
        checks: checks, solution: solution, assignment: assignment))
  }
}
