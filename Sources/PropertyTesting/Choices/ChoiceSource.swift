/// Where a generator's choices come from: random words, or a sequence that is replayed.
///
/// The source records every choice, and which choices belong together: each draw of a generator is a *span*, and
/// spans nest. The shrinker removes and lowers whole spans, so that a part of a value goes with all its choices.
///
/// Calling a source with a generator draws a value:
///
/// ```swift
/// let size = try draw(.integer(in: 1...5))
/// ```
public struct ChoiceSource {
  /// Why a draw gave no value.
  public enum Stop: Error, Sendable, Hashable {
    /// The generator threw its value away, by ``ChoiceSource/discard()``.
    case discarded
    /// More choices were made than are allowed; the generator may never end.
    case tooManyChoices(limit: Int)
  }

  /// How many choices a value may take where nothing else is said.
  public static let defaultMaximumChoices: Int = 65_536

  /// The choices made so far, as they were used.
  public private(set) var recorded: ChoiceSequence = ChoiceSequence()
  /// The places in ``recorded`` of each draw that made choices, in the order in which they ended.
  public private(set) var spans: [Range<Int>] = []
  /// Whether every choice so far was there in the replayed sequence, with the same limit; true when nothing is
  /// replayed.
  public private(set) var isExact: Bool = true

  private enum Origin {
    case random((UInt64) -> UInt64)
    case replay(ChoiceSequence)
  }
  private let origin: Origin
  private let maximumChoices: Int

  /// A source of random choices.
  ///
  /// - Parameters:
  ///   - maximumChoices: how many choices a value may take.
  ///   - draw: gives a number from 0 to its argument, both included, all equally likely.
  public init(
    maximumChoices: Int = defaultMaximumChoices, drawingThrough draw: @escaping (UInt64) -> UInt64
  ) {
    self.origin = .random(draw)
    self.maximumChoices = maximumChoices
  }

  /// A source of random choices that are fixed by a seed, 0 too.
  ///
  /// The words are those of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, *Fast splittable pseudorandom number
  /// generators*, OOPSLA 2014, doi:10.1145/2660193.2660195).
  public init(seed: UInt64, maximumChoices: Int = defaultMaximumChoices) {
    var words: SplitMix64 = SplitMix64(state: seed)
    self.init(maximumChoices: maximumChoices) { limit in words.next(upTo: limit) }
  }

  /// A source that makes the choices of a sequence again.
  ///
  /// A choice above the limit that is asked for becomes that limit, and choices past the end are 0; ``isExact`` tells
  /// whether either happened.
  public init(replaying choices: ChoiceSequence, maximumChoices: Int = defaultMaximumChoices) {
    self.origin = .replay(choices)
    self.maximumChoices = maximumChoices
  }

  /// Draws a value, as one span.
  ///
  /// - Throws: ``Stop`` where there is no value, or what the generator throws.
  public mutating func callAsFunction<Value>(_ generator: Gen<Value>) throws -> Value {
    let start: Int = recorded.count
    let value: Value = try generator.generate(&self)
    if recorded.count > start { spans.append(start..<recorded.count) }
    return value
  }

  /// Makes one choice, from 0 to `limit`.
  ///
  /// - Throws: ``Stop/tooManyChoices(limit:)`` past the most that a value may take.
  public mutating func choose(upTo limit: UInt64) throws -> UInt64 {
    guard recorded.count < maximumChoices else { throw Stop.tooManyChoices(limit: maximumChoices) }
    let value: UInt64
    switch origin {
    case .random(let draw):
      value = limit == 0 ? 0 : draw(limit)
      precondition(value <= limit, "a word source must keep to the limit it is given")
    case .replay(let choices):
      if recorded.count < choices.count {
        let choice: Choice = choices.choices[recorded.count]
        value = min(choice.value, limit)
        if choice.limit != limit { isExact = false }
      } else {
        value = 0
        isExact = false
      }
    }
    recorded.append(Choice(value, limit: limit))
    return value
  }

  /// Gives up this value, for instance because its parts do not fit together.
  ///
  /// - Throws: ``Stop/discarded``, always.
  public func discard() throws -> Never {
    throw Stop.discarded
  }
}

/// The generator SplitMix64.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word: UInt64 = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A number from 0 to a limit, all equally likely: words past the last whole multiple of the range are drawn again.
  mutating func next(upTo limit: UInt64) -> UInt64 {
    guard limit < .max else { return next() }
    let range: UInt64 = limit + 1
    let excess: UInt64 = (0 &- range) % range
    var word: UInt64 = next()
    while word > .max - excess { word = next() }
    return word % range
  }
}
