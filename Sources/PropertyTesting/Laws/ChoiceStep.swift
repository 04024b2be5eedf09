/// A small change of one choice of a sequence, which mostly gives a value near to that of the sequence.
///
/// The same step can be taken again from where it led: that is how a relation which is true of neighbours, and not of
/// neighbours of neighbours, is found not to be transitive.
struct ChoiceStep: Sendable {
  private let place: UInt64
  private let isUpward: Bool
  private let exponent: Int

  /// A Double has no step finer than 2⁻⁵² of its value.
  private static let finest: UInt64 = 52

  init(drawnFrom source: inout ChoiceSource, choices: Int) throws {
    place = try source.choose(upTo: UInt64(max(choices, 1) - 1))
    isUpward = try source.chooseBoolean()
    exponent = Int(try source.choose(upTo: Self.finest))
  }

  /// The sequence after the step; the same one where it has no choices.
  func taken(from sequence: ChoiceSequence) -> ChoiceSequence {
    guard sequence.count > 0 else { return sequence }
    let index: Int = Int(place % UInt64(sequence.count))
    return sequence.setting(index, to: changed(sequence.choices[index]))
  }

  /// Another choice of the same domain, or the same one at its end.
  private func changed(_ choice: Choice) -> Choice {
    switch choice {
    case .boolean(let value):
      return .boolean(!value)
    case .integer(let number):
      // Powers of two below the size of the range, so that small ranges have small steps only.
      let sizes: Int = max(UInt64.bitWidth - number.limit.leadingZeroBitCount, 1)
      let distance: Int128 = Int128(1) << Int128(exponent % sizes)
      let offset: Int128 = number.offset + (isUpward ? distance : -distance)
      return .integer(IntegerChoice(offset: offset, below: number.below, above: number.above))
    case .float(let number):
      guard number.value.isFinite else { return choice }
      let unit: Double = max(number.value.magnitude, 1)
      let distance: Double = Double(sign: .plus, exponent: -exponent, significand: unit)
      let moved: Double = isUpward ? number.value + distance : number.value - distance
      return .float(FloatChoice(moved, in: number.domain))
    }
  }
}
