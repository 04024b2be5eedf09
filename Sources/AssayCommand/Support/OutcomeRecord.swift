import Assay
import Foundation

/// What `assay learn` says of an outcome.
struct OutcomeRecord: Encodable {
  let outcome: String
  let reason: String?
  let detail: String?
  let certificate: (any Certificate)?
  let residual: Double?
  let student: String?
  let search: SearchEffort?
  let tool: String = Tool.nameAndVersion

  init(_ outcome: LearnerOutcome, student: String) {
    switch outcome {
    case .recovered(let recovery):
      self.outcome = "recovered"
      self.reason = nil
      self.detail = nil
      self.certificate = recovery.certificate
      self.residual = recovery.residual
      self.student = student
      self.search = recovery.effort
    case .refused(let refusal):
      self.outcome = "refused"
      self.reason = refusal.reason.rawValue
      self.detail = refusal.detail
      self.certificate = nil
      self.residual = refusal.residual
      self.student = nil
      self.search = refusal.effort
    }
  }

  private enum CodingKeys: String, CodingKey {
    case outcome, reason, detail, certificate, residual, student, search, tool
  }

  func encode(to encoder: any Encoder) throws {
    var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(outcome, forKey: .outcome)
    // The fields are always there, so that a script may ask for any of them.
    try container.encode(reason, forKey: .reason)
    try container.encode(detail, forKey: .detail)
    if let certificate {
      try container.encode(certificate, forKey: .certificate)
    } else {
      try container.encodeNil(forKey: .certificate)
    }
    try container.encode(residual.flatMap { $0.isFinite ? $0 : nil }, forKey: .residual)
    try container.encode(student, forKey: .student)
    try container.encode(search, forKey: .search)
    try container.encode(tool, forKey: .tool)
  }

  var text: String {
    guard let certificate, let residual, let student else {
      return "refused (\(reason ?? "")): \(detail ?? "")"
    }
    let facts: [CertificateFact] =
      [
        CertificateFact("certificate", certificate.argument),
        CertificateFact("residual", "\(String(format: "%.2g", residual)) of the largest label"),
      ] + certificate.facts
    let width: Int = facts.map(\.name.count).max() ?? 0
    let lines: [String] = facts.map { fact in
      "  " + fact.name.padding(toLength: width, withPad: " ", startingAt: 0) + "  " + fact.text
    }
    return (["recovered \(certificate.hiddenUnits) hidden units; written to \(student)"] + lines)
      .joined(separator: "\n")
  }
}
