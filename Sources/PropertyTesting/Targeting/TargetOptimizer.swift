/// Looks for choices with a high score: proposes sequences of choices, and learns from the scores of their values.
///
/// ```swift
/// var search = TargetOptimizer(seed: 1, start: scoredRandomCases)
/// while calls < budget {
///   let proposals = search.ask(count: min(32, budget - calls))
///   search.tell(proposals.map { proposal in
///     calls += 1
///     let source = ChoiceSource(extending: proposal, seed: UInt64(calls))
///     guard let made = try? generator.generate(from: source) else { return (proposal, proposal, nil) }
///     return (proposal, made.choices, score(made.value))
///   })
/// }
/// ```
///
/// The proposals of one ``ask(count:)`` may be scored in any order and at the same time: what is learnt depends on the
/// order in which they are told alone, so a run is the same on any number of threads. It does depend on the counts
/// that are asked for.
///
/// Four searches share the calls:
///
/// - *Climbing* changes single numbers, and pairs, of the best choices, with steps that adapt.
/// - *Mutation* changes anything at random: it redraws, moves, copies, exchanges, repeats and removes choices and runs
///   of them, joins two good sequences, and cuts off ends, so that values grow, shrink and change their structure.
/// - A *population* of all numbers of the best structure is moved by ``CovarianceAdaptation``, which learns how they
///   depend on each other.
/// - *Excursions* climb from somewhere else, once no climb leads on from the best.
///
/// Each has a share that it never loses; the rest goes to those that found something better of late. What is kept is
/// decided by comparing scores, so a score may have any scale (only the tops of parabolas that climbing tries depend on
/// it); +∞ and −∞ are scores, and NaN is none. The state is a few sequences, and a matrix over the numbers of one
/// (over at most 100 of them; beyond, a vector).
public struct TargetOptimizer: Sendable {
  /// What became of a proposal: the choices that the generator really made, and their score, or nil where the value
  /// was discarded, could not be generated, or has no score.
  public typealias Evaluation = (proposed: ChoiceSequence, used: ChoiceSequence, score: Double?)

  /// How many scores were told since the start.
  public private(set) var calls: Int = 0

  private var words: SplitMix64
  private var archive: TargetArchive = TargetArchive()
  private var schedule: SearchSchedule = SearchSchedule()
  private var climb: HillClimb = HillClimb()
  private var population: PopulationSearch = PopulationSearch()
  private var excursion: Excursion = Excursion()

  private var asked: [ChoiceSequence] = []
  private var answers: [Double?] = []
  private var strategy: SearchSchedule.Strategy = .mutation

  /// How many mutations are proposed at a time at most.
  private static let mutationBatch: Int = 16

  /// Creates an optimiser.
  ///
  /// - Parameters:
  ///   - seed: fixes every proposal, together with what is told.
  ///   - start: choices whose scores are known, best a few dozen random ones; none is fine. Scores that are NaN do not
  ///     count.
  public init(seed: UInt64, start: [(choices: ChoiceSequence, score: Double)] = []) {
    self.words = SplitMix64(state: seed)
    for (choices, score) in start { archive.insert(choices, score: score) }
  }

  /// The choices with the highest score so far, and that score; nil before any value had one.
  public var best: (choices: ChoiceSequence, score: Double)? {
    archive.best.map { ($0.choices, $0.score) }
  }

  /// Proposes choices whose values are to be scored: at least one, and at most `count`.
  ///
  /// Generate their values by ``ChoiceSource/init(extending:seed:maximumChoices:style:recording:)`` with a seed that
  /// differs from case to case: proposals may be shorter than the values they lead to, and an empty one asks for a
  /// random value. Replaying them works too, but finds less.
  ///
  /// There may be fewer than `count`, because more would be guesses. Some of what climbing learns comes from scores
  /// that are asked for together: a count of 16 finds smooth tops in half the calls that a count of 1 takes, and
  /// larger ones gain little.
  ///
  /// - Precondition: `count` is at least 1.
  /// - Complexity: O(n) for each proposal of n choices, and O(k²) for k ≤ 100 numbers among them.
  public mutating func ask(count: Int) -> [ChoiceSequence] {
    precondition(count >= 1, "ask for at least one proposal")
    finishRound()
    guard let best: TargetArchive.Entry = archive.best else {
      asked = Array(repeating: ChoiceSequence(), count: count)
      return asked
    }
    var passed: [SearchSchedule.Strategy] = []
    for candidate in schedule.order() {
      strategy = candidate
      switch candidate {
      case .climb: asked = climb.propose(count: count, best: best, &words)
      case .population: asked = population.propose(count: count, best: best, calls: calls, &words)
      case .mutation: asked = mutations(count: min(count, Self.mutationBatch))
      case .excursion:
        asked = climb.isStuck ? excursion.propose(count: count, from: archive, &words) : []
      }
      if !asked.isEmpty { break }
      passed.append(candidate)
    }
    schedule.spend(asked.count, on: strategy, passing: passed)
    return asked
  }

  /// Learns what became of the proposals of the last ``ask(count:)``, in their order.
  ///
  /// They may come in several parts; those that never come count as having no score. Other choices may be told as
  /// well, and only count as candidates for the best.
  public mutating func tell(_ evaluations: [Evaluation]) {
    for (proposed, used, told) in evaluations {
      calls += 1
      let score: Double? = told.flatMap { $0.isNaN ? nil : $0 }
      if let place: Int = asked[answers.count...].firstIndex(of: proposed) {
        while answers.count < place { answers.append(nil) }
        answers.append(score)
      }
      if strategy == .excursion { excursion.note(used, score: score) }
      guard let score: Double, archive.insert(used, score: score) else { continue }
      schedule.reward(strategy)
    }
    if !asked.isEmpty, answers.count == asked.count { finishRound() }
  }

  /// Hands the answers to the search that made the proposals.
  private mutating func finishRound() {
    guard !asked.isEmpty else { return }
    while answers.count < asked.count { answers.append(nil) }
    switch strategy {
    case .climb: climb.learn(answers)
    case .population: population.learn(answers)
    case .excursion: excursion.learn(answers)
    case .mutation: break
    }
    asked = []
    answers = []
  }

  private mutating func mutations(count: Int) -> [ChoiceSequence] {
    (0..<count).map { _ in
      let first: ChoiceSequence = archive.pick(&words)
      return ChoiceMutation.mutate(first, with: archive.pick(&words), &words)
    }
  }
}
