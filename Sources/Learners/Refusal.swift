public import Networks

/// Why a learner gives no student.
public struct Refusal: Sendable {
  /// The kinds of refusal. They are kept apart because each claims something else.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// A proof that several networks fit the samples.
    case notIdentifiable
    /// A proof that no network of the class fits the samples.
    case notRealisable
    /// The search ended without a network that fits; whether there is one remains open.
    case notFound
    /// The samples are too few to tell the network found from others that fit as well.
    case insufficient
  }

  /// The kind of refusal.
  public let reason: Reason
  /// What was seen, and what to try, for people.
  public let detail: String
  /// A network that fits the samples without being certain, where there is one.
  public let candidate: Network?
  /// The largest error of the candidate over all labels, relative to the largest label.
  public let residual: Double?
  /// What the search did, where it began.
  public let effort: SearchEffort?

  /// Creates a refusal.
  public init(
    _ reason: Reason, _ detail: String, candidate: Network? = nil, residual: Double? = nil,
    effort: SearchEffort? = nil
  ) {
    self.reason = reason
    self.detail = detail
    self.candidate = candidate
    self.residual = residual
    self.effort = effort
  }
}

/// What a search for neurons did.
public struct SearchEffort: Sendable, Hashable, Encodable {
  /// The number of samples that the search itself used.
  public let samplesStudied: Int
  /// The number of starting points.
  public let starts: Int
  /// The starting points that ended on a neuron, found before or not.
  public let startsOnNeurons: Int
  /// The starting points whose direction failed the exact step.
  public let rejectedDirections: Int

  /// Creates the record of a search.
  public init(samplesStudied: Int, starts: Int, startsOnNeurons: Int, rejectedDirections: Int) {
    self.samplesStudied = samplesStudied
    self.starts = starts
    self.startsOnNeurons = startsOnNeurons
    self.rejectedDirections = rejectedDirections
  }
}
