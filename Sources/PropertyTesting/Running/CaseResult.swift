/// What a run keeps of a case that did not fail.
struct CaseResult: Sendable {
  /// Why a case counts, or does not.
  enum Status: Sendable {
    case held
    case discarded
    case overlong
  }

  let status: Status
  let rejections: Int
  let digest: ChoiceDigest
  /// What the property told of the case; nil where it told nothing.
  let told: Trial?
  /// The choices, where the property told a number that may be the largest of a target.
  let choices: ChoiceSequence?
  /// How long drawing the value took; nil where no clock is read.
  let generationSeconds: Double?
}

/// A case in which the property is broken, before it is looked at again.
struct CaseFailure: Error {
  let failure: Counterexample.Failure
  let choices: ChoiceSequence
  let origin: Counterexample.Origin
  /// What the property told of the case before it failed.
  let told: Trial.Record
}
