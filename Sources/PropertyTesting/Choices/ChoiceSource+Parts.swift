/// The parts that draws make of the choices.
extension ChoiceSource {
  /// Whether the whole of the replayed sequence was used; true when nothing is replayed.
  var isExhausted: Bool { replay?.isExhausted ?? true }

  /// Whether choices come from a sequence, and not from behind the end of one that is extended.
  var isReplaying: Bool { replay?.isRepeating ?? false }

  /// Marks the choices of a part.
  mutating func span<Value>(
    _ kind: Span.Kind, _ part: (inout ChoiceSource) throws -> Value
  ) throws -> Value {
    guard recording != .choices else { return try part(&self) }
    let (start, place): (Int, Int) = (recorded.count, spans.count)
    spans.append(Span(range: start..<start, depth: depth, kind: kind))
    let isVaried: Bool = replay?.begin(at: start, depth: depth, kind: kind) ?? false
    depth += 1
    let value: Value = try part(&self)
    depth -= 1
    if isVaried { replay?.endVariation() }
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
