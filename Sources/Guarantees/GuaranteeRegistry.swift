public import PropertyTesting

/// Every guarantee that can be audited; a new one is a line here.
public enum GuaranteeRegistry {
  /// The guarantees, in the order in which they are audited.
  public static let all: [any Guarantee.Type] = [
    ExactRecoveryGuarantee.self,
    SampleComplexityGuarantee.self,
    BitExactRecoveryGuarantee.self,
    NoisyRecoveryGuarantee.self,
    IndependentNoiseRecoveryGuarantee.self,
    ExhaustiveRecoveryGuarantee.self,
    FewOutputsGuarantee.self,
    RectifiedRecoveryGuarantee.self,
    AdversarialRecoveryGuarantee.self,
    SetCoverReductionGuarantee.self,
    ReductionPreservesAnswerGuarantee.self,
    DescentMissesCertificateGuarantee.self,
  ]

  /// The guarantee of a name, if there is one.
  public static func guarantee(_ identifier: String) -> (any Guarantee.Type)? {
    all.first { $0.identifier == identifier }
  }
}

extension GuaranteeRegistry {
  /// Runs the trial of a problem that was kept, with the guarantee that it belongs to.
  ///
  /// - Throws: ``ReplayError`` where no guarantee knows the example or its choices give no problem, or what a trial
  ///   throws that cannot run.
  public static func replay(_ example: StoredExample) throws -> ReplayedExample {
    for kind in all {
      if let replayed = try kind.init().replay(example) { return replayed }
    }
    throw ReplayError(
      problem: "no guarantee has the property '\(example.property)'",
      mend: "replay it with the version that kept it, or in the tests that it comes from")
  }
}
