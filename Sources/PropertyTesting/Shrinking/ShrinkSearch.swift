/// The state of one search for simpler choices, and the one way to propose some.
struct ShrinkSearch<Value> {
  typealias Judge = nonisolated(nonsending) (Value) async throws -> Bool

  private let generator: Gen<Value>
  private let isFailure: Judge
  private let budget: Shrinker.Budget
  private let start: Double?
  private var tried: Set<ChoiceSequence>

  /// The simplest failure so far.
  private(set) var best: Generated<Value>
  private(set) var calls: Int = 1
  /// How many choices were in the proposals so far.
  private var choicesProposed: Int = 0
  private(set) var improvements: Int = 0
  /// Why the search must stop; nil while it may go on.
  private(set) var ending: Shrinker.Ending?

  /// Proposals that give no value, or one that was judged before, cost no call, but take time with their length; so
  /// many choices are proposed for each call that may be made.
  private static var choicesPerCall: Int { 10_000 }

  init(
    generator: Gen<Value>, best: Generated<Value>, passing: [ChoiceSequence], budget: Shrinker.Budget,
    start: Double?, isFailure: @escaping Judge
  ) {
    self.isFailure = isFailure
    self.generator = generator
    self.best = best
    self.budget = budget
    self.start = start
    self.tried = Set(passing).union([best.choices])
  }

  /// The choices of the simplest failure so far.
  var choices: [Choice] { best.choices.choices }

  /// Tries a sequence, and keeps it where it is simpler than the best and fails.
  ///
  /// - Returns: whether there is a new best.
  nonisolated(nonsending) mutating func propose(
    _ proposal: ChoiceSequence
  ) async throws -> Bool {
    guard ending == nil, proposal < best.choices else { return false }
    choicesProposed += proposal.count
    guard tried.insert(proposal).inserted else { return checkWork() }
    if let clock = budget.clock, let seconds = budget.seconds, let start, !(clock() - start < seconds) {
      ending = .outOfTime
      return false
    }
    // A simpler sequence is no longer than the best, so the generator may be stopped there.
    let generated: Generated<Value>? = try? generator.generate(
      replaying: proposal, maximumChoices: best.choices.count)
    guard let generated, generated.choices < best.choices else { return checkWork() }
    guard generated.choices == proposal || tried.insert(generated.choices).inserted else {
      return checkWork()
    }
    guard calls < budget.calls, choicesProposed / Self.choicesPerCall < budget.calls else {
      ending = .outOfCalls
      return false
    }
    calls += 1
    guard try await isFailure(generated.value) else { return false }
    best = generated
    improvements += 1
    return true
  }

  private mutating func checkWork() -> Bool {
    if choicesProposed / Self.choicesPerCall >= budget.calls { ending = .outOfCalls }
    return false
  }

  /// Tries the best with other choices in some places.
  nonisolated(nonsending) mutating func propose(
    setting changes: [(place: Int, choice: Choice)]
  ) async throws -> Bool {
    var proposal: ChoiceSequence = best.choices
    for change in changes {
      guard change.place < proposal.count else { return false }
      proposal.choices[change.place] = change.choice
    }
    return try await propose(proposal)
  }
}

extension ShrinkSearch {
  /// Finds out whether a number can be lowered at all, by the steps of 1 and 2.
  ///
  /// A number that neither step lowers is held by the rest of the value, and looking for a smaller one would cost as
  /// many calls as it has bits.
  ///
  /// - Returns: the number that the best has now, or nil where it is held.
  nonisolated(nonsending) mutating func loosen(
    _ current: UInt64, steps: [UInt64] = [1, 2],
    _ attempt: nonisolated(nonsending) (inout ShrinkSearch, UInt64) async throws -> Bool
  ) async throws -> UInt64? {
    for step in steps where current >= step && ending == nil {
      if try await attempt(&self, current - step) { return current - step }
    }
    return nil
  }

  /// The least number from 1 to `current − 1` that a change succeeds with, as if it succeeded from some number on.
  ///
  /// The number of bits is halved first, and then the number itself, so that a small result costs few calls however
  /// large the number was. Where no number of fewer bits succeeds, steps down from the current one are doubled, so that
  /// a small change costs few calls. `current` is known to succeed and 0 to fail.
  ///
  /// - Parameter attempt: tries a number; what it gives back is whether the best now has it.
  nonisolated(nonsending) mutating func lower(
    from current: UInt64, _ attempt: nonisolated(nonsending) (inout ShrinkSearch, UInt64) async throws -> Bool
  ) async throws {
    guard current > 1 else { return }
    var (fewest, most): (Int, Int) = (0, UInt64.bitWidth - (current - 1).leadingZeroBitCount)
    var (below, above): (UInt64, UInt64) = (0, current)
    while fewest < most, ending == nil {
      let bits: Int = (fewest + most) / 2
      let largest: UInt64 = bits == 0 ? 0 : .max >> UInt64(UInt64.bitWidth - bits)
      if largest > below, try await attempt(&self, largest) {
        (above, most) = (largest, bits)
      } else {
        (below, fewest) = (largest, bits + 1)
      }
    }
    guard above < current else {
      _ = try await extend(upTo: Int(clamping: current - below - 1)) { search, step in
        try await attempt(&search, current - UInt64(step))
      }
      return
    }
    while above - below > 1, ending == nil {
      let middle: UInt64 = below + (above - below) / 2
      if try await attempt(&self, middle) { above = middle } else { below = middle }
    }
  }

  /// The most units from 1 to `limit` that a change succeeds with, as if it failed from some number on.
  ///
  /// Doubles while the change succeeds, then halves the distance; what succeeds last is the best.
  nonisolated(nonsending) mutating func extend(
    upTo limit: Int, _ attempt: nonisolated(nonsending) (inout ShrinkSearch, Int) async throws -> Bool
  ) async throws -> Int {
    guard limit >= 1, try await attempt(&self, 1) else { return 0 }
    var low: Int = 1
    while low < limit, ending == nil {
      let next: Int = low <= limit / 2 ? 2 * low : limit
      if try await attempt(&self, next) {
        low = next
        continue
      }
      var high: Int = next
      while high - low > 1, ending == nil {
        let middle: Int = low + (high - low) / 2
        if try await attempt(&self, middle) { low = middle } else { high = middle }
      }
      break
    }
    return low
  }
}
