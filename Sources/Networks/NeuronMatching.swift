import Foundation
import LinearAlgebra

/// The distance between two-layer networks once the symmetries are factored out.
///
/// An activation with f(c t) = cᵖ f(t) for c > 0 makes the neurons (v, u) and (c v, u / cᵖ) one, so each is brought to
/// the normal form of a unit direction v̂ and an output weight |v|ᵖ u: for ReLU *p* is 1, for the step it is 0. Neurons
/// of other activations, such as tanh, are compared as they are. Either way they are matched by an optimal assignment.
/// A flip of sign is not a symmetry.
///
/// - Zero exactly where the networks have the same neurons, whatever their order and scale.
/// - Infinite where the numbers of neurons or the activations differ: a missing or extra neuron is a failure.
/// - **Not a distance of functions**: two networks with the same outputs and other neurons are far apart.
public enum NeuronMatching {
  /// The largest relative error over all matched neurons, of direction (or *v*, where its length counts) or output
  /// weight.
  ///
  /// - Parameters:
  ///   - student: *V'* (`k' × d`) and *U'* (`m × k'`).
  ///   - teacher: *V* (`k × d`) and *U* (`m × k`).
  /// - Returns: max over neurons of max(|v̂ − v̂'|, |w − w'| / |w|), with |v − v'| / |v| first where the activation is
  ///   not homogeneous; infinite where the shapes or activations differ or a neuron of the teacher is zero.
  /// - Complexity: O(k² (d + m) + k³).
  public static func relativeError(of student: Network, against teacher: Network) -> Double {
    guard let found = NeuronList(student), let wanted = NeuronList(teacher),
      found.directions.count == wanted.directions.count, student.inputsDimension == teacher.inputsDimension,
      student.outputsDimension == teacher.outputsDimension,
      student.layers[0].activation == teacher.layers[0].activation
    else { return .infinity }
    let count: Int = wanted.directions.count
    var errors: Matrix = Matrix(rows: count, columns: count)
    var costs: Matrix = Matrix(rows: count, columns: count)
    for i in 0..<count {
      for j in 0..<count {
        let direction: Double = wanted.directions[i].distance(to: found.directions[j]) / wanted.lengths[i]
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

/// The neurons of a two-layer network in normal form.
private struct NeuronList {
  /// *v̂*, or *v* where the activation is not homogeneous.
  let directions: [[Double]]
  /// What an error of a direction is relative to: 1 for unit vectors.
  let lengths: [Double]
  let weights: [[Double]]

  init?(_ network: Network) {
    guard network.layers.count == 2, network.layers[0].activation != .identity,
      network.layers.allSatisfy({ $0.bias?.allSatisfy { $0 == 0 } ?? true })
    else { return nil }
    let degree: Double? = network.layers[0].activation.homogeneityDegree
    let hidden: Matrix = network.layers[0].weights
    var directions: [[Double]] = []
    var lengths: [Double] = []
    var weights: [[Double]] = []
    for unit in 0..<hidden.rows {
      let norm: Double = hidden.row(unit).euclideanNorm
      guard norm > 0 else { return nil }
      let column: [Double] = network.layers[1].weights.column(unit)
      if let degree {
        directions.append(hidden.row(unit).map { $0 / norm })
        lengths.append(1)
        weights.append(column.scaled(by: pow(norm, degree)))
      } else {
        directions.append(hidden.row(unit))
        lengths.append(norm)
        weights.append(column)
      }
    }
    self.directions = directions
    self.lengths = lengths
    self.weights = weights
  }
}
