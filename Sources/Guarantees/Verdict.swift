/// What an audit says of a claim.
public enum Verdict: Sendable, Encodable {
  /// The claim holds; were it false, this would be said with probability at most 1 − confidence.
  case holds(confidence: Double)
  /// The claim is broken; were it true, this would be said with probability at most `falseAlarmRate`.
  case violated(falseAlarmRate: Double, counterexample: Counterexample)
  /// The trials do not decide.
  case inconclusive(reason: String)

  /// `holds`, `violated` or `inconclusive`.
  public var name: String {
    switch self {
    case .holds: "holds"
    case .violated: "violated"
    case .inconclusive: "inconclusive"
    }
  }

  /// The verdict on several claims together: the worst of them, *violated* before *inconclusive* before *holds*.
  ///
  /// The confidence that all hold is 1 less the sum of their doubts.
  public static func combined(_ verdicts: [Verdict]) -> Verdict {
    var doubt: Double = 0
    var undecided: Verdict?
    for verdict in verdicts {
      switch verdict {
      case .violated: return verdict
      case .inconclusive: undecided = undecided ?? verdict
      case .holds(let confidence): doubt += 1 - confidence
      }
    }
    return undecided
      ?? (verdicts.isEmpty
        ? .inconclusive(reason: "nothing was checked") : .holds(confidence: max(0, 1 - doubt)))
  }

  private enum CodingKeys: String, CodingKey {
    case outcome, confidence, falseAlarmRate, counterexample, reason
  }

  /// Encodes the verdict as an object with an `outcome` and what comes with it.
  public func encode(to encoder: any Encoder) throws {
    var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .outcome)
    switch self {
    case .holds(let confidence):
      try container.encode(confidence, forKey: .confidence)
    case .violated(let falseAlarmRate, let counterexample):
      try container.encode(falseAlarmRate, forKey: .falseAlarmRate)
      try container.encode(counterexample, forKey: .counterexample)
    case .inconclusive(let reason):
      try container.encode(reason, forKey: .reason)
    }
  }
}
