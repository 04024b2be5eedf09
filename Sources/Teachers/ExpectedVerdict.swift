/// What a learner may say of a problem, as data: whether it may recover the teacher, how exactly, and how it may refuse.
///
/// A learner is told the number of hidden units, *k*. Where the verdict allows no recovery, a network that is called
/// certain is a wrong answer; where it allows one, the network must be the teacher within the error bound.
public struct ExpectedVerdict: Sendable, Hashable, Encodable {
  /// The learners of whom something is expected; the raw value is the learner's name.
  public enum Learner: String, Sendable, Hashable, CaseIterable, Encodable {
    /// For noiseless labels, U of full column rank, inputs from a density.
    case exactRecovery = "exact-recovery"
    /// For arbitrary inputs and few hidden units.
    case exhaustiveRecovery = "exhaustive-recovery"
    /// For U without full column rank.
    case fptRecovery = "fpt-recovery"
    /// For labels with errors; told which model of noise is true.
    case noisyRecovery = "noisy-recovery"
  }

  /// The reasons of a refusal; the raw values are those of the learners.
  public enum Reason: String, Sendable, Hashable, CaseIterable, Encodable {
    /// Several networks fit.
    case notIdentifiable
    /// No network of the class fits.
    case notRealisable
    /// The search found none.
    case notFound
    /// Too few samples.
    case insufficient
  }

  /// The largest relative error of a recovered network; nil where none may be called recovered.
  public let errorBound: Double?
  /// The reasons for which the learner may refuse, in the order of ``Reason``; none where it must recover the teacher.
  public let refusals: [Reason]

  private init(errorBound: Double?, refusals: [Reason]) {
    self.errorBound = errorBound
    self.refusals = Reason.allCases.filter(refusals.contains)
  }

  /// The teacher within a relative error, or a refusal for one of some reasons.
  public static func recovered(within errorBound: Double, or refusals: [Reason] = []) -> ExpectedVerdict {
    ExpectedVerdict(errorBound: errorBound, refusals: refusals)
  }

  /// A refusal for one of some reasons.
  ///
  /// - Precondition: there is a reason.
  public static func refused(_ refusals: [Reason]) -> ExpectedVerdict {
    precondition(!refusals.isEmpty, "give the reasons that are right")
    return ExpectedVerdict(errorBound: nil, refusals: refusals)
  }

  /// Whether the learner must recover the teacher.
  public var demandsRecovery: Bool { errorBound != nil && refusals.isEmpty }
  /// Whether no network may be called recovered.
  public var forbidsRecovery: Bool { errorBound == nil }

  /// Whether a recovered network with some error is right.
  public func allows(recoveryWithError error: Double) -> Bool {
    guard let errorBound else { return false }
    return error <= errorBound
  }

  /// Whether a refusal for a reason, by the reason's name, is right.
  public func allows(refusal reason: String) -> Bool { refusals.contains { $0.rawValue == reason } }

  /// One line for people.
  public var text: String {
    let reasons: String = refusals.map(\.rawValue).joined(separator: ", ")
    guard let errorBound else { return "refused (\(reasons))" }
    let recovered: String = "recovered within \(errorBound)"
    return refusals.isEmpty ? recovered : "\(recovered), or refused (\(reasons))"
  }

  private enum CodingKeys: String, CodingKey { case verdict, errorBound, refusals }

  /// Writes the verdict, `recovered`, `recoveredOrRefused` or `refused`, with the bound and the reasons.
  public func encode(to encoder: any Encoder) throws {
    var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
    let name: String = forbidsRecovery ? "refused" : demandsRecovery ? "recovered" : "recoveredOrRefused"
    try container.encode(name, forKey: .verdict)
    try container.encode(errorBound, forKey: .errorBound)
    try container.encode(refusals, forKey: .refusals)
  }
}
