import Foundation
import LinearAlgebra
import Networks
import RandomStreams

/// The layers of a well-conditioned teacher, to be changed into one that is not.
struct TeacherLayers {
  /// *V*, `k × d`.
  var hidden: Matrix
  /// *U*, `m × k`.
  var output: Matrix

  /// The condition number of both layers where a size has none.
  static let conditionNumber: Double = 3

  /// Layers with random singular vectors and singular values from 1 to 1/κ.
  ///
  /// - Throws: `LinearAlgebraError` where the singular vectors of a Gaussian matrix cannot be had.
  init(_ size: TeacherSize, from stream: RandomStream) throws {
    let conditionNumber: Double = size.conditionNumber ?? Self.conditionNumber
    self.hidden = try ConditionedLayer.drawn(
      size.hidden, size.inputsDimension, conditionNumber: conditionNumber, from: stream.child("hidden"))
    self.output = try ConditionedLayer.drawn(
      size.outputs, size.hidden, conditionNumber: conditionNumber, from: stream.child("output"))
  }

  /// The teacher x ↦ U relu(V x).
  func network() throws -> Network { try Network(hidden: hidden, output: output) }

  mutating func setRow(_ index: Int, _ row: [Double]) {
    for (column, value) in row.enumerated() { hidden[index, column] = value }
  }

  mutating func setColumn(_ index: Int, _ column: [Double]) {
    for (row, value) in column.enumerated() { output[row, index] = value }
  }

  mutating func scaleColumn(_ index: Int, by factor: Double) {
    setColumn(index, output.column(index).scaled(by: factor))
  }

  /// Rounds the weights of V to multiples of 2^-24, so that sums of a few are exact.
  mutating func roundHidden() {
    hidden = hidden.mapElements { ($0 * 0x1p24).rounded() * 0x1p-24 }
  }

  /// The length |w| = |v| |u| of a neuron.
  func neuronLength(_ index: Int) -> Double {
    hidden.row(index).euclideanNorm * output.column(index).euclideanNorm
  }

  /// Multiplies the rows of V by factors for each unit.
  mutating func scaleRows(by factors: [Double]) {
    for (unit, factor) in factors.enumerated() { setRow(unit, hidden.row(unit).scaled(by: factor)) }
  }

  /// The teacher whose units of a range are active together on all positive inputs: their weights have no sign.
  func withPositiveRows(_ units: Range<Int>) throws -> Network {
    var changed: TeacherLayers = self
    for unit in units { changed.setRow(unit, hidden.row(unit).map(\.magnitude)) }
    return try changed.network()
  }

  /// The vector at an angle to a row, in the plane of it and another row, as long as the other.
  func row(_ other: Int, at angle: Double, to row: Int) -> [Double] {
    let first: [Double] = Self.unit(hidden.row(row))
    let second: [Double] = hidden.row(other)
    let along: Double = first.dot(second)
    let across: [Double] = Self.unit(zip(second, first).map { $0 - along * $1 })
    let length: Double = second.euclideanNorm
    return zip(first, across).map { length * (cos(angle) * $0 + sin(angle) * $1) }
  }

  static func unit(_ vector: [Double]) -> [Double] {
    let norm: Double = vector.euclideanNorm
    return norm > 0 ? vector.scaled(by: 1 / norm) : vector
  }

  /// Numbers spaced evenly on a logarithmic scale from 1 to a last one.
  static func logarithmic(_ count: Int, to last: Double) -> [Double] {
    (0..<count).map { count == 1 ? 1 : pow(last, Double($0) / Double(count - 1)) }
  }
}
