/// A sequence of choices that is made again, and where it stands.
struct RepeatedChoices {
  /// What is chosen where the sequence does not have what is asked for.
  enum Gap {
    case simplest, random
  }

  /// What a source is to choose next.
  enum Next {
    /// The choice that the sequence has.
    case found(Choice)
    case simplest
    case random
  }

  private let choices: [Choice]
  private let gap: Gap
  /// The part whose choices are made at random instead of again.
  private let varied: Span?
  private var isVarying: Bool = false
  private var cursor: Int = 0
  /// Whether every choice so far was there, of the kind that was asked for.
  private(set) var isExact: Bool = true

  init(_ choices: ChoiceSequence, gap: Gap, varying varied: Span? = nil) {
    self.choices = choices.choices
    self.gap = gap
    self.varied = varied
  }

  /// Whether the whole sequence was used.
  var isExhausted: Bool { cursor == choices.count }

  /// Whether the next choice is one of the sequence, or stands for one.
  var isRepeating: Bool { !isVarying && !(gap == .random && isExhausted) }

  /// The next choice of a kind, if it is there or just behind.
  ///
  /// One choice of another kind is passed over, because a part that was removed often leaves one behind, such as the
  /// choice to go on with a collection.
  mutating func next(_ kind: Choice.Kind) -> Next {
    if isVarying { return .random }
    for place in cursor..<min(cursor + 2, choices.count) where choices[place].kind == kind {
      if place > cursor { isExact = false }
      cursor = place + 1
      return .found(choices[place])
    }
    isExact = false
    return gap == .random ? .random : .simplest
  }

  /// Notes that a choice had other alternatives than in the sequence.
  mutating func differ() { isExact = false }

  /// Tells that a part begins, and whether it is the one that is varied.
  mutating func begin(at place: Int, depth: Int, kind: Span.Kind) -> Bool {
    guard let varied, !isVarying, cursor == varied.range.lowerBound, place == varied.range.lowerBound,
      depth == varied.depth, kind == varied.kind
    else { return false }
    isVarying = true
    isExact = false
    return true
  }

  /// Tells that the varied part is over.
  mutating func endVariation() {
    guard let varied else { return }
    isVarying = false
    cursor = varied.range.upperBound
  }
}
