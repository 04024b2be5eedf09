/// One question that a verifier asks, and its answer.
public struct VerificationCheck: Sendable, Hashable, Codable {
  /// The question's name.
  public let name: String
  /// Whether the answer is the right one.
  public let passed: Bool
  /// What was compared, and what was found.
  public let detail: String
}

/// The checks that a verifier has made so far.
public struct CheckList: Sendable, Hashable {
  /// Every check, in the order in which they were made.
  public private(set) var all: [VerificationCheck] = []

  /// A list without checks.
  public init() {}

  /// Whether no check has failed.
  public var allPassed: Bool { all.allSatisfy(\.passed) }

  /// Records a check that failed where there is a fault, and passed where there is none.
  ///
  /// - Parameter detail: what was compared, for a check that passes.
  public mutating func add(_ name: String, fault: String?, _ detail: String) {
    all.append(VerificationCheck(name: name, passed: fault == nil, detail: fault ?? detail))
  }
}
