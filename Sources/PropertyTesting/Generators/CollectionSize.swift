/// How large the collections of a generator are.
///
/// Behind the elements that must be there, each further one is preceded by a choice to go on. So an element can be
/// removed wherever it stands, without a count elsewhere that would have to agree.
struct CollectionSize: Sendable {
  let range: ClosedRange<Int>
  private let continuation: Double

  /// How many elements random collections have on average, unless their range asks for more or fewer.
  private static let typicalCount: Double = 8

  init(_ range: ClosedRange<Int>) {
    precondition(range.lowerBound >= 0, "a collection cannot have a negative count")
    self.range = range
    let extra: Double = min(Double(range.upperBound - range.lowerBound) / 2, Self.typicalCount)
    // Going on with probability e/(e + 1) adds e elements on average.
    continuation = extra / (extra + 1)
  }

  /// Draws elements while there are to be more of them; `element` gives false where it added none.
  func fill(_ source: inout ChoiceSource, _ element: (inout ChoiceSource) throws -> Bool) throws {
    var (count, failures): (Int, Int) = (0, 0)
    while count < range.upperBound {
      var goesOn: Bool = true
      let added: Bool? = try source.attempt { source in
        try source.span(.element) { source in
          if count >= range.lowerBound { goesOn = try source.chooseBoolean(probability: continuation) }
          return try !goesOn || element(&source) ? true : nil
        }
      }
      guard goesOn else { return source.dropLastSpan() }
      if added != nil {
        count += 1
      } else {
        failures += 1
        guard failures <= Self.mostFailures else {
          // There may be no further element; too few of them are no value.
          if count < range.lowerBound { try source.discard() }
          return
        }
      }
    }
  }

  /// How many elements in all may turn out to be there already.
  private static let mostFailures: Int = 100
}
