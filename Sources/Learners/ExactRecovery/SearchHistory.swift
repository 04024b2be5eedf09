/// What earlier searches, on fewer samples, leave to the next.
struct SearchHistory: Sendable {
  /// How many of them found no neuron at all.
  private(set) var failures: Int = 0
  /// The directions of the neurons that the last of them found.
  private(set) var directions: [[Double]] = []

  /// After so many searches without a neuron, more samples are not tried: noise, biases and another activation leave
  /// none to find at any size.
  private static let mostFailures: Int = 3

  var isHopeless: Bool { failures >= Self.mostFailures }

  mutating func add(_ search: NeuronSearch) {
    if search.neurons.isEmpty { failures += 1 }
    directions = search.neurons.map(\.direction)
  }
}
