/// Shares calls between the ways of searching: a part of them is fixed, the rest follows success.
///
/// The way that has had the fewest calls for its weight is next. Successes are counted and forgotten slowly; what
/// they are worth is not, because scores have no scale.
struct SearchSchedule: Sendable {
  enum Strategy: Int, CaseIterable, Sendable {
    case climb
    case population
    case mutation
    case excursion
  }

  /// The parts of all calls that no lack of success takes away.
  private static let fixedShares: [Double] = [0.15, 0.3, 0.15, 0.2]
  /// How much of earlier successes and calls is forgotten with each call.
  private static let forgetting: Double = 0.01

  private var successes: [Double] = Array(repeating: 1, count: Strategy.allCases.count)
  private var spent: [Double] = Array(repeating: 1, count: Strategy.allCases.count)
  /// Calls over weight, summed up: how far each has got in a fair division.
  private var progress: [Double] = Array(repeating: 0, count: Strategy.allCases.count)

  /// All ways, the one whose turn it is first.
  func order() -> [Strategy] {
    Strategy.allCases.sorted { (progress[$0.rawValue], $0.rawValue) < (progress[$1.rawValue], $1.rawValue) }
  }

  /// Counts calls; those that were passed over because they had nothing to propose do not save up their turns.
  mutating func spend(_ calls: Int, on strategy: Strategy, passing passed: [Strategy]) {
    let rates: [Double] = zip(successes, spent).map { $0 / $1 }
    let free: Double = 1 - Self.fixedShares.reduce(0, +)
    let place: Int = strategy.rawValue
    let weight: Double = Self.fixedShares[place] + free * rates[place] / rates.reduce(0, +)
    for other in passed { progress[other.rawValue] = max(progress[other.rawValue], progress[place]) }
    progress[place] += Double(calls) / weight
    let kept: Double = max(0, 1 - Self.forgetting * Double(calls))
    successes[place] = 1 + (successes[place] - 1) * kept
    spent[place] = 1 + (spent[place] - 1 + Double(calls)) * kept
  }

  mutating func reward(_ strategy: Strategy) {
    successes[strategy.rawValue] += 1
  }
}
