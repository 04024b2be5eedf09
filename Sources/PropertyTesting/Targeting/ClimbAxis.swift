/// One way to move one numeric choice up and down, and how far.
struct ClimbAxis: Sendable {
  private enum Kind: Sendable {
    /// The step is added to the position on the choice's scale.
    case additive(NumericScale)
    /// The distance to the simplest number, or to 0, grows or falls by the step times itself.
    case multiplicative
  }

  enum Direction: Sendable, CaseIterable {
    case up
    case down
  }

  let place: Int
  private let kind: Kind
  private let leastStep: Double
  private var step: Double
  /// The directions in which the present step failed.
  private var failed: [Direction] = []
  /// How many steps in a row failed in both directions.
  private var rounds: Int = 0
  private(set) var isAwake: Bool = true

  /// The first step, as a part of the range.
  private static let firstStep: Double = 0.125
  /// The least step of floats, as a part of the range.
  private static let leastFloatStep: Double = 0x1p-46
  /// The least step that multiplies; below it, adding does as well.
  private static let leastFactor: Double = 0.25
  /// The same for integers, of which the neighbour is always tried.
  private static let leastIntegerFactor: Double = 0x1p-64
  /// Narrower ranges of floats are left to steps that add.
  private static let leastWidthOfFactors: Double = 100
  /// How much longer a step becomes when its base has changed.
  private static let wakingFactor: Double = 8

  /// A top is believed in up to so many steps away.
  private static let furthestVertex: Double = 4

  /// The axes of all numeric choices.
  static func all(of choices: [Choice]) -> [ClimbAxis] {
    var axes: [ClimbAxis] = []
    for (place, choice) in choices.enumerated() {
      if let scale: NumericScale = NumericScale(choice) {
        let least: Double = scale.steps.map { 1 / $0 } ?? leastFloatStep
        axes.append(
          ClimbAxis(place: place, kind: .additive(scale), leastStep: least, step: max(firstStep, least)))
        if spansMagnitudes(choice, scale) {
          axes.append(
            ClimbAxis(
              place: place, kind: .multiplicative,
              leastStep: scale.isInteger ? leastIntegerFactor : leastFactor, step: 1))
        }
      } else if case .integer(let old) = choice, old.limit > 0 {
        // A few alternatives: neighbours are tried.
        axes.append(
          ClimbAxis(place: place, kind: .multiplicative, leastStep: leastFactor, step: leastFactor))
      }
    }
    return axes
  }

  /// Whether factors matter beside steps: where a linear scale is wide, and in wide ranges of integers, where steps on
  /// the scale miss neighbours.
  private static func spansMagnitudes(_ choice: Choice, _ scale: NumericScale) -> Bool {
    guard case .float(let old) = choice else { return scale.steps == nil }
    return scale.isLinear && old.domain.upperBound - old.domain.lowerBound >= leastWidthOfFactors
  }

  private init(place: Int, kind: Kind, leastStep: Double, step: Double) {
    self.place = place
    self.kind = kind
    self.leastStep = leastStep
    self.step = step
  }

  /// Learns whether a step in one direction led higher; the step falls once both did not.
  mutating func learn(direction: Direction, improved: Bool) {
    if improved {
      step = min(step * 2, 1)
      failed = []
      rounds = 0
      return
    }
    if !failed.contains(direction) { failed.append(direction) }
    guard failed.count == Direction.allCases.count else { return }
    failed = []
    if step <= leastStep {
      isAwake = false
    } else {
      // One halving, one, two, three, …: a choice that is right already soon rests.
      rounds += 1
      step = max(step * Double(sign: .plus, exponent: -max(1, rounds - 1), significand: 1), leastStep)
    }
  }

  /// Makes an axis try again from another base, also where it had come to its end.
  mutating func wake() {
    failed = []
    guard !isAwake else { return }
    isAwake = true
    rounds = 0
    step = min(step * Self.wakingFactor, 1)
  }

  /// The choice a step further in a direction, or nil where that leads nowhere or failed already.
  func moved(_ choice: Choice, _ direction: Direction) -> Choice? {
    guard !failed.contains(direction) else { return nil }
    let sign: Double = direction == .up ? 1 : -1
    let moved: Choice
    switch (kind, choice) {
    case (.additive(let scale), _):
      moved = scale.choice(at: scale.position(of: choice) + sign * step, like: choice)
    case (.multiplicative, .integer(let old)):
      let distance: Double = max((Double(old.offset) * step).magnitude.rounded(), 1)
      moved = .integer(
        IntegerChoice(offset: old.offset + Int128(sign * distance), below: old.below, above: old.above))
    case (.multiplicative, .float(let old)):
      let factor: Double = direction == .up ? 1 + step : 1 / (1 + step)
      moved = .float(FloatChoice(old.value * factor, in: old.domain))
    case (.multiplicative, .boolean): return nil
    }
    return moved == choice ? nil : moved
  }

  /// The top of the parabola through the scores of a choice and of both steps from it, and how far away it is; nil
  /// where there is none, or it is far outside.
  func vertex(
    of choice: Choice, score: Double, up: Double, down: Double
  ) -> (choice: Choice, distance: Double)? {
    guard case .additive(let scale) = kind else { return nil }
    let position: Double = scale.position(of: choice)
    let bend: Double = 2 * score - up - down
    guard bend > 0, bend.isFinite, position - step >= 0, position + step <= 1 else { return nil }
    let distance: Double = step * (up - down) / (2 * bend)
    guard distance.magnitude <= Self.furthestVertex * step else { return nil }
    return (scale.choice(at: position + distance, like: choice), distance.magnitude)
  }

  /// Sets the step to a distance that has just proved right.
  mutating func adopt(distance: Double) {
    step = min(max(distance, leastStep), 1)
    failed = []
    rounds = 0
    isAwake = true
  }
}
