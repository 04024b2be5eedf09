import Assay
import Foundation

/// What `assay learn` says of a subspace.
struct SubspaceRecord: Encodable {
  private let outcome: SubspaceOutcome
  private let subspace: String?
  private let candidate: String?
  private let plot: String?

  init(_ outcome: SubspaceOutcome, subspace: String?, candidate: String?, plot: String?) {
    self.outcome = outcome
    self.subspace = subspace
    self.candidate = candidate
    self.plot = plot
  }

  private enum CodingKeys: String, CodingKey {
    case outcome, status, reason, detail, dimension, candidateDimension, residual, heldOutError, nominalError
    case splitBound, splitBoundMissing, rounds, validation, inputs, subspace, candidate, plot, tool
  }

  func encode(to encoder: any Encoder) throws {
    var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
    // The fields are always there, so that a script may ask for any of them.
    try container.encode(subspace == nil ? "refused" : "recovered", forKey: .outcome)
    try container.encode(outcome.status, forKey: .status)
    try container.encode(outcome.reason, forKey: .reason)
    try container.encode(outcome.detail, forKey: .detail)
    try container.encode(outcome.dimension, forKey: .dimension)
    try container.encode(outcome.candidate.columns, forKey: .candidateDimension)
    try container.encode(outcome.residual, forKey: .residual)
    try container.encode(outcome.accuracy?.heldOutError, forKey: .heldOutError)
    try container.encode(outcome.accuracy?.nominalError, forKey: .nominalError)
    try container.encode(outcome.accuracy?.splitBound, forKey: .splitBound)
    try container.encode(outcome.accuracy?.splitBoundMissing, forKey: .splitBoundMissing)
    try container.encode(outcome.rounds, forKey: .rounds)
    try container.encode(outcome.validation, forKey: .validation)
    try container.encode(outcome.inputs, forKey: .inputs)
    try container.encode(subspace, forKey: .subspace)
    try container.encode(candidate, forKey: .candidate)
    try container.encode(plot, forKey: .plot)
    try container.encode(Tool.nameAndVersion, forKey: .tool)
  }

  var text: String {
    guard let subspace, let accuracy = outcome.accuracy else {
      return "refused (\(outcome.reason?.rawValue ?? outcome.status.rawValue)): \(outcome.detail)"
    }
    func short(_ value: Double?) -> String { value.map { String(format: "%.2g", $0) } ?? "none" }
    let rounds: String = outcome.rounds.map { round in
      "\(round.found)" + (round.filter.map { " by \($0)" } ?? "") + (round.dropped == nil ? "" : " (dropped)")
    }.joined(separator: ", ")
    let checked: String =
      outcome.validation.last.map {
        String(
          format: "the weakest direction lowers the error %.2f times, %.1f standard errors", $0.errorRatio,
          $0.score)
      } ?? "nothing was asked of samples held out"
    let lines: [(String, String)] = [
      ("status", "\(outcome.status.rawValue): \(outcome.detail)"),
      ("rounds", rounds),
      ("confirmed", checked),
      ("error left", "\(short(accuracy.heldOutError)) of the labels, on samples held out"),
      (
        "sine bound",
        accuracy.splitBound.map { "\(short($0)), from two halves of the samples" }
          ?? "none: \(accuracy.splitBoundMissing ?? "")"
      ),
      ("candidate", "\(outcome.candidate.columns) directions"),
    ]
    let width: Int = lines.map(\.0.count).max() ?? 0
    return
      ([
        "recovered \(outcome.dimension) direction\(outcome.dimension == 1 ? "" : "s"); written to \(subspace)"
      ]
      + lines.map { "  " + $0.padding(toLength: width, withPad: " ", startingAt: 0) + "  " + $1 })
      .joined(separator: "\n")
  }
}
