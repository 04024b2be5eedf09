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
  /// What searches on fewer samples have found; their neurons are tried first.
  let history: SearchHistory
  let threads: Int
  let progress: @Sendable (String) -> Void

  private(set) var neurons: [Neuron] = []
  private(set) var starts: Int = 0
  private(set) var startsOnNeurons: Int = 0
  private(set) var rejectedDirections: Int = 0

  /// Starting points for each neuron that is sought, among few samples and among many, where each costs more.
  private var startsPerNeuron: Int { problem.count <= largestCheapCount ? 40 : 12 }
  private let largestCheapCount: Int = 4000
  /// Steps of one iteration.
  private let stepsPerStart: Int = 50
  /// The shares of samples taken as inactive by the label iteration, in turn: half of the samples is the typical
  /// share, a small one finds units that are active nearly everywhere.
  private let inactiveShares: [Double] = [0.4, 0.4, 0.25, 0.1]
  /// The share taken as inactive where an iteration in input space stands still.
  private let stalledShare: Double = 0.4
  /// A search that has found nothing after this many starting points gives up, by the number of searches on fewer
  /// samples that found nothing either: what noise or another activation made of the labels, more samples do not
  /// mend, and each starting point costs more.
  private let startsAfterFailures: [Int] = [.max, 24, 8]

  init(
    problem: RecoveryProblem, route: SearchRoute, stream: RandomStream, history: SearchHistory, threads: Int,
    progress: @escaping @Sendable (String) -> Void
  ) {
    self.problem = problem
    self.route = route
    self.stream = stream
    self.history = history
    self.threads = threads
    self.progress = progress
  }

  private var patience: Int { startsAfterFailures[min(history.failures, startsAfterFailures.count - 1)] }

  var isComplete: Bool { neurons.count == problem.space.rank }

  /// Where a starting point led.
  private enum EndPoint: Sendable {
    /// The iteration did not converge.
    case nowhere
    /// It converged to a direction that the exact step refuses.
    case rejected
    case neuron(Neuron)
  }

  /// Searches until all neurons are found or the starting points are used up.
  mutating func run() throws {
    if route == .moments {
      try tryMoments()
      return
    }
    if route == .rays {
      try tryRays()
      return
    }
    for direction in history.directions where !isComplete { try take(endPoint(at: direction)) }
    let limit: Int = startsPerNeuron * problem.space.rank
    while starts < limit, !isComplete {
      // A starting point leads to one neuron at most, so as many as are missing are never too many.
      let wanted: Int = min(max(problem.space.rank - neurons.count, threads), limit - starts)
      let first: Int = starts
      let endPoints: [Result<EndPoint, any Error>] = Parallel.map(wanted, threads: threads) { [self] offset in
        Result { try endPoint(ofStart: first + offset) }
      }
      // Taken in order and no further than needed, they give the same search on any number of threads.
      for endPoint in endPoints where !isComplete {
        if neurons.isEmpty, starts >= patience { return try finish() }
        starts += 1
        progress(
          "\(neurons.count) of \(problem.space.rank) neurons, starting point \(starts), "
            + "\(problem.count) samples")
        try take(endPoint.get())
      }
    }
    try finish()
  }

  private mutating func finish() throws {
    let isWorthMoments: Bool = !neurons.isEmpty || history.failures < startsAfterFailures.count - 1
    if route == .auto, !isComplete, isWorthMoments { try tryRays() }
    if route == .auto, !isComplete, isWorthMoments { try tryMoments() }
  }

  private func endPoint(ofStart start: Int) throws -> EndPoint {
    let direction: [Double]? =
      switch route {
      case .labels: try directionFromLabels(start)
      case .random: try directionFromRandom(start)
      case .auto, .moments, .rays:
        try start.isMultiple(of: 2) ? directionFromLabels(start / 2) : directionFromRandom(start / 2)
      }
    return try direction.map(endPoint(at:)) ?? .nowhere
  }

  private func endPoint(at direction: [Double]) throws -> EndPoint {
    try ExactStep(problem: problem).neuron(near: direction).map(EndPoint.neuron) ?? .rejected
  }

  private func directionFromLabels(_ start: Int) throws -> [Double]? {
    let share: Double = inactiveShares[start % inactiveShares.count]
    let tolerance: Double = problem.tolerances.nullVector(amplification: problem.space.amplification)
    let size: Int = max(problem.space.rank + 3, Int((share * Double(problem.count)).rounded(.up)))
    let coefficients: [Double] = stream.child("labels").child(start).gaussians(problem.space.rank)
    var unit: [Double] = problem.space.basis.times(coefficients)
    for _ in 0..<stepsPerStart {
      let isExact: Bool
      (unit, isExact) = try NullVector.step(
        in: problem.space, on: unit.indicesOfSmallest(size), tolerance: tolerance)
      if isExact { return try directionOfActive(unit) }
    }
    return nil
  }

  private func directionFromRandom(_ start: Int) throws -> [Double]? {
    try iterate(from: stream.child("random").child(start).gaussians(problem.dimension))
  }

  /// Alternates between the samples that a direction leaves inactive and the direction of their null vector.
  private func iterate(from start: [Double]) throws -> [Double]? {
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
      let (unit, isExact): ([Double], Bool) = try NullVector.step(
        in: problem.space, on: inactive, tolerance: tolerance)
      if isExact { return try directionOfActive(unit) }
      guard let next = try approximateDirectionOfActive(unit) else { return nil }
      direction = next
    }
    return nil
  }

  private mutating func tryRays() throws {
    let directions: [[Double]] = try directionsFromRays()
    let endPoints: [Result<EndPoint, any Error>] = Parallel.map(directions.count, threads: threads) {
      [self] index in Result { try endPoint(at: directions[index]) }
    }
    for endPoint in endPoints where !isComplete {
      starts += 1
      try take(endPoint.get())
    }
  }

  private mutating func tryMoments() throws {
    guard let estimate = try MomentDirections(problem) else { return }
    for direction in estimate.directions where !isComplete {
      starts += 1
      // Moments of order two know a line, not its orientation; only the right one passes the exact step.
      for start in [direction, direction.scaled(by: -1)] {
        if let end = try iterate(from: start) { try take(endPoint(at: end)) }
      }
    }
  }

  /// The direction of a unit, from the samples on which it is surely active.
  private func directionOfActive(_ unit: [Double]) throws -> [Double]? {
    try problem.linearFit(of: unit, on: surelyActive(unit))
  }

  /// The same to half the digits, which is enough for the next step, by normal equations where they are up to it.
  private func approximateDirectionOfActive(_ unit: [Double]) throws -> [Double]? {
    let rows: [Int] = surelyActive(unit)
    return try problem.roughLinearFit(of: unit, on: rows) ?? problem.linearFit(of: unit, on: rows)
  }

  private func surelyActive(_ unit: [Double]) -> [Int] {
    unit.indicesOfLargest(max(problem.dimension + 2, (problem.count + 3) / 4))
  }

  private mutating func take(_ endPoint: EndPoint) throws {
    let neuron: Neuron
    switch endPoint {
    case .nowhere: return
    case .rejected:
      rejectedDirections += 1
      return
    case .neuron(let found): neuron = found
    }
    startsOnNeurons += 1
    let isKnown: Bool = neurons.contains { known in
      known.direction.distance(to: neuron.direction) < problem.tolerances.sameDirection
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
