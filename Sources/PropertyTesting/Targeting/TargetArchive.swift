/// The few sequences with the highest scores, all different.
struct TargetArchive: Sendable {
  struct Entry: Sendable {
    let choices: ChoiceSequence
    let score: Double
  }

  /// How many sequences are kept.
  private static let capacity: Int = 8
  /// How much less likely each next sequence is picked.
  private static let decay: Double = 0.5

  /// From the highest score to the lowest.
  private(set) var entries: [Entry] = []

  var best: Entry? { entries.first }

  /// Keeps the choices where their score is among the highest, and says whether it is the highest of all.
  ///
  /// Where scores are equal, the best is replaced only by simpler choices, and others by newer ones.
  @discardableResult
  mutating func insert(_ choices: ChoiceSequence, score: Double) -> Bool {
    guard !score.isNaN else { return false }
    if let best: Entry, best.score == score, choices.count > 0, choices < best.choices {
      entries[0] = Entry(choices: choices, score: score)
      return false
    }
    guard entries.count < Self.capacity || score >= entries[entries.count - 1].score,
      !entries.contains(where: { $0.score == score && $0.choices == choices })
    else { return false }
    let isBest: Bool = best.map { score > $0.score } ?? true
    let first: Int = isBest ? 0 : 1
    let place: Int = entries[first...].firstIndex { score >= $0.score } ?? entries.count
    entries.insert(Entry(choices: choices, score: score), at: place)
    if entries.count > Self.capacity { entries.removeLast() }
    return isBest
  }

  /// One of the sequences; those with higher scores more often.
  func pick(_ words: inout SplitMix64) -> ChoiceSequence {
    for entry in entries where words.nextUnit() >= Self.decay { return entry.choices }
    return best?.choices ?? ChoiceSequence()
  }
}
