import Foundation
import LinearAlgebra
import Networks
import RandomStreams

/// The parameters that several families of subspace teachers share.
public enum SubspaceParameter {
  /// `--directions`, the number of relevant directions.
  public static let directions: TeacherParameter = directions(3)

  /// `--directions` with a default.
  static func directions(_ count: Double) -> TeacherParameter {
    TeacherParameter(
      name: "directions", help: "the relevant directions, k", defaultValue: count, range: 1...64,
      isInteger: true)
  }

  /// `--units`, the hidden units of a layer.
  static func units(_ count: Double) -> TeacherParameter {
    TeacherParameter(
      name: "units", help: "the units of a hidden layer", defaultValue: count, range: 1...1024,
      isInteger: true)
  }
}

/// Vectors and coefficients that families draw.
enum SubspaceDraws {
  /// A vector of independent Gaussian numbers.
  static func gaussian(_ count: Int, from stream: RandomStream) -> [Double] {
    (0..<UInt64(count)).map { stream.gaussian(at: $0) }
  }

  /// Rows of independent Gaussian numbers.
  static func gaussianRows(_ rows: Int, _ columns: Int, from stream: RandomStream) -> Matrix {
    InputDistribution.gaussian.block(rows: 0..<rows, dimension: columns, from: stream, threads: 1)
  }

  /// Rows of unit length in independent uniform directions.
  static func unitRows(_ rows: Int, _ columns: Int, from stream: RandomStream) -> Matrix {
    var result: Matrix = gaussianRows(rows, columns, from: stream)
    for row in 0..<rows {
      let unit: [Double] = TeacherLayers.unit(result.row(row))
      for column in 0..<columns { result[row, column] = unit[column] }
    }
    return result
  }

  /// Magnitudes uniform in ½…3/2.
  static func magnitudes(_ count: Int, from stream: RandomStream) -> [Double] {
    (0..<UInt64(count)).map { 0.5 + stream.uniform(at: $0) }
  }

  /// A matrix of one row.
  static func row(_ entries: [Double]) -> Matrix {
    Matrix(rows: 1, columns: entries.count) { span in
      for index in entries.indices { span[index] = entries[index] }
    }
  }

  /// x ↦ Σ aⱼ relu(wⱼ·x + bⱼ).
  static func network(
    _ rows: Matrix, bias: [Double]? = nil, coefficients: [Double]
  ) throws -> Network {
    try Network(layers: [
      Layer(weights: rows, bias: bias, activation: .relu),
      Layer(weights: row(coefficients), activation: .identity),
    ])
  }

  /// x ↦ Σ aⱼ |wⱼ·x|, with two units for each.
  static func absoluteNetwork(_ rows: Matrix, coefficients: [Double]) throws -> Network {
    try network(rows.appendingRows(of: rows.scaled(by: -1)), coefficients: coefficients + coefficients)
  }
}
