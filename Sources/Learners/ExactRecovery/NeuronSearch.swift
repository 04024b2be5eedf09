import LinearAlgebra
import RandomStreams

/// Finds neurons one at a time from random starting points, until their number is the rank of the labels.
///
/// Each iteration alternates between a set of samples on which a unit seems inactive and the null vector of the
/// labels on that set. No proof of convergence is known; the exact step decides about every end point, so a bad
/// start costs time and nothing else.
struct NeuronSearch {
  let problem: RecoveryProblem
  let route: SearchRoute
  let stream: RandomStream
  /// Whether a search on fewer samples found no neuron at all.
  let followsFailure: Bool
  let progress: @Sendable (String) -> Void

  private(set) var neurons: [Neuron] = []
  private(set) var starts: Int = 0
  private(set) var startsOnNeurons: Int = 0
  private(set) var rejectedDirections: Int = 0

  /// Starting points for each neuron that is sought.
  private let startsPerNeuron: Int = 40
  /// Steps of one iteration.
  private let stepsPerStart: Int = 50
  /// The shares of samples taken as inactive by the label iteration, in turn: half of the samples is the typical
  /// share, a small one finds units that are active nearly everywhere.
  private let inactiveShares: [Double] = [0.4, 0.4, 0.25, 0.1]
  /// The share taken as inactive where an iteration in input space stands still.
  private let stalledShare: Double = 0.4
  /// A search that has found nothing after this many starting points gives up, where an earlier one on fewer samples
  /// had its full number.
  private let startsOfRepeatedSearch: Int = 24

  init(
    problem: RecoveryProblem, route: SearchRoute, stream: RandomStream, followsFailure: Bool,
    progress: @escaping @Sendable (String) -> Void
  ) {
    self.problem = problem
    self.route = route
    self.stream = stream
    self.followsFailure = followsFailure
    self.progress = progress
  }

  var isComplete: Bool { neurons.count == problem.space.rank }

  /// Searches until all neurons are found or the starting points are used up.
  mutating func run() throws {
    if route == .moments { try tryMoments() }
    if route != .moments {
      let limit: Int = startsPerNeuron * problem.space.rank
      for start in 0..<limit where !isComplete {
        if followsFailure, neurons.isEmpty, start >= startsOfRepeatedSearch { break }
        starts += 1
        progress(
          "\(neurons.count) of \(problem.space.rank) neurons, starting point \(starts), "
            + "\(problem.count) samples")
        switch route {
        case .labels: try tryLabels(start)
        case .random: try tryRandom(start)
        case .auto, .moments: start.isMultiple(of: 2) ? try tryLabels(start / 2) : try tryRandom(start / 2)
        }
      }
    }
    if route == .auto, !isComplete { try tryMoments() }
  }

  private mutating func tryLabels(_ start: Int) throws {
    let share: Double = inactiveShares[start % inactiveShares.count]
    let tolerance: Double = problem.tolerances.nullVector(amplification: problem.space.amplification)
    let size: Int = max(problem.space.rank + 3, Int((share * Double(problem.count)).rounded(.up)))
    let coefficients: [Double] = stream.child("labels").child(start).gaussians(problem.space.rank)
    var unit: [Double] = problem.space.basis.times(coefficients)
    for _ in 0..<stepsPerStart {
      let null: NullVector = try NullVector(of: problem.space, on: unit.indicesOfSmallest(size))
      unit = null.unit
      if null.ratio <= tolerance { return try accept(unit) }
    }
  }

  private mutating func tryRandom(_ start: Int) throws {
    try iterate(from: stream.child("random").child(start).gaussians(problem.dimension))
  }

  /// Alternates between the samples that a direction leaves inactive and the direction of their null vector.
  private mutating func iterate(from start: [Double]) throws {
    let tolerance: Double = problem.tolerances.nullVector(amplification: problem.space.amplification)
    var direction: [Double] = start
    var lastInactive: [Int] = []
    for _ in 0..<stepsPerStart {
      let margins: [Double] = problem.margins(of: direction)
      var inactive: [Int] = margins.indices.filter { margins[$0] < 0 }
      if inactive == lastInactive || inactive.count < problem.space.rank {
        inactive = margins.indicesOfSmallest(Int((stalledShare * Double(problem.count)).rounded(.up)))
      }
      lastInactive = inactive
      let null: NullVector = try NullVector(of: problem.space, on: inactive)
      guard let next = try directionOfActive(null.unit) else { return }
      if null.ratio <= tolerance { return try consider(next) }
      direction = next
    }
  }

  private mutating func tryMoments() throws {
    guard let estimate = try MomentDirections(problem) else { return }
    for direction in estimate.directions where !isComplete {
      starts += 1
      // Moments of order two know a line, not its orientation; only the right one passes the exact step.
      try iterate(from: direction)
      try iterate(from: direction.scaled(by: -1))
    }
  }

  /// The direction of a unit, from the samples on which it is surely active.
  private func directionOfActive(_ unit: [Double]) throws -> [Double]? {
    let quarter: Int = max(problem.dimension + 2, (problem.count + 3) / 4)
    return try problem.linearFit(of: unit, on: unit.indicesOfLargest(quarter))
  }

  private mutating func accept(_ unit: [Double]) throws {
    guard let direction = try directionOfActive(unit) else { return }
    try consider(direction)
  }

  private mutating func consider(_ direction: [Double]) throws {
    guard let neuron = try ExactStep(problem: problem).neuron(near: direction) else {
      rejectedDirections += 1
      return
    }
    startsOnNeurons += 1
    let isKnown: Bool = neurons.contains { known in
      zip(known.direction, neuron.direction).map { $0 - $1 }.euclideanNorm < problem.tolerances.sameDirection
    }
    guard !isKnown, !isComplete else { return }
    let coefficients: Matrix = try Matrix((neurons + [neuron]).map(\.coefficients))
    let smallest: Double = try SingularValues(coefficients).values.last ?? 0
    guard smallest >= problem.tolerances.independence else { return }
    neurons.append(neuron)
  }
}

extension RandomStream {
  /// The first `count` standard normal numbers of the stream.
  fileprivate func gaussians(_ count: Int) -> [Double] {
    (0..<count).map { gaussian(at: UInt64($0)) }
  }
}
