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
    /// Draws lie in each other more deeply than is allowed; the generator may never end.
    case tooDeep(limit: Int)
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

  /// How deeply draws may lie in each other; each level takes a part of the thread's stack.
  public static let deepestDraws: Int = 1000

  /// The choices made so far, as they were used.
  public internal(set) var recorded: ChoiceSequence = ChoiceSequence()
  /// The draws that made choices, in the order in which they began, where they are recorded.
  public internal(set) var spans: [Span] = []
  /// The values drawn by name in the order in which they were complete, where they are recorded.
  public internal(set) var namedValues: [NamedValue] = []
  /// Whether every choice so far was there in the replayed sequence, with the same alternatives; true when nothing is
  /// replayed.
  public var isExact: Bool { replay?.isExact ?? true }
  /// How many drawn parts were thrown away because a filter rejected them.
  public internal(set) var rejections: Int = 0

  /// The sizes that recursive generators may still spend; nil outside of them.
  var recursionBudget: Int?

  private var random: RandomChoices
  var replay: RepeatedChoices?
  var depth: Int = 0
  /// How many draws lie in each other now.
  private var nesting: Int = 0
  private let maximumChoices: Int
  let recording: Recording

  private init(
    words: Words, replay: RepeatedChoices?, maximumChoices: Int, style: DrawStyle, recording: Recording
  ) {
    self.random = RandomChoices(words, style: style)
    self.replay = replay
    self.maximumChoices = maximumChoices
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
      words: .drawn(draw), replay: nil, maximumChoices: maximumChoices, style: style, recording: recording)
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
      words: .seeded(SplitMix64(state: seed)), replay: nil, maximumChoices: maximumChoices, style: style,
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
      words: .seeded(SplitMix64(state: 0)), replay: RepeatedChoices(choices, gap: .simplest),
      maximumChoices: maximumChoices,
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
      words: .seeded(SplitMix64(state: seed)), replay: RepeatedChoices(choices, gap: .random),
      maximumChoices: maximumChoices, style: style, recording: recording)
  }

  /// A source that makes the choices of a sequence again, but those of one part at random, fixed by a seed.
  ///
  /// So it can be asked whether a part matters.
  init(varying part: Span, of choices: ChoiceSequence, seed: UInt64, maximumChoices: Int) {
    self.init(
      words: .seeded(SplitMix64(state: seed)),
      replay: RepeatedChoices(choices, gap: .simplest, varying: part),
      maximumChoices: maximumChoices, style: .edgeCases, recording: .spans)
  }

  // MARK: - Draws

  /// Draws a value, as one span.
  ///
  /// - Throws: ``Stop`` where there is no value, or what the generator throws.
  public mutating func callAsFunction<Value>(_ generator: Gen<Value>) throws -> Value {
    guard nesting < Self.deepestDraws else { throw Stop.tooDeep(limit: Self.deepestDraws) }
    nesting += 1
    defer { nesting -= 1 }
    return try span(.draw) { source in try generator.generate(&source) }
  }

  /// Draws a value that a counterexample shows by a name.
  ///
  /// - Throws: ``Stop`` where there is no value, or what the generator throws.
  public mutating func callAsFunction<Value>(_ name: String, _ generator: Gen<Value>) throws -> Value {
    let start: Int = recorded.count
    let value: Value = try self(generator)
    if recording == .spansAndNames {
      namedValues.append(
        NamedValue(name: name, description: describe(value), choices: start..<recorded.count))
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
    let choice: IntegerChoice
    switch try next(.integer) {
    case .found(.integer(let old)) where old.below == below && old.above == above: choice = old
    case .found(.integer(let old)):
      replay?.differ()
      choice = IntegerChoice(offset: old.offset, below: below, above: above)
    case .random: choice = random.integer(below: below, above: above, after: recorded)
    case .simplest, .found: choice = IntegerChoice(index: 0, below: below, above: above)
    }
    recorded.choices.append(.integer(choice))
    return choice
  }

  /// Chooses a whole number of a range of more than 2⁶⁴: the side on which it is, and two words of its distance.
  ///
  /// - Throws: ``Stop/tooManyChoices(limit:)`` past the most that a value may take.
  mutating func chooseWideInteger(
    below: UInt128, above: UInt128
  ) throws -> (isBelow: Bool, distance: UInt128) {
    if !isReplaying, let drawn = random.wideInteger(below: below, above: above) {
      replay?.differ()
      try checkCount()
      let most: UInt128 = drawn.isBelow ? below : above
      if above > 0, below > 0 { recorded.choices.append(.boolean(drawn.isBelow)) }
      let high: UInt64 = UInt64(drawn.distance >> 64)
      recorded.choices.append(Choice(high, limit: UInt64(most >> 64)))
      let low: UInt64 = UInt64(truncatingIfNeeded: drawn.distance)
      let isLast: Bool = high == UInt64(most >> 64)
      recorded.choices.append(Choice(low, limit: isLast ? UInt64(truncatingIfNeeded: most) : .max))
      return drawn
    }
    var isBelow: Bool = above == 0
    if above > 0, below > 0 { isBelow = try chooseBoolean() }
    let most: UInt128 = isBelow ? below : above
    let highest: UInt64 = UInt64(most >> 64)
    let high: UInt64 = try choose(upTo: highest)
    let low: UInt64 = try choose(upTo: high == highest ? UInt64(truncatingIfNeeded: most) : .max)
    return (isBelow, UInt128(high) << 64 | UInt128(low))
  }

  /// Chooses one of several places, from 0, the simplest, with given weights where choices are random.
  ///
  /// - Precondition: there is a weight, none is negative, and their sum is positive and finite.
  /// - Throws: ``Stop/tooManyChoices(limit:)`` past the most that a value may take.
  mutating func choosePlace(weights: [Int]) throws -> Int {
    if isReplaying { return Int(try choose(upTo: UInt64(weights.count - 1))) }
    replay?.differ()
    try checkCount()
    let place: Int = random.place(weights: weights)
    recorded.choices.append(Choice(UInt64(place), limit: UInt64(weights.count - 1)))
    return place
  }

  /// Chooses no, the simpler, or yes.
  ///
  /// - Parameter probability: of yes, where choices are random; from 0 to 1.
  /// - Throws: ``Stop/tooManyChoices(limit:)`` past the most that a value may take.
  public mutating func chooseBoolean(probability: Double = 0.5) throws -> Bool {
    let value: Bool
    switch try next(.boolean) {
    case .found(.boolean(let old)): value = old
    case .random: value = random.boolean(probability: probability)
    case .simplest, .found: value = false
    }
    recorded.choices.append(.boolean(value))
    return value
  }

  /// Chooses a floating-point number of a domain.
  ///
  /// - Throws: ``Stop/tooManyChoices(limit:)`` past the most that a value may take.
  public mutating func chooseFloat(in domain: FloatChoice.Domain) throws -> Double {
    let choice: FloatChoice
    switch try next(.float) {
    case .found(.float(let old)):
      if old.domain != domain { replay?.differ() }
      choice = FloatChoice(old.value, in: domain)
    case .random: choice = random.float(in: domain)
    case .simplest, .found: choice = FloatChoice(domain.simplest, in: domain)
    }
    recorded.choices.append(.float(choice))
    return choice.value
  }

  private mutating func next(_ kind: Choice.Kind) throws -> RepeatedChoices.Next {
    try checkCount()
    return replay?.next(kind) ?? .random
  }

  private func checkCount() throws {
    guard recorded.count < maximumChoices else { throw Stop.tooManyChoices(limit: maximumChoices) }
  }
}
