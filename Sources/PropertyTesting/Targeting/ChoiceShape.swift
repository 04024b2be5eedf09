/// What stays the same while only the numbers of a sequence change: the kinds and ranges of all choices, and what the
/// others say.
struct ChoiceShape: Sendable {
  /// The sequence with every number at its simplest.
  private let skeleton: [Choice]
  private let places: [Int]
  private let scales: [NumericScale]

  init(_ choices: ChoiceSequence) {
    var skeleton: [Choice] = choices.choices
    var places: [Int] = []
    var scales: [NumericScale] = []
    for place in skeleton.indices {
      guard let scale: NumericScale = NumericScale(skeleton[place]) else { continue }
      skeleton[place] = skeleton[place].simplest
      places.append(place)
      scales.append(scale)
    }
    self.skeleton = skeleton
    self.places = places
    self.scales = scales
  }

  /// How many numbers there are.
  var dimension: Int { places.count }

  /// Whether a sequence differs only in its numbers.
  func fits(_ choices: ChoiceSequence) -> Bool {
    guard choices.count == skeleton.count else { return false }
    var next: Int = 0
    for (place, choice) in choices.choices.enumerated() {
      if next < places.count, places[next] == place {
        next += 1
        guard choice.hasSameDomain(as: skeleton[place]) else { return false }
      } else if choice != skeleton[place] {
        return false
      }
    }
    return true
  }

  /// The positions of a sequence's numbers on their scales, from 0 to 1.
  func point(of choices: ChoiceSequence) -> [Double] {
    zip(places, scales).map { place, scale in scale.position(of: choices.choices[place]) }
  }

  /// The sequence with its numbers at the positions of a point, mirrored into their ranges.
  func sequence(at point: [Double], of choices: ChoiceSequence) -> ChoiceSequence {
    var changed: [Choice] = choices.choices
    for (number, place) in places.enumerated() {
      changed[place] = scales[number].choice(
        at: NumericScale.reflected(point[number]), like: changed[place])
    }
    return ChoiceSequence(changed)
  }

  /// For each number so many steps of 1 as a part of its range, and 0 where it is not counted in steps.
  func leastDeviations(integerSteps: Double) -> [Double] {
    scales.map { scale in scale.steps.map { integerSteps / $0 } ?? 0 }
  }
}
