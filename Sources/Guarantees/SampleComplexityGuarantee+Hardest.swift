import Learners
import Networks
import PropertyTesting
import Teachers

/// Claims about the hardest well-conditioned teachers that a search found (``HardestTeacherSearch``).
///
/// *Recovered*: somewhat more samples than they need on any stream of the search recover them. *Never wrong*: from fewer,
/// down to d + k, they are recovered or refused.
extension SampleComplexityGuarantee {
  /// The number of samples that recovers them, in units of d + k.
  private static let enoughForHardest: Int = 12

  /// A network with fewer neurons is right as far as the samples go where they never activate the others; the learner is
  /// not told how many there are.
  private static let distanceOfWhole: RecoveryJudge.Distance = { student, problem in
    student.layers[0].outputs < problem.teacher.layers[0].outputs
      ? 0 : try RecoveryJudge.parameterError(student, problem)
  }

  /// Two claims for each teacher; the quick profile leaves them out.
  func hardestClaims(_ profile: AuditProfile) throws -> [RecoveryClaim] {
    guard profile != .quick else { return [] }
    return try KnownHardestTeacher.all.flatMap { known in
      let teacher: Network = try known.teacher
      let (inputs, hidden): (Int, Int) = (teacher.inputsDimension, teacher.layers[0].outputs)
      let size: String = "d=\(inputs), k=\(hidden), m=\(teacher.outputsDimension)"
      let unit: Int = inputs + hidden
      let enough: Int = Self.enoughForHardest * unit
      return [
        hardest(
          "hardest recovered at \(size)",
          "the hardest teacher that was found with \(size) is recovered from n = \(enough) samples",
          .few(profile), teacher, enough...enough, .recovered()),
        hardest(
          "hardest never wrong at \(size)",
          "the hardest teacher that was found with \(size) is recovered or refused from n = \(unit) samples up",
          .never(profile), teacher, unit...enough, .neverWrong(distance: Self.distanceOfWhole)),
      ]
    }
  }

  private func hardest(
    _ name: String, _ statement: String, _ tolerance: Claim.Tolerance, _ teacher: Network,
    _ samples: ClosedRange<Int>, _ judge: RecoveryJudge
  ) -> RecoveryClaim {
    let problems: Gen<Problem> = .build { draw in
      let count: Int = try draw("samples", .integer(in: samples))
      let seed: UInt64 = try draw("seed", .integer())
      return try Problem(
        teacher: teacher, family: WellConditionedTeachers.identifier, samples: count, seed: seed)
    }
    return RecoveryClaim(
      name: name, statement: statement, tolerance: tolerance,
      problems: RecoveryProblems("hardest", problems), learner: learner, judge: judge,
      command: Self.command)
  }
}
