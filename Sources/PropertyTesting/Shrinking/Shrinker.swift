/// A search for the simplest choices with which a property still fails.
///
/// ```swift
/// let result = try await Shrinker().shrink(generator, from: failing.choices) { value in !property(value) }
/// print(result?.value, result?.choices)
/// ```
///
/// The shrinker never touches a value. It proposes simpler *choices*, lets the generator make a value of them, and
/// keeps them where the value fails too; so whatever the generator guarantees stays true. These invariants keep it
/// correct and quick:
///
/// - The best sequence only ever gets smaller in shortlex order, which is well-founded; so every search ends, with or
///   without a budget.
/// - A proposal is judged by the choices that the generator *used* for it, not by those proposed.
/// - No value is judged twice, and nothing depends on a clock (unless one is given), an address or a hash's order; the
///   same failure shrinks the same way everywhere.
/// - Passes go from the coarse to the fine. A pass that succeeded gives the coarse ones another turn, for a smaller
///   value makes every later call cheaper. At the end no pass finds a smaller failure (``Ending/minimal``), or the
///   budget is spent and the best so far is returned.
/// - Passes adapt: what succeeds once is tried twice as far next, and numbers are lowered by their bits first, so that
///   the calls grow with the logarithm of what is removed.
public struct Shrinker: Sendable {
  /// How the search may end early.
  public struct Budget: Sendable {
    /// How many times a value may be judged; the choices that may be proposed are bounded in proportion.
    public var calls: Int
    /// How long the search may take on the given clock.
    public var seconds: Double?
    /// A clock that counts seconds from any point; none is used where this is nil.
    public var clock: (@Sendable () -> Double)?

    /// Creates a budget; by default it counts calls and looks at no clock.
    public init(calls: Int = 10_000, seconds: Double? = nil, clock: (@Sendable () -> Double)? = nil) {
      self.calls = calls
      self.seconds = seconds
      self.clock = clock
    }
  }

  /// Why a search ended.
  public enum Ending: Sendable, Hashable {
    /// No pass finds anything simpler.
    case minimal
    /// The calls of the budget are used up; what is returned is the best so far.
    case outOfCalls
    /// The seconds of the budget are used up; what is returned is the best so far.
    case outOfTime
  }

  /// The simplest failure that was found.
  public struct Outcome<Value> {
    /// The value.
    public let value: Value
    /// The choices that give the value again.
    public let choices: ChoiceSequence
    /// How many times a value was judged, the first included.
    public let calls: Int
    /// How many times a simpler failure was found.
    public let improvements: Int
    /// Why the search ended.
    public let ending: Ending
  }

  /// When a search ends early.
  public var budget: Budget
  /// How many choices a value may take, as when the failure was found.
  public var maximumChoices: Int

  /// Creates a shrinker.
  public init(budget: Budget = Budget(), maximumChoices: Int = ChoiceSource.defaultMaximumChoices) {
    self.budget = budget
    self.maximumChoices = maximumChoices
  }

  /// Looks for the simplest value that fails.
  ///
  /// - Parameters:
  ///   - generator: makes values of choices.
  ///   - choices: lead to a value that fails.
  ///   - passing: choices that are known not to fail, and are not tried.
  ///   - isFailure: whether a value fails; it must always say the same of the same value.
  /// - Returns: the simplest failure found, or nil where `choices` give no value, or one that does not fail.
  /// - Throws: what `isFailure` throws.
  nonisolated(nonsending) public func shrink<Value>(
    _ generator: Gen<Value>, from choices: ChoiceSequence, passing: [ChoiceSequence] = [],
    isFailure: nonisolated(nonsending) @escaping (Value) async throws -> Bool
  ) async throws -> Outcome<Value>? {
    guard
      let first: Generated<Value> = try? generator.generate(
        replaying: choices, maximumChoices: maximumChoices),
      try await isFailure(first.value)
    else { return nil }
    var search: ShrinkSearch<Value> = ShrinkSearch(
      generator: generator, best: first, passing: passing, budget: budget, start: budget.clock?(),
      isFailure: isFailure)
    try await search.run()
    return Outcome(
      value: search.best.value, choices: search.best.choices, calls: search.calls,
      improvements: search.improvements, ending: search.ending ?? .minimal)
  }
}

extension Shrinker.Outcome: Sendable where Value: Sendable {}
