/// A move of two choices together: by steps, or by exchanging what was chosen.
struct PairMove: Sendable {
  private enum Kind: Sendable {
    case steps(Double, Double)
    case exchange
  }

  private let first: Int
  private let second: Int
  private let kind: Kind

  /// How small random steps get: 2 to the power of minus this.
  private static let smallestExponent: UInt64 = 30
  /// How many places are looked at for a second choice that fits.
  private static let attempts: Int = 8

  /// A random move, or nil where no fitting pair was found.
  static func random(in choices: [Choice], _ words: inout SplitMix64) -> PairMove? {
    let last: UInt64 = UInt64(choices.count - 1)
    for _ in 0..<attempts {
      let (first, second): (Int, Int) = (Int(words.next(upTo: last)), Int(words.next(upTo: last)))
      guard first != second else { continue }
      if choices[first].hasSameDomain(as: choices[second]), choices[first] != choices[second],
        words.next(upTo: 3) == 0
      {
        return PairMove(first: first, second: second, kind: .exchange)
      }
      guard let left = step(choices[first], &words), let right = step(choices[second], &words)
      else { continue }
      return PairMove(first: first, second: second, kind: .steps(left, right))
    }
    return nil
  }

  /// A step of any magnitude in either direction, as a part of the range; whole for integers, and mostly few.
  private static func step(_ choice: Choice, _ words: inout SplitMix64) -> Double? {
    guard let scale: NumericScale = NumericScale(choice) else { return nil }
    let sign: Double = words.next(upTo: 1) == 0 ? 1 : -1
    if let steps: Double = scale.steps {
      let whole: Double = Double(1 + words.next(upTo: words.next(upTo: 1) == 0 ? 2 : 15))
      return sign * min(whole / steps, 1)
    }
    return sign
      * Double(sign: .plus, exponent: -Int(1 + words.next(upTo: smallestExponent - 1)), significand: 1)
  }

  /// The move twice as far; an exchange is not repeated.
  var doubled: PairMove? {
    guard case .steps(let left, let right) = kind else { return nil }
    return PairMove(first: first, second: second, kind: .steps(2 * left, 2 * right))
  }

  /// What the move changes, or nil where it changes nothing.
  func changes(of choices: [Choice]) -> [HillClimb.Change]? {
    guard max(first, second) < choices.count else { return nil }
    let (left, right): (Choice, Choice)
    switch kind {
    case .exchange: (left, right) = (choices[second], choices[first])
    case .steps(let leftStep, let rightStep):
      (left, right) = (Self.moved(choices[first], leftStep), Self.moved(choices[second], rightStep))
    }
    guard left != choices[first] || right != choices[second] else { return nil }
    return [
      HillClimb.Change(place: first, choice: left), HillClimb.Change(place: second, choice: right),
    ]
  }

  private static func moved(_ choice: Choice, _ step: Double) -> Choice {
    guard let scale: NumericScale = NumericScale(choice) else { return choice }
    return scale.choice(at: scale.position(of: choice) + step, like: choice)
  }
}
