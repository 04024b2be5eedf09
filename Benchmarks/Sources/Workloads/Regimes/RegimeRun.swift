import Assay

/// What the learner made of several problems of one regime.
public struct RegimeRun: Sendable, Encodable {
  /// The row of the table that it belongs to.
  public let name: String
  /// The samples of each problem, *n*.
  public let samples: Int
  /// The number of problems.
  public let problems: Int
  /// The problems on which the network found is the teacher, with a certificate or without.
  public let right: Int
  /// The problems on which it is certified, and is the teacher.
  public let certified: Int
  /// The problems on which another network than the teacher is certified, which must not be.
  public let wrong: Int
  /// The seconds of a problem on one thread, on average.
  public let seconds: Double
  /// Starting points for each neuron, on average.
  public let startsPerNeuron: Double
  /// The largest relative error of a parameter over the certified problems.
  public let worstError: Double
  /// How many problems ended in which refusal.
  public let refusals: [String: Int]

  /// An error up to which a network that was found counts as the teacher.
  private static let rightError: Double = 1e-6

  /// Runs a learner on problems, each with its own teacher.
  ///
  /// - Parameter problem: makes the problem of a seed.
  init(
    _ name: String, problems: Int, options: ExactRecoveryLearner.Options,
    problem: (UInt64) throws -> RegimeProblem
  ) throws {
    let clock: ContinuousClock = ContinuousClock()
    var (right, certified, wrong, starts, neurons): (Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0)
    var (seconds, worst, samples): (Double, Double, Int) = (0, 0, 0)
    var refusals: [String: Int] = [:]
    for seed in 0..<problems {
      let drawn: RegimeProblem = try problem(UInt64(seed))
      samples = drawn.samples.count
      let learner: ExactRecoveryLearner = ExactRecoveryLearner(options)
      let begin: ContinuousClock.Instant = clock.now
      let outcome: LearnerOutcome = try learner.study(drawn.samples, threads: 1)
      seconds += (clock.now - begin) / .seconds(1)
      let (student, effort): (Network?, SearchEffort?)
      switch outcome {
      case .recovered(let recovery):
        (student, effort) = (recovery.student, recovery.effort)
        let error: Double = NeuronMatching.relativeError(of: recovery.student, against: drawn.teacher)
        if error <= Self.rightError { certified += 1 } else { wrong += 1 }
        worst = max(worst, error)
      case .refused(let refusal):
        (student, effort) = (refusal.candidate, refusal.effort)
        refusals[refusal.reason.rawValue, default: 0] += 1
      }
      if let student, NeuronMatching.relativeError(of: student, against: drawn.teacher) <= Self.rightError {
        right += 1
      }
      starts += effort?.starts ?? 0
      neurons += drawn.teacher.layers[0].outputs
    }
    self.name = name
    self.samples = samples
    self.problems = problems
    self.right = right
    self.certified = certified
    self.wrong = wrong
    self.seconds = seconds / Double(problems)
    self.startsPerNeuron = Double(starts) / Double(max(neurons, 1))
    self.worstError = worst
    self.refusals = refusals
  }
}

/// A problem in memory.
struct RegimeProblem {
  let samples: Samples
  let teacher: Network
}
