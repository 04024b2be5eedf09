import LinearAlgebra
import Networks

/// Finds units in label space and, for each activation that is asked for, the neurons that explain them.
///
/// Units do not depend on the activation, so several activations share one search. It ends when the neurons of one of
/// them are as many as the rank of the labels; all units found until then were tried with all activations.
struct RectifiedSearch {
  let units: LabelUnitSearch
  let activations: [Activation]
  /// Earlier searches, on fewer samples, that found no unit at all.
  let failures: Int
  let threads: Int
  let fault: RectifiedFault?
  let progress: @Sendable (String) -> Void

  /// For each activation the neurons found.
  private(set) var neurons: [[RectifiedNeuron]]
  private(set) var starts: Int = 0
  private(set) var startsOnUnits: Int = 0
  private(set) var rejectedUnits: Int = 0
  /// The coefficients of all units found, whether or not an activation explains them.
  private var known: [[Double]] = []

  private static let startsPerNeuron: Int = 40
  /// Units whose coefficients are closer than this are the same.
  private static let sameUnit: Double = 1e-6
  /// A search without any unit ends after this many starting points, by the number of searches that failed before.
  private static let patience: [Int] = [40, 20, 8]
  /// A search that has found units, and no neuron among them, ends after this many starting points for each neuron.
  private static let startsWithoutNeuron: Int = 10

  init(
    units: LabelUnitSearch, activations: [Activation], failures: Int, threads: Int, fault: RectifiedFault?,
    progress: @escaping @Sendable (String) -> Void
  ) {
    self.units = units
    self.activations = activations
    self.failures = failures
    self.threads = threads
    self.fault = fault
    self.progress = progress
    self.neurons = [[RectifiedNeuron]](repeating: [], count: activations.count)
  }

  private var rank: Int { units.problem.space.rank }
  private var isComplete: Bool { neurons.contains { $0.count == rank } }
  /// The most neurons that one activation explains.
  var mostNeurons: Int { neurons.map(\.count).max() ?? 0 }
  /// Whether no unit was found at all, whatever the activation.
  var isWithoutUnits: Bool { known.isEmpty }
  /// The activations that explain as many units as the labels have.
  var completeActivations: [Int] { activations.indices.filter { neurons[$0].count == rank } }

  private struct EndPoint: Sendable {
    let coefficients: [Double]
    let isKnown: Bool
    /// For each activation, the neuron that explains the unit.
    let neurons: [RectifiedNeuron?]
  }

  mutating func run() throws {
    let limit: Int = Self.startsPerNeuron * rank
    let patience: Int = Self.patience[min(failures, Self.patience.count - 1)]
    while starts < limit, !isComplete {
      if known.isEmpty, starts >= patience { return }
      if mostNeurons == 0, starts >= Self.startsWithoutNeuron * rank + patience { return }
      let wanted: Int = min(max(rank - mostNeurons, threads), limit - starts)
      let (first, known): (Int, [[Double]]) = (starts, known)
      let (units, activations, fault): (LabelUnitSearch, [Activation], RectifiedFault?) =
        (units, activations, fault)
      let endPoints: [Result<EndPoint?, any Error>] = Parallel.map(wanted, threads: threads) { offset in
        Result {
          try units.unit(ofStart: first + offset).map { unit in
            let isKnown: Bool = Self.contains(known, unit.coefficients)
            return EndPoint(
              coefficients: unit.coefficients, isKnown: isKnown,
              neurons: isKnown
                ? []
                : try activations.map {
                  try RectifiedStep(problem: units.problem, activation: $0, fault: fault).neuron(at: unit)
                })
          }
        }
      }
      // Taken in order and no further than needed, they give the same search on any number of threads.
      for endPoint in endPoints where !isComplete {
        if self.known.isEmpty, starts >= patience { return }
        starts += 1
        progress(
          "\(mostNeurons) of \(rank) neurons, starting point \(starts), \(units.problem.count) samples")
        guard let found = try endPoint.get() else { continue }
        startsOnUnits += 1
        try take(found)
      }
    }
  }

  private static func contains(_ known: [[Double]], _ coefficients: [Double]) -> Bool {
    known.contains { $0.distance(to: coefficients) < sameUnit }
  }

  private mutating func take(_ endPoint: EndPoint) throws {
    guard !endPoint.isKnown, !Self.contains(known, endPoint.coefficients) else { return }
    known.append(endPoint.coefficients)
    if endPoint.neurons.allSatisfy({ $0 == nil }) { rejectedUnits += 1 }
    for (index, found) in endPoint.neurons.enumerated() {
      guard let neuron = found, neurons[index].count < rank else { continue }
      let coefficients: Matrix = try Matrix((neurons[index] + [neuron]).map(\.coefficients))
      let smallest: Double = try SingularValues(coefficients).values.last ?? 0
      if smallest >= units.problem.tolerances.independence { neurons[index].append(neuron) }
    }
  }
}
