public import Learners
public import Networks
import DataFiles
import Teachers

/// From how many samples of one stream a learner recovers a teacher.
///
/// ```swift
/// let threshold = try RecoveryThreshold(of: teacher, learner: learner, seed: 1, limit: 400)
/// if case .recovered(let samples, let below) = threshold.finding { print(samples, below) }
/// ```
///
/// Fewer samples of a stream are the beginning of more, so numbers of samples can be compared. The number is doubled from
/// d + k until the teacher is recovered, then the last gap is halved until one sample decides. What is found is a place
/// where recovery sets in: with n samples the teacher is certified, with n − 1 it is refused. A certificate may be missed
/// again further on, where a search fails or another split of the samples is unlucky; so it need not be the only such
/// place, and it is the same one each time.
///
/// A network of fewer hidden units than the teacher's counts as too few samples and not as wrong: a learner that is not
/// told *k* rightly gives it where no sample so far has activated the others.
public struct RecoveryThreshold: Sendable, Hashable {
  /// What the samples of a stream lead to.
  public enum Finding: Sendable, Hashable {
    /// With so many samples the teacher is recovered; with one fewer the learner refuses for this reason.
    case recovered(samples: Int, below: Refusal.Reason)
    /// Not even with so many samples.
    case refused(samples: Int, reason: Refusal.Reason)
    /// With so many samples another network was certified.
    case wrong(samples: Int)
  }

  /// The seed of the samples.
  public let seed: UInt64
  /// What they lead to.
  public let finding: Finding

  /// Looks for the number of samples of a stream.
  ///
  /// - Parameters:
  ///   - teacher: a network of two layers; the inputs are standard Gaussian.
  ///   - learner: who is to recover it; it must give the same answer to the same samples.
  ///   - limit: the number of samples beyond which none is tried, at least 1.
  /// - Throws: what the learner throws, but for samples that it cannot use, which count as too few; and `ProblemError`
  ///   where the teacher has not two layers.
  /// - Complexity: about 2 log₂(limit/(d + k)) + log₂(d + k) answers of the learner.
  public init(of teacher: Network, learner: any Learner, seed: UInt64, limit: Int) throws {
    precondition(limit >= 1, "give a limit of at least one sample")
    self.seed = seed
    var refused: (samples: Int, reason: Refusal.Reason) = (0, .insufficient)
    var next: Int = min(limit, teacher.inputsDimension + teacher.layers[0].outputs)
    var recovered: Int?
    while recovered == nil || refused.samples + 1 < recovered ?? 0 {
      switch try Self.answer(to: next, of: teacher, learner, seed) {
      case .wrong:
        self.finding = .wrong(samples: next)
        return
      case .right: recovered = next
      case .refused(let reason): refused = (next, reason)
      }
      if let recovered {
        next = refused.samples + (recovered - refused.samples) / 2
      } else if refused.samples == limit {
        self.finding = .refused(samples: limit, reason: refused.reason)
        return
      } else {
        next = min(limit, 2 * refused.samples)
      }
    }
    self.finding = .recovered(samples: recovered ?? limit, below: refused.reason)
  }

  /// What the learner says of a number of samples.
  enum Answer: Sendable, Hashable {
    case right
    case wrong
    case refused(Refusal.Reason)
  }

  static func answer(
    to count: Int, of teacher: Network, _ learner: any Learner, _ seed: UInt64
  ) throws -> Answer {
    let problem: Problem = try Problem(
      teacher: teacher, family: WellConditionedTeachers.identifier, samples: count, seed: seed)
    do {
      switch try learner.study(problem.samples(0..<count, threads: 1), threads: 1) {
      case .refused(let refusal): return .refused(refusal.reason)
      case .recovered(let recovery):
        if recovery.student.layers[0].outputs < teacher.layers[0].outputs { return .refused(.insufficient) }
        // Written so that an error that is NaN is wrong.
        return try RecoveryJudge.parameterError(recovery.student, problem) <= RecoveryJudge.wrongError
          ? .right : .wrong
      }
    } catch is DataError {
      return .refused(.insufficient)
    }
  }
}
