public import Learners
public import Networks

/// How many samples a learner needs to recover a teacher, over several streams of samples.
///
/// One stream says as much about its samples as about the teacher; so the need is the mean over several, in units of
/// d + k, which numbers of samples grow with.
public struct SampleNeed: Sendable, Hashable {
  /// What the streams lead to, in the order of their seeds.
  public let thresholds: [RecoveryThreshold]
  /// d + k.
  public let unit: Int

  /// The number of samples in units of d + k beyond which none is tried, far beyond what well-conditioned teachers need.
  public static let defaultLimit: Int = 32

  /// Looks for the numbers of samples of some streams.
  ///
  /// - Parameters:
  ///   - teacher: a network of two layers.
  ///   - seeds: the seeds of the streams; at least one.
  ///   - limit: the number of samples in units of d + k beyond which none is tried, at least 1.
  /// - Throws: what ``RecoveryThreshold`` throws.
  public init(
    of teacher: Network, learner: any Learner, seeds: Range<UInt64>, limit: Int = defaultLimit
  ) throws {
    precondition(!seeds.isEmpty, "give the seed of at least one stream of samples")
    precondition(limit >= 1, "give a limit of at least 1, in units of d + k")
    let unit: Int = teacher.inputsDimension + teacher.layers[0].outputs
    self.unit = unit
    self.thresholds = try seeds.map {
      try RecoveryThreshold(of: teacher, learner: learner, seed: $0, limit: limit * unit)
    }
  }

  /// The mean number of samples in units of d + k; a stream that never leads to the teacher counts as twice the limit, and
  /// a wrong certificate is infinitely bad.
  public var mean: Double {
    let samples: [Double] = thresholds.map { threshold in
      switch threshold.finding {
      case .recovered(let samples, _): Double(samples)
      case .refused(let samples, _): 2 * Double(samples)
      case .wrong: .infinity
      }
    }
    return samples.reduce(0, +) / (Double(samples.count) * Double(unit))
  }
}
