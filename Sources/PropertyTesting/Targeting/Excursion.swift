/// Climbs from other places than the best, one after the other, to find tops that no climb from the best leads to.
///
/// Each begins at a mutation of good choices, or at a beginning of them that goes on at random, and may take a number
/// of calls that grows from one to the next, in case the tops are far.
struct Excursion: Sendable {
  private var climb: HillClimb = HillClimb()
  private var best: TargetArchive.Entry?
  private var calls: Int = 0
  private var count: Int = 0
  private var isBeginning: Bool = true

  /// The calls of the first excursion, and how many more there are for each choice.
  private static let fewestCalls: Int = 100
  private static let callsPerChoice: Int = 12
  /// The part by which each excursion may be longer than the one before.
  private static let growth: Double = 0.25
  /// The longest excursion is so many times the first.
  private static let mostGrowth: Double = 16

  mutating func propose(
    count most: Int, from archive: TargetArchive, _ words: inout SplitMix64
  ) -> [ChoiceSequence] {
    if let best: TargetArchive.Entry, !isOver(best) {
      isBeginning = false
      let proposals: [ChoiceSequence] = climb.propose(count: most, best: best, &words)
      if !proposals.isEmpty { return proposals }
    }
    if best != nil { count += 1 }
    (climb, best, calls, isBeginning) = (HillClimb(), nil, 0, true)
    // One alone: the best of several would be the one that differs least.
    return [beginning(from: archive, &words)]
  }

  private func beginning(from archive: TargetArchive, _ words: inout SplitMix64) -> ChoiceSequence {
    let choices: ChoiceSequence = archive.pick(&words)
    guard choices.count > 0, words.next(upTo: 2) > 0 else {
      return ChoiceMutation.mutate(choices, with: archive.pick(&words), &words)
    }
    let last: Int = ChoiceMutation.telling(in: choices.choices, &words)
    let redrawn: Choice = ChoiceMutation.redrawn(choices.choices[last], &words)
    return ChoiceSequence(choices.choices[..<last] + [redrawn])
  }

  private func isOver(_ best: TargetArchive.Entry) -> Bool {
    let growth: Double = min(1 + Self.growth * Double(count), Self.mostGrowth)
    return Double(calls) > growth * Double(Self.fewestCalls + Self.callsPerChoice * best.choices.count)
  }

  /// Learns what was really chosen for one of the proposals, in their order.
  mutating func note(_ used: ChoiceSequence, score: Double?) {
    calls += 1
    guard let score: Double, best.map({ score > $0.score }) ?? true else { return }
    best = TargetArchive.Entry(choices: used, score: score)
  }

  /// Learns the scores of the last proposals.
  mutating func learn(_ answers: [Double?]) {
    if !isBeginning { climb.learn(answers) }
  }
}
