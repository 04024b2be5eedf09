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

  /// How many places to begin at are compared.
  private static let beginnings: Int = 4
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
    return (0..<min(most, Self.beginnings)).map { _ in
      let choices: ChoiceSequence = archive.pick(&words)
      guard words.next(upTo: 1) == 0 else {
        return ChoiceMutation.mutate(choices, with: archive.pick(&words), &words)
      }
      let kept: Int = Int(words.next(upTo: UInt64(choices.count)))
      var beginning: [Choice] = Array(choices.choices[..<kept])
      if let last: Choice = beginning.last { beginning[kept - 1] = ChoiceMutation.redrawn(last, &words) }
      return ChoiceSequence(beginning)
    }
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
