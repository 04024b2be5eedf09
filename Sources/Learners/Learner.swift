public import Networks

/// An algorithm that studies samples and answers with a student, or refuses with a reason.
///
/// A refusal is honest. A wrong answer that is given as certain is a failure of the learner.
public protocol Learner: NamedLearner {
  /// Studies samples.
  ///
  /// - Parameter threads: how many threads may be used; the outcome does not depend on it.
  /// - Throws: `DataError` where the samples cannot be read or used at all.
  func study(_ samples: some SampleSource, threads: Int) throws -> LearnerOutcome
}

/// What a learner answers.
public enum LearnerOutcome: Sendable {
  /// A student, and what proves it.
  case recovered(Recovery)
  /// No student, and why.
  case refused(Refusal)
}

/// A student that a learner vouches for.
public struct Recovery: Sendable {
  /// The network found.
  public let student: Network
  /// Why it is the network that made the labels.
  public let certificate: any Certificate
  /// The largest error over all labels, relative to the largest label.
  public let residual: Double
  /// What the search did; nil where there was no search from starting points.
  public let effort: SearchEffort?

  /// Joins a student and its proof.
  public init(
    student: Network, certificate: any Certificate, residual: Double, effort: SearchEffort? = nil
  ) {
    self.student = student
    self.certificate = certificate
    self.residual = residual
    self.effort = effort
  }
}
