/// A part of a failing value that does not matter: whatever else was drawn in its place failed as well.
public struct IrrelevantPart: Sendable, Hashable {
  /// The name that the part was drawn by, or its number among the parts of the value, as `part 2 of 3`.
  public let name: String
  /// The places of the choices that made it.
  public let choices: Range<Int>
  /// How many other values were tried in its place; all of them failed.
  public let valuesTried: Int
}

extension Shrinker {
  /// How many other values are tried in the place of a part.
  public static let defaultVariations: Int = 16
  /// Fewer different values than this say nothing.
  private static let fewestVariations: Int = 2

  /// Finds the parts of a failing value that do not matter.
  ///
  /// Each value that was drawn by name, or else each part that the generator draws directly, is drawn at random again
  /// and again while the rest stays as it is. That all of these fail is evidence, not proof, that every value there
  /// does; a part that matters is never named where one of the values tried passes.
  ///
  /// - Parameters:
  ///   - generator: makes values of choices.
  ///   - choices: lead to a value that fails.
  ///   - variations: how many values are tried in the place of a part, at most.
  ///   - isFailure: whether a value fails.
  /// - Returns: the parts that do not matter, in their order; the smallest ones where they nest.
  /// - Throws: what `isFailure` throws.
  nonisolated(nonsending) public func explain<Value>(
    _ generator: Gen<Value>, at choices: ChoiceSequence, variations: Int = defaultVariations,
    isFailure: nonisolated(nonsending) (Value) async throws -> Bool
  ) async throws -> [IrrelevantPart] {
    guard
      let failing: Generated<Value> = try? generator.generate(
        replaying: choices, maximumChoices: maximumChoices, recording: .spansAndNames)
    else { return [] }
    let start: Double? = budget.clock?()
    var calls: Int = 0
    var parts: [IrrelevantPart] = []
    for (name, span) in Self.parts(of: failing) {
      var tried: Set<ChoiceSequence> = [failing.choices]
      var matters: Bool = false
      for seed in 0..<UInt64(variations) where !matters && calls < budget.calls {
        if let clock = budget.clock, let seconds = budget.seconds, let start, !(clock() - start < seconds) {
          return parts
        }
        guard
          let varied: Generated<Value> = try? generator.generate(
            from: ChoiceSource(
              varying: span, of: failing.choices, seed: seed, maximumChoices: maximumChoices)),
          tried.insert(varied.choices).inserted
        else { continue }
        calls += 1
        matters = try await !isFailure(varied.value)
      }
      if !matters, tried.count > Self.fewestVariations {
        parts.append(IrrelevantPart(name: name, choices: span.range, valuesTried: tried.count - 1))
      }
    }
    return parts
  }

  /// The parts of a value that a reader can tell apart.
  private static func parts<Value>(of failing: Generated<Value>) -> [(name: String, span: Span)] {
    if failing.namedValues.isEmpty {
      // The outermost parts are those that the generator itself draws.
      let outer: Int = failing.spans.map(\.range.count).max() ?? 0
      let depths = failing.spans.filter { $0.range.count < outer }.map(\.depth)
      let top: [Span] = failing.spans.filter { $0.depth == depths.min() && $0.range.count < outer }
      return top.enumerated().map { ("part \($0.offset + 1) of \(top.count)", $0.element) }
    }
    return failing.namedValues.compactMap { named in
      failing.spans.first { $0.range == named.choices && $0.kind == .draw }.map { (named.name, $0) }
    }
  }
}
