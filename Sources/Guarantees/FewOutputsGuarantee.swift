public import Learners
import PropertyTesting
import Teachers

/// Recovery of small two-layer ReLU networks from few outputs, where the output weights lack full column rank.
///
/// *Completeness*: for random teachers with layers of condition number 3 and one to three outputs, a search with known *k*
/// recovers every parameter to relative error 10⁻¹⁰, except for a share of problems. There is no proof for the search by
/// starts; the sizes are those at which it was measured.
///
/// *Soundness*: from 1.05 to 2.5 samples for each of the k d unknowns, where an exact fit is often another network, no
/// network that the learner certifies is wrong.
///
/// Source: Bakshi, Jayaram, Woodruff, COLT 2019, arXiv:1811.01885, the fixed-parameter case, noiseless.
public struct FewOutputsGuarantee: RecoveryGuarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "fpt-recovery"
  /// The guarantee in one line.
  public static let title: String =
    "small two-layer ReLU teachers are recovered from one output, and nothing wrong is ever certified"
  /// The paper and theorem.
  public static let source: String = FewOutputsLearner.source + ", output weights of any rank"

  /// A size of teachers that are recovered.
  private struct Size {
    let inputs: Int
    let hidden: Int
    let outputs: Int
    let samples: Int
    var conditionNumber: Double = 3
  }

  /// The largest teachers from whose scarce samples nothing wrong is certified.
  private static let scarce: (inputs: Int, hidden: Int) = (4, 3)
  /// The range of samples studied for each unknown in which soundness is tried.
  private static let scarceSamples: ClosedRange<Double> = 1.05...2.5
  /// Starts in the trials of soundness: fewer fits cost nothing there.
  private static let scarceStarts: Int = 10
  private static let error: Double = 1e-10
  /// The condition number of the teachers from whose scarce samples nothing wrong is certified.
  private static let conditionNumber: Double = 3

  private let tried: (@Sendable (FewOutputsLearner.Options) -> any Learner)

  /// The guarantee of the product's own learner.
  public init() {
    self.init { FewOutputsLearner($0) }
  }

  /// The same claims of another learner, which is made for the options of each claim.
  public init(learner: @escaping @Sendable (FewOutputsLearner.Options) -> any Learner) {
    self.tried = learner
  }

  /// The claims: teachers of growing size are recovered, and from scarce samples nothing wrong is certified.
  public func claims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    let small: [Size] = [
      Size(inputs: 10, hidden: 2, outputs: 1, samples: 300),
      Size(inputs: 10, hidden: 3, outputs: 1, samples: 300),
      Size(inputs: 10, hidden: 3, outputs: 2, samples: 300),
    ]
    let large: [Size] =
      profile != .thorough
      ? []
      : [
        Size(inputs: 20, hidden: 4, outputs: 1, samples: 5000),
        Size(inputs: 10, hidden: 3, outputs: 3, samples: 300),
        Size(inputs: 20, hidden: 6, outputs: 1, samples: 20_000),
        Size(inputs: 20, hidden: 8, outputs: 1, samples: 20_000),
        Size(inputs: 10, hidden: 3, outputs: 1, samples: 5000, conditionNumber: 100),
        Size(inputs: 2, hidden: 4, outputs: 1, samples: 1000),
        Size(inputs: 3, hidden: 5, outputs: 1, samples: 2000),
      ]
    return try small.map { try recovered($0, .few(profile)) }
      + large.map { try recovered($0, .failureProbability(0.1, indifference: 0.15)) }
      + [try neverWrong(profile)]
  }

  private func recovered(_ size: Size, _ tolerance: Claim.Tolerance) throws -> RecoveryClaim {
    let teachers: TeacherSize = try TeacherSize(
      inputsDimension: size.inputs, hidden: size.hidden, outputs: size.outputs,
      conditionNumber: size.conditionNumber)
    let problems: Gen<Problem> = Gen.build { draw in
      try Problem(
        family: GaussianTeachers.self, size: teachers, samples: size.samples,
        seed: try draw("seed", .integer()))
    }
    var options: FewOutputsLearner.Options = FewOutputsLearner.Options()
    options.hiddenUnits = size.hidden
    let condition: String = size.conditionNumber == 3 ? "" : ", condition number \(Int(size.conditionNumber))"
    return RecoveryClaim(
      name: "recovered at d=\(size.inputs), k=\(size.hidden), m=\(size.outputs)\(condition)",
      statement:
        "with n = \(size.samples) samples and k given every parameter is recovered to relative error "
        + "\(Self.error)",
      tolerance: tolerance, problems: RecoveryProblems("gaussian", problems), learner: tried(options),
      judge: .recovered(within: Self.error), command: "fpt-recovery --hidden \(size.hidden)")
  }

  private func neverWrong(_ profile: AuditProfile) throws -> RecoveryClaim {
    let problems: Gen<Problem> = Gen.build { draw in
      let inputs: Int = try draw("inputs dimension", .integer(in: 2...Self.scarce.inputs))
      let hidden: Int = try draw("hidden", .integer(in: 1...min(inputs, Self.scarce.hidden)))
      let unknowns: Double = Double(inputs * hidden)
      let fewest: Int = Int((Self.scarceSamples.lowerBound * unknowns).rounded(.up))
      let most: Int = max(fewest, Int(Self.scarceSamples.upperBound * unknowns))
      let studied: Int = try draw("samples studied", .integer(in: fewest...most))
      let size: TeacherSize = try TeacherSize(
        inputsDimension: inputs, hidden: hidden, outputs: 1, conditionNumber: Self.conditionNumber)
      return try Problem(
        family: GaussianTeachers.self, size: size,
        samples: studied + HeldOutCertificate.fewestHeldOutSamples, seed: try draw("seed", .integer()))
    }
    var options: FewOutputsLearner.Options = FewOutputsLearner.Options()
    options.starts = Self.scarceStarts
    return RecoveryClaim(
      name: "never wrong up to d=\(Self.scarce.inputs), k=\(Self.scarce.hidden), m=1",
      statement:
        "with \(Self.scarceSamples.lowerBound) to \(Self.scarceSamples.upperBound) samples for each unknown, "
        + "besides \(HeldOutCertificate.fewestHeldOutSamples) kept, no certified network is off by more than "
        + "\(RecoveryJudge.wrongError)",
      tolerance: .never(profile), problems: RecoveryProblems("gaussian", problems), learner: tried(options),
      judge: .neverWrong(), command: "fpt-recovery --starts \(Self.scarceStarts)")
  }
}
