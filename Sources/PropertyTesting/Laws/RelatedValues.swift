/// Values of one generator of which many are equal, though made separately, or nearly equal.
///
/// Independent values of a large type are hardly ever equal, and then most laws have nothing to say. So each value
/// after the first is one of three: made again from the choices of an earlier one, made from them with a
/// ``ChoiceStep``, or independent. A type with references or caches gets a new instance each time.
struct RelatedValues<Value> {
  /// A value for each of the names, in order.
  static func generator(of element: Gen<Value>, names: [String]) -> Gen<[Value]> {
    Gen<[Value]> { source in
      var values: [Value] = []
      var sequences: [ChoiceSequence] = []
      var step: ChoiceStep?
      values.reserveCapacity(names.count)
      for name in names {
        let next: Member = try source(name, member(of: element, after: sequences, step: step))
        values.append(next.value)
        sequences.append(next.choices)
        step = next.step
      }
      return values
    }
  }

  /// A value, the choices that give it again, and the last step that was taken.
  private struct Member: CustomDebugStringConvertible {
    let value: Value
    let choices: ChoiceSequence
    let step: ChoiceStep?

    /// The value alone, because it is what a counterexample shows.
    var debugDescription: String { String(reflecting: value) }
  }

  /// What a value is to an earlier one; the first is the simplest.
  private enum Relation: Int {
    case copy, neighbour, independent

    /// How often each is drawn, in proportion.
    static var weights: [Int] { [1, 2, 1] }
  }

  private static func member(
    of element: Gen<Value>, after earlier: [ChoiceSequence], step: ChoiceStep?
  ) -> Gen<Member> {
    Gen<Member> { source in
      guard let last: ChoiceSequence = earlier.last,
        let relation: Relation = Relation(rawValue: try source.choosePlace(weights: Relation.weights)),
        relation != .independent
      else {
        let start: Int = source.recorded.count
        let value: Value = try source(element)
        let choices: ChoiceSequence = ChoiceSequence(Array(source.recorded.choices[start...]))
        return Member(value: value, choices: choices, step: step)
      }
      if relation == .neighbour, let step, try !source.chooseBoolean(probability: newStepProbability) {
        return try again(element, after: last, by: step)
      }
      // The last one is the simplest.
      let origin: ChoiceSequence =
        earlier.count == 1
        ? last : earlier[earlier.count - 1 - Int(try source.choose(upTo: UInt64(earlier.count - 1)))]
      guard relation == .neighbour else { return try again(element, origin, step) }
      return try again(element, after: origin, by: ChoiceStep(drawnFrom: &source, choices: origin.count))
    }
  }

  /// Of neighbours of neighbours, most go on by the same step: only these show that a tolerance is not transitive.
  private static var newStepProbability: Double { 0.25 }

  /// The value a step away, or a copy where the generator has none there.
  private static func again(
    _ element: Gen<Value>, after origin: ChoiceSequence, by step: ChoiceStep
  ) throws -> Member {
    try (try? again(element, step.taken(from: origin), step)) ?? again(element, origin, step)
  }

  /// The value of choices that are not drawn anew, so that nothing of it is recorded.
  private static func again(
    _ element: Gen<Value>, _ choices: ChoiceSequence, _ step: ChoiceStep?
  ) throws -> Member {
    let made: Generated<Value> = try element.generate(replaying: choices, recording: .choices)
    return Member(value: made.value, choices: made.choices, step: step)
  }
}
