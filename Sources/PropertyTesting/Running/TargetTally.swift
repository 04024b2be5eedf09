/// The largest numbers told to each target.
struct TargetTally {
  /// A case with the number that it told.
  typealias Scored = (choices: ChoiceSequence, score: Double)

  /// How many of the best cases of a target the search starts with.
  private static let mostKept: Int = 64

  private var kept: [String: [Scored]] = [:]

  var isEmpty: Bool { kept.isEmpty }

  /// The targets in the order of their labels.
  var labels: [String] { kept.keys.sorted() }

  mutating func add(_ told: [Trial.Target], of choices: ChoiceSequence) {
    for target in told {
      var cases: [Scored] = kept[target.label] ?? []
      // Among equals the earlier stays in front.
      let place: Int = cases.firstIndex { $0.score < target.value } ?? cases.count
      guard place < Self.mostKept else { continue }
      cases.insert((choices, target.value), at: place)
      if cases.count > Self.mostKept { cases.removeLast() }
      kept[target.label] = cases
    }
  }

  /// The best cases of a target, best first.
  func cases(of label: String) -> [Scored] { kept[label] ?? [] }

  /// The best of each target, by label.
  var best: [PropertyReport.BestTarget] {
    labels.compactMap { label in
      kept[label]?.first.map {
        PropertyReport.BestTarget(label: label, value: $0.score, choices: $0.choices)
      }
    }
  }
}
