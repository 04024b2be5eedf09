/// A step of exact recovery that is spoilt on purpose, so that an audit can be seen to notice.
///
/// A learner has faults only where a test gives it some; each is asked for at one place.
package enum RecoveryFault: String, Sendable, CaseIterable {
  /// The exact step takes a direction for the neuron without asking the samples for its sign: the first weight that is not
  /// zero counts as positive.
  case unrecoveredSign
  /// The exact step puts an active sample, the first there is, among the inactive ones, and does not mind that their labels
  /// have no null vector then.
  case wrongInactiveSample
  /// The exact step does not ask whether the unit and its direction agree on all samples.
  case uncheckedFit
  /// Of the many null vectors of too few inactive samples the exact step takes the first: the one that is nearest to where
  /// the search came from.
  case firstOfManyNullVectors
  /// Every network that fits is certified.
  case uncertified
  /// Copies of a sample count as evidence, each for itself.
  case copiesAsEvidence
  /// Samples that the search has seen count as held out.
  case studiedAsHeldOut
}
