public import Networks

/// What every learner says of itself, whatever it answers with.
public protocol NamedLearner: Sendable {
  /// The name on the command line and in reports.
  static var identifier: String { get }
  /// What the learner does, in one line.
  static var summary: String { get }
  /// The paper that it comes from, with its identifier.
  static var source: String { get }
}

/// An algorithm that finds the directions of the input on which labels depend.
///
/// It is a sibling of ``Learner``: its answer is a subspace and not a network.
public protocol SubspaceLearner: NamedLearner {
  /// Studies samples.
  ///
  /// - Parameter threads: how many threads may be used; the outcome does not depend on it.
  /// - Throws: `DataError` where the samples cannot be read or used at all.
  func findSubspace(_ samples: some SampleSource, threads: Int) throws -> SubspaceOutcome
}
