import DataFiles
import LinearAlgebra
import Networks

/// The map x ↦ Ŝ^(−1/2) (x − x̄) that makes the mean of inputs 0 and their covariance I.
struct InputWhitening: Sendable {
  private let mean: [Double]
  /// Ŝ^(−1/2), symmetric.
  private let root: Matrix

  /// Eigenvalues of the covariance below this share of the largest count as 0.
  private static let smallestShare: Double = 1e-10

  /// Measures the inputs in one pass; nil where their covariance is singular.
  init?(_ source: some SampleSource) throws {
    var sum: MomentSum = MomentSum(columns: source.inputsDimension)
    for block in source.blocks() {
      let inputs: Matrix = try source.samples(block).inputs
      try SampleRange.check(inputs, source.names.inputs, from: block.lowerBound)
      sum.add(0..<inputs.rows, of: inputs)
    }
    let n: Double = Double(max(1, sum.count))
    let mean: [Double] = sum.sum.scaled(by: 1 / n)
    let column: Matrix = try Matrix(rows: mean.count, columns: 1, elements: mean)
    let covariance: Matrix = sum.squares.scaled(by: 1 / n) - column.timesTransposed(column)
    let eigen: SymmetricEigen = try SymmetricEigen(covariance)
    guard let largest = eigen.values.last, let smallest = eigen.values.first, largest > 0,
      smallest > Self.smallestShare * largest
    else { return nil }
    self.mean = mean
    self.root =
      eigen.vectors
      * Matrix.diagonal(eigen.values.map { 1 / $0.squareRoot() }).timesTransposed(eigen.vectors)
  }

  func applied(to inputs: Matrix) -> Matrix {
    var centred: Matrix = inputs
    let width: Int = mean.count
    centred.modifyElements { elements in
      for row in 0..<inputs.rows {
        for column in 0..<width { elements[row * width + column] -= mean[column] }
      }
    }
    return centred * root
  }

  /// The directions in the original inputs on which functions of the given directions depend.
  func original(_ basis: Matrix) -> Matrix { Orthonormal.basis(root * basis) }
}

/// Samples with inputs made standard.
struct StandardInputs: SampleSource {
  let source: any SampleSource
  let whitening: InputWhitening

  var count: Int { source.count }
  var inputsDimension: Int { source.inputsDimension }
  var outputsDimension: Int { source.outputsDimension }
  var names: (inputs: String, labels: String) { source.names }

  func samples(_ range: Range<Int>) throws -> Samples {
    let read: Samples = try source.samples(range)
    return Samples(inputs: whitening.applied(to: read.inputs), labels: read.labels)
  }
}
