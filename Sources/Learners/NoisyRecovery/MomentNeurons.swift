import Foundation
import LinearAlgebra

/// Neurons estimated from moments alone: directions with their orientation, and output weights.
///
/// The labels are projected to the k directions of label space in which the second moments are largest (the
/// covariance of the labels would show the noise as well), the projected slices are diagonalised jointly, the output
/// weights solve (v̂_i·v̂_l)² w = v̂_iᵀ T v̂_i / c₂, and a direction is turned round where the weights that the first
/// moments give it point the other way. Consistent at rate n^{-1/2} for Gaussian inputs, also without noise.
struct MomentNeurons: Sendable {
  /// The network, in the samples' own scales.
  let network: NetworkPoint

  /// c₂ = E[relu(g) (g² − 1)] of a standard Gaussian g, 1/√(2π).
  static let secondHermiteConstant: Double = 1 / (2 * Double.pi).squareRoot()
  /// c₁ = E[relu(g) g].
  static let firstHermiteConstant: Double = 0.5

  /// Decomposes moments; nothing where no mix of the slices is definite, as with fewer outputs than neurons.
  init?(
    _ moments: QuadraticMoments, hiddenUnits: Int, samples: FitSamples, faults: MomentFaults = .none
  ) throws {
    let (d, m): (Int, Int) = (samples.inputsDimension, samples.outputsDimension)
    guard hiddenUnits <= d, hiddenUnits <= m else { return nil }
    let labelBasis: Matrix = try MomentSpectrum(moments).left.selectingColumns(0..<hiddenUnits)
    let projected: [Matrix] = (0..<hiddenUnits).compactMap { direction in
      var mix: Matrix = Matrix(rows: d, columns: d)
      for a in 0..<m { mix = mix + moments.slices[a].scaled(by: labelBasis[a, direction]) }
      let size: Double = mix.frobeniusNorm
      return size > 0 ? mix.scaled(by: 1 / size) : nil
    }
    guard projected.count == hiddenUnits,
      let found = try MomentDirections(slices: projected, rank: hiddenUnits),
      found.directions.count == hiddenUnits, var directions = try? Matrix(found.directions)
    else { return nil }

    let overlaps: Matrix = directions.timesTransposed(directions)
    let responses: Matrix = Matrix(rows: hiddenUnits, columns: m) { span in
      for i in 0..<hiddenUnits {
        let row: [Double] = directions.row(i)
        for a in 0..<m {
          span[i * m + a] =
            row.dot(moments.slices[a].times(row))
            / (Self.secondHermiteConstant * faults.secondConstantFactor)
        }
      }
    }
    guard let weights = try? CholeskyFactor(overlaps.mapElements { $0 * $0 }).solve(responses),
      let signed = try? CholeskyFactor(overlaps).solve(directions.timesTransposed(moments.first))
    else { return nil }
    for i in 0..<hiddenUnits where faults.recoversSigns && weights.row(i).dot(signed.row(i)) < 0 {
      for j in 0..<d { directions[i, j] = -directions[i, j] }
    }
    // v̂ᵀ W x is the margin in whitened inputs.
    let hidden: Matrix = directions * moments.whitening
    let scale: Double = samples.labelScale / samples.inputScale
    guard hidden.isFinite, weights.isFinite else { return nil }
    self.network = NetworkPoint(hidden: hidden, output: weights.transposed.scaled(by: scale))
      .normalised(isBalanced: false)
  }
}

/// The singular values of the second moments, unfolded to `m × d²`: one for each label direction that neurons fill.
struct MomentSpectrum: Sendable {
  /// The singular values, from the largest.
  let values: [Double]
  /// The label directions that belong to them, as columns, `m × min(m, d²)`.
  let left: Matrix
  /// What the largest singular value of moments without any neuron would be at most, about.
  let noiseFloor: Double

  init(_ moments: QuadraticMoments, samples: Int? = nil) throws {
    let d: Int = moments.first.columns
    let m: Int = moments.slices.count
    // Wide and flat: decomposed through its transpose, which has a small QR factor.
    let unfolding: Matrix = Matrix(rows: d * d, columns: m) { span in
      for (a, slice) in moments.slices.enumerated() {
        for index in 0..<d * d { span[index * m + a] = slice.elements[index] }
      }
    }
    let factors: SingularValues = try SingularValues(unfolding)
    self.values = factors.values
    self.left = factors.rightTransposed.transposed
    let variance: Double = try SymmetricEigen(moments.residualCovariance).values.last ?? 0
    let dimensions: Double = Double(d * (d + 1) / 2).squareRoot() + Double(m).squareRoot()
    self.noiseFloor =
      samples.map { (2 * max(0, variance) / Double(max(1, $0))).squareRoot() * dimensions } ?? 0
  }
}
