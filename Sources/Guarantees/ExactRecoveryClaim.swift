import Teachers

/// One size of teacher at which exact recovery is claimed.
struct ExactRecoveryClaim: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// The teacher is recovered to the stated error.
    case completeness
    /// What is certified is the teacher.
    case soundness
  }

  let kind: Kind
  /// *d*, *k*, *m*.
  let inputsDimension: Int
  let hidden: Int
  let outputs: Int

  static let conditionNumber: Double = 3
  /// The error that completeness asks for at this condition number: two hundred times what was measured.
  static let completeError: Double = 1e-12
  /// An error beyond which a certified network is another network, not a rounded one.
  static let wrongError: Double = 1e-10

  /// n as a multiple of d + k at which recovery is claimed. With few neurons fewer samples tell any two apart.
  static func samplesPerDimension(hidden: Int) -> Int { hidden <= 3 ? 8 : 5 }
  /// The range of multiples in which soundness is tried.
  static let scarceSamples: ClosedRange<Int> = 2...4

  /// How many samples a problem of the claim's kind has.
  var samples: @Sendable (_ inputsDimension: Int, _ hidden: Int) -> ClosedRange<Int> {
    let kind: Kind = kind
    return { inputs, hidden in
      let dimensions: Int = inputs + hidden
      switch kind {
      case .completeness:
        let count: Int = Self.samplesPerDimension(hidden: hidden) * dimensions
        return count...count
      case .soundness:
        return Self.scarceSamples.lowerBound * dimensions...Self.scarceSamples.upperBound * dimensions
      }
    }
  }

  /// The size of the claim's teachers.
  var size: TeacherSize {
    get throws {
      try TeacherSize(
        inputsDimension: inputsDimension, hidden: hidden, outputs: outputs,
        conditionNumber: Self.conditionNumber)
    }
  }

  static func all(_ profile: AuditProfile) -> [ExactRecoveryClaim] {
    var sizes: [(Int, Int, Int)] = [(5, 2, 2), (10, 3, 3), (10, 5, 5), (20, 5, 6), (20, 10, 10)]
    if profile != .quick { sizes += [(20, 20, 20), (50, 10, 10)] }
    if profile == .thorough { sizes += [(50, 25, 25), (100, 10, 10), (100, 30, 40)] }
    let scarce: [(Int, Int, Int)] = [(10, 3, 4), (8, 4, 5)]
    return sizes.map { ExactRecoveryClaim(kind: .completeness, size: $0) }
      + scarce.map { ExactRecoveryClaim(kind: .soundness, size: $0) }
  }

  private init(kind: Kind, size: (Int, Int, Int)) {
    self.kind = kind
    (self.inputsDimension, self.hidden, self.outputs) = size
  }

  var name: String {
    let size: String = "d=\(inputsDimension), k=\(hidden), m=\(outputs)"
    switch kind {
    case .completeness: return "recovered at \(size)"
    case .soundness: return "never wrong at \(size)"
    }
  }

  /// The statement with its numbers; `claimCount` claims share the doubt of the profile.
  func claim(_ profile: AuditProfile, claimCount: Int) -> Claim {
    let confidence: Double = 1 - profile.doubt / Double(claimCount)
    let samples: ClosedRange<Int> = samples(inputsDimension, hidden)
    switch kind {
    case .completeness:
      let excluded: Double = Self.excludedProbability(profile)
      let allowed: Double = excluded * (1 - Self.indifferentPart)
      return Claim(
        name: name,
        statement:
          "with n = \(samples.lowerBound) samples every parameter is recovered to relative error 1e-12, "
          + "in all but a share \(allowed) of problems (a share of \(excluded) is not accepted)",
        tolerance: .failureProbability(allowed, indifference: excluded - allowed), confidence: confidence)
    case .soundness:
      return Claim(
        name: name,
        statement: "with n = \(samples.lowerBound) to \(samples.upperBound) samples no certified network is "
          + "off by more than 1e-10",
        tolerance: .none(shownBelow: Self.wrongProbability(profile)), confidence: confidence)
    }
  }

  /// The part of the excluded share of failures that is indifferent: the claim allows the rest.
  private static let indifferentPart: Double = 0.5

  /// The share of failures from which on completeness is not accepted.
  private static func excludedProbability(_ profile: AuditProfile) -> Double {
    switch profile {
    case .quick: 0.1
    case .ci: 0.05
    case .thorough: 0.01
    }
  }

  private static func wrongProbability(_ profile: AuditProfile) -> Double {
    switch profile {
    case .quick: 0.02
    case .ci: 0.015
    case .thorough: 0.002
    }
  }
}
