import Foundation
import LinearAlgebra
public import Networks

/// What decides how hard a two-layer teacher is to learn: angles of its rows, sizes of its neurons, ranks of its layers.
public struct TeacherGeometry: Sendable {
  /// The smallest angle of two rows of V; π where there is one row. Rows of zeros are left out.
  public let smallestAngle: Double
  /// The smallest |v| |u| of a neuron, relative to the largest; 0 where a neuron has no effect.
  public let smallestNeuron: Double
  /// The |v| |u| of every neuron, relative to the largest.
  public let neuronLengths: [Double]
  /// The largest and the smallest singular value's ratio of U's columns at unit length; infinite without full rank.
  public let outputCondition: Double
  /// The same ratio for V's rows at unit length.
  public let hiddenCondition: Double
  /// Whether some neurons' linear parts Σ w v̂ᵀ cancel, so that all of them can be turned around at once.
  public let hasCancellingNeurons: Bool
  /// Whether two neurons are relu(v·x) w − relu(−v·x) w = (v·x) w, a linear function, so that neither has a kink to see.
  public let hasLinearPair: Bool

  /// Measures a teacher of two layers.
  ///
  /// - Complexity: O(k² (d + m)), and O(2^k d m) for the cancelling sets of at most ``largestCancelling`` neurons.
  /// - Throws: `LinearAlgebraError` where singular values cannot be had.
  public init(_ teacher: Network) throws {
    let hidden: Matrix = teacher.layers[0].weights
    let output: Matrix = teacher.layers[teacher.layers.count - 1].weights
    let units: Int = hidden.rows
    let rows: [[Double]] = (0..<units).map { TeacherLayers.unit(hidden.row($0)) }
    let columns: [[Double]] = (0..<units).map { TeacherLayers.unit(output.column($0)) }
    let lengths: [Double] = (0..<units).map {
      hidden.row($0).euclideanNorm * output.column($0).euclideanNorm
    }
    let largest: Double = lengths.max() ?? 0
    self.neuronLengths = lengths.map { largest > 0 ? $0 / largest : 0 }
    self.smallestNeuron = neuronLengths.min() ?? 0
    var angle: Double = .pi
    for first in 0..<units where rows[first].contains(where: { $0 != 0 }) {
      for second in 0..<first where rows[second].contains(where: { $0 != 0 }) {
        angle = min(angle, Self.angle(rows[first], rows[second]))
      }
    }
    self.smallestAngle = angle
    self.outputCondition = try Self.condition(columns)
    self.hiddenCondition = try Self.condition(rows)
    let weighted: [[Double]] = zip(columns, lengths).map { $0.scaled(by: largest > 0 ? $1 / largest : 0) }
    self.hasCancellingNeurons = Self.cancels(rows, weighted)
    self.hasLinearPair = rows.indices.contains { second in
      (0..<second).contains { first in
        let largest: Double = max(weighted[first].euclideanNorm, weighted[second].euclideanNorm)
        return largest > 0
          && zip(rows[first], rows[second]).map { $0 + $1 }.euclideanNorm <= Self.cancellation
          && zip(weighted[first], weighted[second]).map { $0 + $1 }.euclideanNorm <= Self.cancellation
            * largest
      }
    }
  }

  /// The most neurons of which all sets are tried.
  public static let largestCancelling: Int = 12
  /// What counts as zero where unit vectors are summed, against rounding errors.
  private static let cancellation: Double = 1e-12

  /// The angle of two unit vectors, exact for small ones, as arccos is not.
  static func angle(_ first: [Double], _ second: [Double]) -> Double {
    let difference: [Double] = zip(first, second).map { $0 - $1 }
    let sum: [Double] = zip(first, second).map { $0 + $1 }
    return 2 * atan2(difference.euclideanNorm, sum.euclideanNorm)
  }

  /// The condition number of unit vectors; infinite where they are more than their dimension.
  private static func condition(_ vectors: [[Double]]) throws -> Double {
    guard let length = vectors.first?.count, vectors.count <= length else { return .infinity }
    let values: [Double] = try SingularValues(try Matrix(vectors)).values
    guard let largest = values.first, let smallest = values.last, smallest > 0 else { return .infinity }
    return largest / smallest
  }

  /// Whether Σ w v̂ᵀ over some set of neurons with an effect vanishes.
  private static func cancels(_ rows: [[Double]], _ weights: [[Double]]) -> Bool {
    let units: [Int] = rows.indices.filter { unit in weights[unit].contains { $0 != 0 } }
    guard units.count <= largestCancelling else { return false }
    for set in 1..<(1 << units.count) {
      let members: [Int] = units.indices.filter { set >> $0 & 1 == 1 }.map { units[$0] }
      let scale: Double = members.map { weights[$0].euclideanNorm }.max() ?? 0
      var isZero: Bool = true
      for output in weights[0].indices where isZero {
        for input in rows[0].indices where isZero {
          let sum: Double = members.reduce(0) { $0 + weights[$1][output] * rows[$1][input] }
          isZero = sum.magnitude <= cancellation * scale
        }
      }
      if isZero { return true }
    }
    return false
  }
}
