/// Random changes of a sequence of choices that need to know nothing of the generator.
///
/// A *run* is taken from one choice to just before a later one with the same alternatives. Runs are often the elements
/// of a collection, or several of them; so repeating one makes a value grow, and the choices behind it keep their
/// meaning.
struct ChoiceMutation {
  /// Sequences do not grow beyond this length.
  static let longestSequence: Int = 1 << 14
  /// How often changes are combined: each further one with this probability.
  private static let goesOn: Double = 0.4
  /// A run reaches to the next choice with the same alternatives, or one further, each with this probability.
  private static let reachesFurther: Double = 0.3
  /// The most kinds of choices that are told apart.
  private static let mostKinds: Int = 16
  /// The most copies of a run that one change makes.
  private static let mostCopies: UInt64 = 4

  /// A changed copy of `choices`.
  ///
  /// - Parameter other: where parts are taken from.
  static func mutate(
    _ choices: ChoiceSequence, with other: ChoiceSequence, _ words: inout SplitMix64
  ) -> ChoiceSequence {
    var changed: [Choice] = choices.choices
    repeat {
      guard !changed.isEmpty else { break }
      switch words.next(upTo: 15) {
      case 0...4: redraw(&changed, &words)
      case 5...6: move(&changed, &words)
      case 7...9: repeatRun(&changed, &words)
      case 10: removeRun(&changed, &words)
      case 11: copyChoice(&changed, &words)
      case 12: swapChoices(&changed, &words)
      case 13: splice(&changed, other.choices, &words)
      case 14: changed.removeSubrange(place(in: changed, &words)...)
      default: repeatAll(&changed, &words)
      }
    } while words.nextUnit() < goesOn
    if changed.count > max(longestSequence, choices.count) { return choices }
    return ChoiceSequence(changed)
  }

  /// A random choice with the same alternatives.
  static func redrawn(_ choice: Choice, _ words: inout SplitMix64) -> Choice {
    var random: RandomChoices = RandomChoices(.seeded(SplitMix64(state: words.next())), style: .edgeCases)
    switch choice {
    case .boolean(let value): return .boolean(!value)
    case .integer(let old):
      return .integer(random.integer(below: old.below, above: old.above, after: ChoiceSequence()))
    case .float(let old): return .float(random.float(in: old.domain))
    }
  }

  private static func place(in choices: [Choice], _ words: inout SplitMix64) -> Int {
    Int(words.next(upTo: UInt64(choices.count - 1)))
  }

  /// A random place, or, as often, one of a random kind of choice: the few choices that decide about a value's
  /// structure are seldom like the many that fill it.
  static func telling(in choices: [Choice], _ words: inout SplitMix64) -> Int {
    guard words.next(upTo: 1) == 0 else { return place(in: choices, &words) }
    var kinds: [Choice] = []
    for choice in choices where !kinds.contains(where: { $0.hasSameDomain(as: choice) }) {
      kinds.append(choice)
      if kinds.count == mostKinds { break }
    }
    let kind: Choice = kinds[Int(words.next(upTo: UInt64(kinds.count - 1)))]
    let places: [Int] = choices.indices.filter { choices[$0].hasSameDomain(as: kind) }
    return places[Int(words.next(upTo: UInt64(places.count - 1)))]
  }

  private static func redraw(_ choices: inout [Choice], _ words: inout SplitMix64) {
    let place: Int = telling(in: choices, &words)
    choices[place] = redrawn(choices[place], &words)
  }

  /// Moves a number by a random distance of any magnitude.
  private static func move(_ choices: inout [Choice], _ words: inout SplitMix64) {
    let place: Int = telling(in: choices, &words)
    guard let scale: NumericScale = NumericScale(choices[place]) else {
      choices[place] = redrawn(choices[place], &words)
      return
    }
    let magnitude: Int = Int(words.next(upTo: 20))
    let distance: Double = Double(sign: .plus, exponent: -magnitude, significand: words.nextUnit())
    let least: Double = scale.steps.map { 1 / $0 } ?? 0
    let step: Double = max(distance, least) * (words.next(upTo: 1) == 0 ? 1 : -1)
    let position: Double = scale.position(of: choices[place]) + step
    choices[place] = scale.choice(at: NumericScale.reflected(position), like: choices[place])
  }

  /// The run that begins at a random choice; any stretch where no later choice has the same alternatives.
  private static func run(in choices: [Choice], _ words: inout SplitMix64) -> Range<Int> {
    let start: Int = telling(in: choices, &words)
    var end: Int?
    var place: Int = start + 1
    while place < choices.count {
      if choices[place].hasSameDomain(as: choices[start]) {
        end = place
        if words.nextUnit() >= reachesFurther { break }
      }
      place += 1
    }
    let longest: Int = choices.count - start
    return start..<(end ?? start + 1 + Int(words.next(upTo: UInt64(min(longest, 8) - 1))))
  }

  private static func repeatRun(_ choices: inout [Choice], _ words: inout SplitMix64) {
    let run: Range<Int> = run(in: choices, &words)
    let part: [Choice] = Array(choices[run])
    for _ in 0...words.next(upTo: mostCopies - 1) where choices.count < longestSequence {
      choices.insert(contentsOf: part, at: run.upperBound)
    }
  }

  private static func removeRun(_ choices: inout [Choice], _ words: inout SplitMix64) {
    choices.removeSubrange(run(in: choices, &words))
  }

  /// Doubles the sequence, or all of it behind a choice.
  private static func repeatAll(_ choices: inout [Choice], _ words: inout SplitMix64) {
    let start: Int = words.next(upTo: 1) == 0 ? 0 : place(in: choices, &words)
    // What ends a collection often stands last, so copies go before it.
    guard choices.count - start >= 2, choices.count < longestSequence else { return }
    choices.insert(contentsOf: Array(choices[start..<choices.count - 1]), at: choices.count - 1)
  }

  /// Two random places whose choices have the same alternatives, or nil where none was found.
  private static func twins(in choices: [Choice], _ words: inout SplitMix64) -> (Int, Int)? {
    let first: Int = place(in: choices, &words)
    let offset: Int = place(in: choices, &words)
    for step in 0..<choices.count {
      let second: Int = (offset + step) % choices.count
      if second != first, choices[second].hasSameDomain(as: choices[first]) { return (first, second) }
    }
    return nil
  }

  private static func copyChoice(_ choices: inout [Choice], _ words: inout SplitMix64) {
    if let (first, second) = twins(in: choices, &words) { choices[first] = choices[second] }
  }

  private static func swapChoices(_ choices: inout [Choice], _ words: inout SplitMix64) {
    if let (first, second) = twins(in: choices, &words) { choices.swapAt(first, second) }
  }

  /// Puts the end of another sequence behind a beginning of this one, where both have the same alternatives.
  private static func splice(
    _ choices: inout [Choice], _ other: [Choice], _ words: inout SplitMix64
  ) {
    guard !other.isEmpty else { return }
    let place: Int = place(in: choices, &words)
    let offset: Int = Int(words.next(upTo: UInt64(other.count - 1)))
    for step in 0..<other.count {
      let start: Int = (offset + step) % other.count
      guard other[start].hasSameDomain(as: choices[place]) else { continue }
      choices.replaceSubrange(place..., with: other[start...])
      return
    }
  }
}
