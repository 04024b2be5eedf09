/// A value with the choices that made it.
public struct Generated<Value> {
  /// The value.
  public let value: Value
  /// The choices that give the value again.
  public let choices: ChoiceSequence
  /// The parts of ``choices`` that belong together, in the order in which they began.
  public let spans: [Span]
  /// The values that the generator drew by name.
  public let namedValues: [ChoiceSource.NamedValue]
  /// Whether a replayed sequence fitted the generator, choice by choice and to its end.
  public let isExact: Bool
  /// How many drawn parts a filter rejected on the way.
  public let rejections: Int
}

extension Generated: Sendable where Value: Sendable {}

extension Gen {
  /// A random value that is fixed by a seed.
  ///
  /// - Throws: ``ChoiceSource/Stop`` where the generator discards the value or does not end, or what its program
  ///   throws.
  public func generate(
    seed: UInt64, maximumChoices: Int = ChoiceSource.defaultMaximumChoices, style: DrawStyle = .uniform,
    recording: ChoiceSource.Recording = .spans
  ) throws -> Generated<Value> {
    try generate(
      from: ChoiceSource(seed: seed, maximumChoices: maximumChoices, style: style, recording: recording))
  }

  /// The value of a sequence of choices.
  ///
  /// - Throws: ``ChoiceSource/Stop`` where the generator discards the value or does not end, or what its program
  ///   throws.
  public func generate(
    replaying choices: ChoiceSequence, maximumChoices: Int = ChoiceSource.defaultMaximumChoices,
    recording: ChoiceSource.Recording = .spans
  ) throws -> Generated<Value> {
    try generate(
      from: ChoiceSource(replaying: choices, maximumChoices: maximumChoices, recording: recording))
  }

  /// A value from any fresh source.
  ///
  /// - Throws: ``ChoiceSource/Stop`` where the generator discards the value or does not end, or what its program
  ///   throws.
  public func generate(from source: ChoiceSource) throws -> Generated<Value> {
    var source: ChoiceSource = source
    let value: Value = try source(self)
    return Generated(
      value: value, choices: source.recorded, spans: source.spans, namedValues: source.namedValues,
      isExact: source.isExact && source.isExhausted, rejections: source.rejections)
  }
}
