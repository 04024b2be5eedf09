/// Climbs from the best choices by changes of one choice, of several that went well by themselves, and of pairs.
///
/// Each numeric choice has a step of its own, which doubles after a success and falls after a failure in both
/// directions: a bisection once the top is between. Steps add, and, for numbers that span magnitudes, multiply. Where
/// both directions were scored, the top of the parabola through the three scores is tried, along all such axes at once.
/// In between, ends of ranges, simplest values and other sides of booleans are tried once each; when no single change
/// helps any more, pairs of choices are moved together. Then there is nothing to propose until the best changes.
///
/// Source of the scheme: R. Hooke, T. A. Jeeves, *“Direct search” solution of numerical and statistical problems*,
/// Journal of the ACM 8 (1961), doi:10.1145/321062.321069.
struct HillClimb: Sendable {
  /// A new choice in a place.
  struct Change: Sendable {
    let place: Int
    let choice: Choice
  }

  /// Something to try: changes, and what made them.
  private struct Trial: Sendable {
    let changes: [Change]
    /// The place among the axes and the direction, where a single axis moves.
    var axis: (Int, ClimbAxis.Direction)?
    /// The move, where it is one of a pair.
    var pair: PairMove?
    /// Whether it leads to the tops of the parabolas along several axes.
    var isVertex: Bool = false
  }

  /// The top of the parabola along an axis.
  private struct Vertex: Sendable {
    let axis: Int
    let change: Change
    let distance: Double
  }

  /// How many proposals are made at a time at most: more would be made in ignorance of the others' scores.
  private static let largestBatch: Int = 16
  /// How many random pairs are tried for each axis before the climb counts as stuck.
  private static let pairsPerAxis: Int = 8
  /// The fewest pairs that are tried.
  private static let fewestPairs: Int = 16

  private var base: TargetArchive.Entry?
  private var axes: [ClimbAxis] = []
  private var trials: [Trial] = []
  private var nextAxis: Int = 0
  private var nextSpecial: Int = 0
  private var specialsMissed: Bool = false
  private var pairsTried: Int = 0
  private var combined: [Change] = []
  private var vertices: [Vertex] = []
  private var pair: PairMove?
  /// Whether there was nothing left to propose.
  private(set) var isStuck: Bool = false

  /// Changes of the best; none where the climb is stuck.
  mutating func propose(
    count: Int, best: TargetArchive.Entry, _ words: inout SplitMix64
  ) -> [ChoiceSequence] {
    rebase(on: best)
    let most: Int = min(count, Self.largestBatch)
    trials = []
    if combined.count > 1 { trials.append(Trial(changes: combined)) }
    combined = []
    if !vertices.isEmpty { trials.append(Trial(changes: vertices.map(\.change), isVertex: true)) }
    addPair(best.choices.choices)
    // What was learnt from single changes is tried before others are made.
    if trials.isEmpty { addNext(best.choices.choices, most: most, &words) }
    trials = Array(trials.prefix(most))
    isStuck = trials.isEmpty
    return trials.map { trial in
      trial.changes.reduce(best.choices) { $0.setting($1.place, to: $1.choice) }
    }
  }

  /// Learns the scores of the last proposals in their order, nil for those without one.
  mutating func learn(_ scores: [Double?]) {
    guard let base: TargetArchive.Entry else { return }
    var best: (trial: Int, score: Double)?
    var gains: [Int: Change] = [:]
    var outcomes: [Int: [ClimbAxis.Direction: Double]] = [:]
    for (place, trial) in trials.enumerated() where place < scores.count {
      let score: Double = scores[place] ?? -.infinity
      let isBetter: Bool = score > base.score
      if let (axis, direction) = trial.axis {
        outcomes[axis, default: [:]][direction] = score
      }
      if trial.isVertex, isBetter {
        for vertex in vertices { axes[vertex.axis].adopt(distance: vertex.distance) }
      }
      if isBetter, trial.changes.count == 1 {
        for change in trial.changes { gains[change.place] = change }
      }
      if isBetter, score > best?.score ?? -.infinity { best = (place, score) }
    }
    vertices = []
    for (axis, outcome) in outcomes.sorted(by: { $0.key < $1.key }) {
      addVertex(along: axis, outcome, from: base)
      for direction in ClimbAxis.Direction.allCases {
        guard let score: Double = outcome[direction] else { continue }
        axes[axis].learn(direction: direction, improved: score > base.score)
      }
    }
    pair = best.flatMap { trials[$0.trial].pair?.doubled }
    combined = gains.values.sorted { $0.place < $1.place }
    trials = []
  }

  private mutating func addVertex(
    along axis: Int, _ outcome: [ClimbAxis.Direction: Double], from base: TargetArchive.Entry
  ) {
    let place: Int = axes[axis].place
    guard let up: Double = outcome[.up], let down: Double = outcome[.down],
      let top = axes[axis].vertex(
        of: base.choices.choices[place], score: base.score, up: up, down: down)
    else { return }
    let change: Change = Change(place: place, choice: top.choice)
    vertices.append(Vertex(axis: axis, change: change, distance: top.distance))
  }

  // MARK: - What to try

  private mutating func rebase(on best: TargetArchive.Entry) {
    guard let old: ChoiceSequence = base?.choices, old == best.choices else {
      let hasSameShape: Bool =
        base.map { $0.choices.count == best.choices.count } == true
        && zip(base?.choices.choices ?? [], best.choices.choices).allSatisfy { $0.hasSameDomain(as: $1) }
      // Simpler choices of the same score are no reason to try everything again.
      let isHigher: Bool = base.map { best.score > $0.score } ?? true
      base = best
      if hasSameShape, !isHigher { return }
      pairsTried = 0
      specialsMissed = true
      guard hasSameShape else {
        axes = ClimbAxis.all(of: best.choices.choices)
        (nextAxis, nextSpecial, specialsMissed, pair) = (0, 0, false, nil)
        (combined, vertices) = ([], [])
        return
      }
      for axis in axes.indices { axes[axis].wake() }
      return
    }
    base = best
  }

  private mutating func addNext(
    _ choices: [Choice], most: Int, _ words: inout SplitMix64
  ) {
    addAxes(choices, most: most)
    addSpecials(choices, most: most)
    if trials.isEmpty { addRandomPairs(choices, most: most, &words) }
  }

  private mutating func addPair(_ choices: [Choice]) {
    guard let move: PairMove = pair, let changes: [Change] = move.changes(of: choices) else { return }
    trials.append(Trial(changes: changes, pair: move))
  }

  /// Both directions of the next axes that are awake.
  private mutating func addAxes(_ choices: [Choice], most: Int) {
    var looked: Int = 0
    while looked < axes.count, trials.count < most {
      let place: Int = nextAxis
      nextAxis = (nextAxis + 1) % axes.count
      looked += 1
      guard axes[place].isAwake else { continue }
      for direction in ClimbAxis.Direction.allCases {
        let old: Choice = choices[axes[place].place]
        if let choice: Choice = axes[place].moved(old, direction) {
          let change: Change = Change(place: axes[place].place, choice: choice)
          trials.append(Trial(changes: [change], axis: (place, direction)))
        } else {
          axes[place].learn(direction: direction, improved: false)
        }
      }
    }
  }

  /// A few ends of ranges, simplest values and other sides.
  private mutating func addSpecials(_ choices: [Choice], most: Int) {
    if nextSpecial >= choices.count, specialsMissed, trials.isEmpty {
      (nextSpecial, specialsMissed) = (0, false)
    }
    var added: Int = 0
    while nextSpecial < choices.count, added < max(1, most / 4) || trials.isEmpty {
      for choice in Self.specials(of: choices[nextSpecial]) {
        // In front, so that a full batch does not cut them off.
        trials.insert(
          Trial(changes: [Change(place: nextSpecial, choice: choice)]), at: 0)
        added += 1
      }
      nextSpecial += 1
    }
  }

  private static func specials(of choice: Choice) -> [Choice] {
    let all: [Choice]
    switch choice {
    case .boolean(let value): return [.boolean(!value)]
    case .integer(let old):
      all = [
        choice.simplest,
        .integer(IntegerChoice(offset: -Int128(old.below), below: old.below, above: old.above)),
        .integer(IntegerChoice(offset: Int128(old.above), below: old.below, above: old.above)),
      ]
    case .float(let old):
      all = [
        choice.simplest, .float(FloatChoice(old.domain.lowerBound, in: old.domain)),
        .float(FloatChoice(old.domain.upperBound, in: old.domain)),
      ]
    }
    var different: [Choice] = []
    for other in all where other != choice && !different.contains(other) { different.append(other) }
    return different
  }

  private mutating func addRandomPairs(
    _ choices: [Choice], most: Int, _ words: inout SplitMix64
  ) {
    guard choices.count > 1 else { return }
    let limit: Int = max(Self.fewestPairs, Self.pairsPerAxis * axes.count)
    while pairsTried < limit, trials.count < most {
      pairsTried += 1
      guard let move: PairMove = PairMove.random(in: choices, &words),
        let changes: [Change] = move.changes(of: choices)
      else { continue }
      trials.append(Trial(changes: changes, pair: move))
    }
  }
}
