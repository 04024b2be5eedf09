/// The state of one search for simpler choices, and the one way to propose some.
struct ShrinkSearch<Value, Failure: Error> {
  typealias Judge = (Value) throws(Failure) -> Bool

  private let generator: Gen<Value>
  private let budget: Shrinker.Budget
  private let start: Double?
  private var tried: Set<ChoiceSequence>

  /// The simplest failure so far.
  private(set) var best: Generated<Value>
  private(set) var calls: Int = 1
  private(set) var improvements: Int = 0
  /// Why the search must stop; nil while it may go on.
  private(set) var ending: Shrinker.Ending?

  init(generator: Gen<Value>, best: Generated<Value>, budget: Shrinker.Budget, start: Double?) {
    self.generator = generator
    self.best = best
    self.budget = budget
    self.start = start
    self.tried = [best.choices]
  }

  /// Tries a sequence, and keeps it where it is simpler than the best and fails.
  ///
  /// - Returns: whether it is the new best.
  mutating func propose(_ proposal: ChoiceSequence, _ isFailure: Judge) throws(Failure) -> Bool {
    guard ending == nil, proposal < best.choices, tried.insert(proposal).inserted else { return false }
    guard calls < budget.calls else {
      ending = .outOfCalls
      return false
    }
    if let clock = budget.clock, let seconds = budget.seconds, let start, !(clock() - start < seconds) {
      ending = .outOfTime
      return false
    }
    calls += 1
    // A simpler sequence is no longer than the best, so the generator may be stopped there.
    let generated: Generated<Value>? = try? generator.generate(
      replaying: proposal, maximumChoices: best.choices.count)
    guard let generated, generated.choices < best.choices else { return false }
    guard generated.choices == proposal || tried.insert(generated.choices).inserted else { return false }
    guard try isFailure(generated.value) else { return false }
    best = generated
    improvements += 1
    return true
  }

  /// Finds a small number for which a change of the best fails: `lowest`, or else by halving the distance.
  ///
  /// - Parameters:
  ///   - lowest: the number wished for.
  ///   - current: the number that the best has.
  ///   - change: the sequence with a number in the place of the current one.
  mutating func lower(
    to lowest: UInt64, from current: UInt64, _ isFailure: Judge,
    change: (ChoiceSequence, UInt64) -> ChoiceSequence?
  ) throws(Failure) {
    guard lowest < current else { return }
    let base: ChoiceSequence = best.choices
    if let proposal = change(base, lowest), try propose(proposal, isFailure) { return }
    var (below, above): (UInt64, UInt64) = (lowest, current)
    while above - below > 1, ending == nil {
      let middle: UInt64 = below + (above - below) / 2
      // A success may have changed more than the one number; go on only while the rest is as it was.
      if let proposal = change(base, middle), try propose(proposal, isFailure) {
        guard best.choices == proposal else { return }
        above = middle
      } else {
        below = middle
      }
    }
  }
}
