import Assay
import Foundation

/// What `assay learn` says of an outcome.
struct OutcomeRecord: Encodable {
  let outcome: String
  let reason: String?
  let detail: String?
  let certificate: UniquenessCertificate?
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
    try container.encode(certificate, forKey: .certificate)
    try container.encode(residual.flatMap { $0.isFinite ? $0 : nil }, forKey: .residual)
    try container.encode(student, forKey: .student)
    try container.encode(search, forKey: .search)
    try container.encode(tool, forKey: .tool)
  }

  var text: String {
    guard let certificate, let residual, let student else {
      return "refused (\(reason ?? "")): \(detail ?? "")"
    }
    return """
      recovered \(certificate.hiddenUnits) hidden units, the rank of the labels; written to \(student)
        certificate  \(certificate.kind.rawValue)
        residual     \(String(format: "%.2g", residual)) of the largest label
        parameters   relative error at most \(String(format: "%.2g", certificate.parameterErrorBound))
      """
  }
}
