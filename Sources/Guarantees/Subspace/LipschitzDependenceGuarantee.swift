import Foundation
public import Learners
import LinearAlgebra
import Networks
import PropertyTesting
import Teachers

/// The number of samples must grow with the Lipschitz constant of the teacher, and the learner behaves accordingly.
///
/// The family is the wedge, 0 outside a cone of half angle δ: at unit variance its Lipschitz constant is about √(3π/2) δ^(−3/2).
///
/// *Needed*: with a tenth of π/δ samples all labels are equal nine times out of ten, so that nobody learns anything.
///
/// *Eigenvalue*: the largest eigenvalue of the filtered moments is (1 + π/2)δ/π to a tenth, which is Λ^(−2/3) but for a factor;
/// it is what the learner must see above the noise.
///
/// *Refused or right*: narrow wedges have no direction certified, wide ones both, and none is made up in between.
public struct LipschitzDependenceGuarantee: SubspaceGuarantee {
  /// The name on the command line and in reports.
  public static let identifier: String = "lipschitz-dependence"
  /// The guarantee in one line.
  public static let title: String =
    "some dependence on the Lipschitz constant is needed, and where labels show too little nothing is made up"
  /// The paper and theorem.
  public static let source: String =
    FilteredPCALearner.source + "; the family and its numbers are this implementation's own"

  /// Who is tried.
  public let learner: any SubspaceLearner

  /// The guarantee of the product's own learner.
  public init() {
    self.init(learner: FilteredPCALearner.forTrials)
  }

  /// The same claims of another learner.
  public init(learner: any SubspaceLearner) {
    self.learner = learner
  }

  /// Half angles at which labels show too little.
  static let narrow: [Double] = [0.001, 0.003, 0.01]
  /// Half angles between.
  static let middling: [Double] = [0.03, 0.06, 0.1]
  /// The sizes of a profile: the inputs, the samples, and the half angle at which both directions are found from so many.
  private struct Size {
    let inputs: Int
    let samples: Int
    let wide: Double

    init(_ profile: AuditProfile) {
      (self.inputs, self.samples, self.wide) =
        switch profile {
        case .quick: (10, 4000, 0.6)
        case .ci: (16, 6000, 0.5)
        case .thorough: (50, 10_000, 0.3)
        }
    }
  }

  /// Wedges of some half angles with a number of samples of each.
  private static func wedges(
    _ angles: [Double], inputs: Int, samples: @escaping @Sendable (Double) -> Int
  ) -> Gen<SubspaceTask> {
    .build { draw in
      let index: Int = angles.count == 1 ? 0 : try draw("half angle", .integer(in: 0...angles.count - 1))
      let seed: UInt64 = try draw("seed", .integer())
      let angle: Double = angles[index]
      return .teacher(
        try SubspaceProblem(
          WedgeTeachers.self,
          TeacherParameters([WedgeTeachers.halfAngle.name: angle], for: WedgeTeachers.self),
          inputsDimension: inputs, samples: samples(angle), seed: seed))
    }
  }

  /// The claims of a profile.
  public func claims(_ profile: AuditProfile) throws -> [SubspaceClaim] {
    let size: Size = Size(profile)
    let inputs: Int = size.inputs
    let (narrowZone, zone): (Double, Double) =
      switch profile {
      case .quick: (0.39, 0.5)
      case .ci: (0.24, 0.45)
      case .thorough: (0.04, 0.1)
      }
    let rarely: Claim.Tolerance = .failureProbability(0.01, indifference: narrowZone)
    let count: @Sendable (Double) -> Int = { _ in size.samples }
    return [
      SubspaceClaim(
        "samples are needed",
        "from a tenth of π/δ samples all labels are equal nine times out of ten, and nothing is to be learned",
        // (1 − δ/π)^(0.1π/δ) is 0.905 for small δ.
        .failureProbability(0.1, indifference: 0.15),
        Self.wedges(Self.narrow, inputs: 2) { Int(0.1 * Double.pi / $0) },
        trial: { task, _ in
          let isConstant: Bool = task.samples.labels.elements.allSatisfy { $0 == 0 }
          return TrialOutcome(passed: isConstant, label: isConstant ? "all labels are 0" : "a label is not 0")
        }),
      SubspaceClaim(
        "eigenvalue falls",
        "the largest eigenvalue of the filtered moments is (1 + π/2)δ/π to a tenth",
        .none(shownBelow: 0.1), Self.wedges(Self.narrow + Self.middling, inputs: 2) { _ in 1 },
        trial: { task, _ in try Self.eigenvalue(task) }),
      SubspaceClaim(
        "narrow refused, d=\(inputs)", "wedges of half angles up to 0.01 have no direction certified", rarely,
        Self.wedges(Self.narrow, inputs: inputs, samples: count), .nothing),
      SubspaceClaim(
        "nothing made up, d=\(inputs)", "wedges of half angles from 0.03 to 0.1 have no direction made up",
        rarely,
        Self.wedges(Self.middling, inputs: inputs, samples: count), .nothingMadeUp),
      SubspaceClaim(
        "wide found, d=\(inputs)",
        "both directions of the wedge of half angle \(size.wide) are found and certified",
        .failureProbability(0.1, indifference: zone),
        Self.wedges([size.wide], inputs: inputs, samples: count), .foundTightly),
    ]
  }

  /// How far the largest eigenvalue may be from its limit for small angles.
  private static let eigenvalueTolerance: Double = 0.1

  private static func eigenvalue(_ task: SubspaceTask) throws -> TrialOutcome {
    guard case .teacher(let problem) = task, let planar = PlanarNetwork(problem.teacher.core) else {
      return TrialOutcome(passed: false, label: "no planar teacher")
    }
    let limit: Double = (1 + .pi / 2) * problem.parameters[WedgeTeachers.halfAngle] / .pi
    let ratio: Double = PlanarSlices(planar).largestEigenvalue / limit
    let passed: Bool = (ratio - 1).magnitude <= eigenvalueTolerance
    return TrialOutcome(
      passed: passed, label: passed ? "as its limit" : "not as its limit", metric: (ratio - 1).magnitude)
  }

  /// The share found against the half angle.
  public func curves(_ profile: AuditProfile) throws -> [SubspaceCurve] {
    let size: Size = Size(profile)
    let trials: Int =
      switch profile {
      case .quick: 2
      case .ci: 3
      case .thorough: 40
      }
    let angles: [Double] =
      profile == .quick
      ? [Self.narrow[2], Self.middling[2], size.wide] : Self.narrow + Self.middling + [size.wide]
    let places: [SubspaceCurve.Place] = try angles.map { angle in
      let parameters: TeacherParameters = try TeacherParameters(
        [WedgeTeachers.halfAngle.name: angle], for: WedgeTeachers.self)
      return SubspaceCurve.Place(x: angle, samples: size.samples) { seed in
        try SubspaceProblem(
          WedgeTeachers.self, parameters, inputsDimension: size.inputs, samples: size.samples, seed: seed)
      }
    }
    return [
      SubspaceCurve(
        name: "wedge-d\(size.inputs)", xLabel: "half angle δ, at n = \(size.samples)", places: places,
        trials: trials)
    ]
  }
}
