/// Where a generator's choices come from: random words, or a sequence that is replayed.
///
/// The source records every choice, and which choices belong together: each draw of a generator is a ``Span``, and
/// spans nest.
///
/// Calling a source with a generator draws a value; with a name, the value is shown by it in a counterexample:
///
/// ```swift
/// let size = try draw(.integer(in: 1...5))
/// let depth = try draw("depth", .integer(in: 0...3))
/// ```
public struct ChoiceSource {
  /// Why a draw gave no value.
  public enum Stop: Error, Sendable, Hashable {
    /// The generator threw its value away, by ``ChoiceSource/discard()`` or by a filter that nothing passed.
    case discarded
    /// More choices were made than are allowed; the generator may never end.
    case tooManyChoices(limit: Int)
  }

  /// What is recorded beside the choices.
  public enum Recording: Sendable, Hashable {
    /// Nothing: the quickest, for values that are not shrunk.
    case choices
    /// The spans.
    case spans
    /// The spans, and a description of each value that was drawn by name.
    case spansAndNames
  }

  /// A value that was drawn by name.
  public struct NamedValue: Sendable, Hashable {
    /// The name that the generator's program gave.
    public let name: String
    /// The value as Swift describes it.
    public let description: String
    /// The places of the choices that made it.
    public let choices: Range<Int>
  }

  /// How many choices a value may take where nothing else is said.
  public static let defaultMaximumChoices: Int = 65_536

  /// The choices made so far, as they were used.
  public private(set) var recorded: ChoiceSequence = ChoiceSequence()
  /// The draws that made choices, in the order in which they began, where they are recorded.
  public private(set) var spans: [Span] = []
  /// The values drawn by name in the order in which they were complete, where they are recorded.
  public private(set) var namedValues: [NamedValue] = []
  /// Whether every choice so far was there in the replayed sequence, with the same alternatives; true when nothing is
  /// replayed.
  public private(set) var isExact: Bool = true
  /// How many drawn parts were thrown away because a filter rejected them.
  public private(set) var rejections: Int = 0

  /// The sizes that recursive generators may still spend; nil outside of them.
  var recursionBudget: Int?

  private var words: Words
  private let replayed: ChoiceSequence?
  /// Whether what the replayed sequence does not have is drawn at random.
  private let isExtending: Bool
  private var cursor: Int = 0
  private var depth: Int = 0
  private let maximumChoices: Int
  private let recording: Recording
  private let style: DrawStyle

  private init(
    words: Words, replayed: ChoiceSequence?, isExtending: Bool = false, maximumChoices: Int, style: DrawStyle,
    recording: Recording
  ) {
    self.words = words
    self.replayed = replayed
    self.isExtending = isExtending
    self.maximumChoices = maximumChoices
    self.style = style
    self.recording = recording
  }

  /// A source of random choices.
  ///
  /// - Parameters:
  ///   - maximumChoices: how many choices a value may take.
  ///   - style: how numbers are drawn.
  ///   - recording: what is recorded beside the choices.
  ///   - draw: gives a number from 0 to its argument, both included, all equally likely.
  public init(
    maximumChoices: Int = defaultMaximumChoices, style: DrawStyle = .uniform, recording: Recording = .spans,
    drawingThrough draw: @escaping (UInt64) -> UInt64
  ) {
    self.init(
      words: .drawn(draw), replayed: nil, maximumChoices: maximumChoices, style: style, recording: recording)
  }

  /// A source of random choices that are fixed by a seed, 0 too.
  ///
  /// The words are those of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, *Fast splittable pseudorandom number
  /// generators*, OOPSLA 2014, doi:10.1145/2660193.2660195).
  public init(
    seed: UInt64, maximumChoices: Int = defaultMaximumChoices, style: DrawStyle = .uniform,
    recording: Recording = .spans
  ) {
    self.init(
      words: .seeded(SplitMix64(state: seed)), replayed: nil, maximumChoices: maximumChoices, style: style,
      recording: recording)
  }

  /// A source that makes the choices of a sequence again.
  ///
  /// A number outside the range that is asked for becomes the nearer end of that range; where another kind of choice
  /// is asked for, and past the end of the sequence, the simplest choice is made. ``isExact`` tells whether any of it
  /// happened.
  public init(
    replaying choices: ChoiceSequence, maximumChoices: Int = defaultMaximumChoices,
    recording: Recording = .spans
  ) {
    self.init(
      words: .seeded(SplitMix64(state: 0)), replayed: choices, maximumChoices: maximumChoices,
      style: .uniform, recording: recording)
  }

  /// A source that makes the choices of a sequence again, and random ones, fixed by a seed, where it has none.
  ///
  /// So a sequence can be continued: past its end, and where another kind of choice is asked for, a choice is random
  /// rather than the simplest. Search uses it to let values grow.
  public init(
    extending choices: ChoiceSequence, seed: UInt64, maximumChoices: Int = defaultMaximumChoices,
    style: DrawStyle = .uniform, recording: Recording = .spans
  ) {
    self.init(
      words: .seeded(SplitMix64(state: seed)), replayed: choices, isExtending: true,
      maximumChoices: maximumChoices, style: style, recording: recording)
  }

  // MARK: - Draws

  /// Draws a value, as one span.
  ///
  /// - Throws: ``Stop`` where there is no value, or what the generator throws.
  public mutating func callAsFunction<Value>(_ generator: Gen<Value>) throws -> Value {
    try span(.draw) { source in try generator.generate(&source) }
  }

  /// Draws a value that a counterexample shows by a name.
  ///
  /// - Throws: ``Stop`` where there is no value, or what the generator throws.
  public mutating func callAsFunction<Value>(_ name: String, _ generator: Gen<Value>) throws -> Value {
    let start: Int = recorded.count
    let value: Value = try self(generator)
    if recording == .spansAndNames {
      namedValues.append(
        NamedValue(name: name, description: ValueText.describe(value), choices: start..<recorded.count))
    }
    return value
  }

  /// Gives up this value, for instance because its parts do not fit together.
  ///
  /// - Throws: ``Stop/discarded``, always.
  public func discard() throws -> Never {
    throw Stop.discarded
  }

  // MARK: - Choices

  /// Chooses a whole number from 0, the simplest, to `limit`.
  ///
  /// - Throws: ``Stop/tooManyChoices(limit:)`` past the most that a value may take.
  public mutating func choose(upTo limit: UInt64) throws -> UInt64 {
    try chooseInteger(below: 0, above: limit).index
  }

  /// Chooses a whole number by its distance to the simplest, from −`below` to `above`.
  ///
  /// - Precondition: the range has at most 2⁶⁴ numbers.
  /// - Throws: ``Stop/tooManyChoices(limit:)`` past the most that a value may take.
  public mutating func chooseInteger(below: UInt64, above: UInt64) throws -> IntegerChoice {
    try checkCount()
    let choice: IntegerChoice
    if replayed != nil {
      if case .integer(let old)? = nextReplayed(where: { if case .integer = $0 { true } else { false } }) {
        if old.below == below, old.above == above {
          choice = old
        } else {
          isExact = false
          choice = IntegerChoice(offset: old.offset, below: below, above: above)
        }
      } else {
        isExact = false
        choice =
          isExtending
          ? words.integer(below: below, above: above, style: style)
          : IntegerChoice(index: 0, below: below, above: above)
      }
    } else {
      choice = words.integer(below: below, above: above, style: style)
    }
    recorded.choices.append(.integer(choice))
    return choice
  }

  /// Chooses one of several places, from 0, the simplest, with given weights where choices are random.
  ///
  /// - Precondition: there is a weight, none is negative, and their sum is positive and finite.
  /// - Throws: ``Stop/tooManyChoices(limit:)`` past the most that a value may take.
  mutating func choosePlace(weights: [Int]) throws -> Int {
    if isReplaying { return Int(try choose(upTo: UInt64(weights.count - 1))) }
    if replayed != nil { isExact = false }
    try checkCount()
    var remaining: UInt64 = words.next(upTo: UInt64(weights.reduce(0, +)) - 1)
    var place: Int = 0
    while remaining >= UInt64(weights[place]) {
      remaining -= UInt64(weights[place])
      place += 1
    }
    recorded.choices.append(Choice(UInt64(place), limit: UInt64(weights.count - 1)))
    return place
  }

  /// Chooses no, the simpler, or yes.
  ///
  /// - Parameter probability: of yes, where choices are random; from 0 to 1.
  /// - Throws: ``Stop/tooManyChoices(limit:)`` past the most that a value may take.
  public mutating func chooseBoolean(probability: Double = 0.5) throws -> Bool {
    try checkCount()
    let value: Bool
    if replayed != nil {
      if case .boolean(let old)? = nextReplayed(where: { if case .boolean = $0 { true } else { false } }) {
        value = old
      } else {
        isExact = false
        value = isExtending && words.nextUnit() < probability
      }
    } else {
      value = words.nextUnit() < probability
    }
    recorded.choices.append(.boolean(value))
    return value
  }

  /// Chooses a floating-point number of a domain.
  ///
  /// - Throws: ``Stop/tooManyChoices(limit:)`` past the most that a value may take.
  public mutating func chooseFloat(in domain: FloatChoice.Domain) throws -> Double {
    try checkCount()
    let choice: FloatChoice
    if replayed != nil {
      if case .float(let old)? = nextReplayed(where: { if case .float = $0 { true } else { false } }) {
        if old.domain != domain { isExact = false }
        choice = FloatChoice(old.value, in: domain)
      } else {
        isExact = false
        choice =
          isExtending ? words.float(in: domain, style: style) : FloatChoice(domain.simplest, in: domain)
      }
    } else {
      choice = words.float(in: domain, style: style)
    }
    recorded.choices.append(.float(choice))
    return choice.value
  }

  private func checkCount() throws {
    guard recorded.count < maximumChoices else { throw Stop.tooManyChoices(limit: maximumChoices) }
  }

  /// The next choice of the replayed sequence that is of the kind asked for, if it is there or just behind; else nil.
  ///
  /// One choice of another kind is passed over, because a part that was removed often leaves one behind, such as the
  /// choice to go on with a collection.
  private mutating func nextReplayed(where isOfKind: (Choice) -> Bool) -> Choice? {
    guard let choices: [Choice] = replayed?.choices else { return nil }
    for place in cursor..<min(cursor + 2, choices.count) where isOfKind(choices[place]) {
      if place > cursor { isExact = false }
      cursor = place + 1
      return choices[place]
    }
    return nil
  }
}

// MARK: - Parts

extension ChoiceSource {
  /// Whether the whole of the replayed sequence was used; true when nothing is replayed.
  var isExhausted: Bool { replayed.map { cursor == $0.count } ?? true }

  /// Whether choices come from a sequence, and not from behind the end of one that is extended.
  var isReplaying: Bool { replayed != nil && !(isExtending && isExhausted) }

  /// Marks the choices of a part.
  mutating func span<Value>(
    _ kind: Span.Kind, _ part: (inout ChoiceSource) throws -> Value
  ) throws -> Value {
    guard recording != .choices else { return try part(&self) }
    let (start, place): (Int, Int) = (recorded.count, spans.count)
    spans.append(Span(range: start..<start, depth: depth, kind: kind))
    depth += 1
    let value: Value = try part(&self)
    depth -= 1
    if recorded.count > start {
      spans[place] = Span(range: start..<recorded.count, depth: depth, kind: kind)
    } else {
      // A part without choices holds no other part that has some.
      spans.removeSubrange(place...)
    }
    return value
  }

  /// Takes back the last span, of a part that turned out to be none.
  mutating func dropLastSpan() {
    if !spans.isEmpty { spans.removeLast() }
  }

  /// Draws a part that may turn out to be none; its choices are then forgotten, so that only parts that count are
  /// recorded.
  mutating func attempt<Value>(
    _ part: (inout ChoiceSource) throws -> Value?
  ) throws -> Value? {
    let marks: (Int, Int, Int) = (recorded.count, spans.count, namedValues.count)
    if let value: Value = try part(&self) { return value }
    rejections += 1
    recorded.choices.removeSubrange(marks.0...)
    spans.removeSubrange(marks.1...)
    namedValues.removeSubrange(marks.2...)
    return nil
  }
}
