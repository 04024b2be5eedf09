import LinearAlgebra

/// The distance between two-layer ReLU networks once the symmetries are factored out.
///
/// relu(c t) = c relu(t) for c > 0, so each neuron is brought to the normal form of a unit direction v̂ and an
/// output weight |v| u; neurons are matched by an optimal assignment. A flip of sign is not a symmetry.
///
/// - Zero exactly where the networks have the same neurons, whatever their order and scale.
/// - Infinite where the numbers of neurons differ: a missing or extra neuron is a failure.
/// - **Not a distance of functions**: two networks with the same outputs and other neurons are far apart.
public enum NeuronMatching {
  /// The largest relative error over all matched neurons, of direction or output weight.
  ///
  /// - Parameters:
  ///   - student: *V'* (`k' × d`) and *U'* (`m × k'`).
  ///   - teacher: *V* (`k × d`) and *U* (`m × k`).
  /// - Returns: max over neurons of max(|v̂ − v̂'|, |w − w'| / |w|); infinite where the shapes differ or a
  ///   neuron of the teacher is zero.
  /// - Complexity: O(k² (d + m) + k³).
  public static func relativeError(of student: Network, against teacher: Network) -> Double {
    guard let found = NeuronList(student), let wanted = NeuronList(teacher),
      found.directions.count == wanted.directions.count, student.inputsDimension == teacher.inputsDimension,
      student.outputsDimension == teacher.outputsDimension
    else { return .infinity }
    let count: Int = wanted.directions.count
    var errors: Matrix = Matrix(rows: count, columns: count)
    var costs: Matrix = Matrix(rows: count, columns: count)
    for i in 0..<count {
      for j in 0..<count {
        let direction: Double = wanted.directions[i].distance(to: found.directions[j])
        let weight: Double =
          wanted.weights[i].distance(to: found.weights[j]) / wanted.weights[i].euclideanNorm
        guard direction.isFinite, weight.isFinite else { return .infinity }
        errors[i, j] = max(direction, weight)
        costs[i, j] = min(costCap, direction) + min(costCap, weight)
      }
    }
    guard let match = try? Assignment.minimumCost(costs) else { return .infinity }
    return match.enumerated().reduce(0) { max($0, errors[$1.offset, $1.element]) }
  }

  /// A neuron that is far off must not pull the others from their partners.
  private static let costCap: Double = 4
}

/// The neurons of a two-layer ReLU network in normal form.
private struct NeuronList {
  let directions: [[Double]]
  let weights: [[Double]]

  init?(_ network: Network) {
    guard network.layers.count == 2, network.layers[0].activation == .relu,
      network.layers.allSatisfy({ $0.bias?.allSatisfy { $0 == 0 } ?? true })
    else { return nil }
    let hidden: Matrix = network.layers[0].weights
    var directions: [[Double]] = []
    var weights: [[Double]] = []
    for unit in 0..<hidden.rows {
      let norm: Double = hidden.row(unit).euclideanNorm
      guard norm > 0 else { return nil }
      directions.append(hidden.row(unit).map { $0 / norm })
      weights.append(network.layers[1].weights.column(unit).scaled(by: norm))
    }
    self.directions = directions
    self.weights = weights
  }
}
