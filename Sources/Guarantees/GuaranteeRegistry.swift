/// Every guarantee that can be audited; a new one is a line here.
public enum GuaranteeRegistry {
  /// The guarantees, in the order in which they are audited.
  public static let all: [any Guarantee.Type] = [
    ExactRecoveryGuarantee.self,
    SetCoverReductionGuarantee.self,
  ]

  /// The guarantee of a name, if there is one.
  public static func guarantee(_ identifier: String) -> (any Guarantee.Type)? {
    all.first { $0.identifier == identifier }
  }
}
