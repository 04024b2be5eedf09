import PropertyTesting
import Teachers

/// The teachers that a counterexample to exact recovery may have.
enum ExactRecoveryTeachers: String, Sendable, CaseIterable {
  /// Teachers with small integer weights, which are looked for first.
  case integer
  /// Teachers of the kind that the claim is about.
  case gaussian

  /// The problems with such teachers; stored choices are read with them.
  func problems(of claim: ExactRecoveryClaim) throws -> Gen<Problem> {
    switch self {
    case .integer: IntegerTeachers.problems(.standard, samples: claim.samples)
    case .gaussian: GaussianTeachers.problems(upTo: try claim.size, samples: claim.samples)
    }
  }

  /// The property under which example stores keep a failing problem of a claim.
  func property(of claim: ExactRecoveryClaim) -> String {
    "\(ExactRecoveryGuarantee.identifier), \(claim.name), \(rawValue) teachers"
  }

  /// The claim and the teachers of a property's name, whatever profile has the claim; nil where it is none of ours.
  static func named(_ property: String) -> (claim: ExactRecoveryClaim, teachers: ExactRecoveryTeachers)? {
    for claim in ExactRecoveryClaim.all(.thorough) {
      for teachers in allCases where teachers.property(of: claim) == property { return (claim, teachers) }
    }
    return nil
  }
}
