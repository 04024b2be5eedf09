import LinearAlgebra
import RandomStreams

/// A subspace with the regressor on it and what it leaves.
struct SubspaceFit: Sendable {
  /// Orthonormal columns, `d × l`.
  let basis: Matrix
  /// The regressor on Uᵀx.
  let regressor: FeatureFit
  /// The root mean square of the residual; labels have size 1.
  let residual: Double
  /// Γ̂ = mean of g gᵀ over the gradients of the regressor, `l × l`.
  let gradientMoments: Matrix

  /// The sums that a pass over the rows gives.
  struct Sums: Sendable {
    var squares: Double = 0
    var gradients: MomentSum
    /// Σ x r gᵀ, `d × l`.
    var pull: Matrix
    /// Σ r² g gᵀ, `l × l`.
    var noise: MomentSum
    var count: Int = 0
    /// The gradients of each block, where they are kept.
    var kept: [Matrix] = []

    mutating func add(_ other: Sums) {
      squares += other.squares
      gradients.add(other.gradients)
      pull = pull + other.pull
      noise.add(other.noise)
      count += other.count
      kept += other.kept
    }
  }

  /// Fits the regressor on `fitted` and takes the sums of `rows`.
  init(
    _ basis: Matrix, features: RandomFeatures, fitted: StudyRows, rows: StudyRows, threads: Int
  ) throws {
    let regressor: FeatureFit = try features.fit(fitted, threads: threads) { $0.inputs * basis }
    let sums: Sums = try Self.sums(basis, regressor, rows, threads: threads)
    self.basis = basis
    self.regressor = regressor
    self.sums = sums
    let n: Double = Double(max(1, sums.count))
    self.residual = (sums.squares / n).squareRoot()
    self.gradientMoments = sums.gradients.squares.scaled(by: 1 / n)
  }

  let sums: Sums

  private static func sums(
    _ basis: Matrix, _ regressor: FeatureFit, _ rows: StudyRows, threads: Int
  ) throws -> Sums {
    let (d, l): (Int, Int) = (basis.rows, basis.columns)
    let keeps: Bool = !rows.isStreamed
    let empty: Sums = Sums(
      gradients: MomentSum(columns: l), pull: Matrix(rows: d, columns: l), noise: MomentSum(columns: l))
    return try rows.fold(size: d * l + 2 * l * l, threads: threads, initial: empty) { sums, block in
      let (values, gradients): ([Double], Matrix) = regressor.valuesAndGradients(block.inputs * basis)
      var pulled: Matrix = gradients
      let residuals: [Double] = zip(block.labels, values).map { $0 - $1 }
      pulled.modifyElements { elements in
        for row in residuals.indices {
          for place in row * l..<(row + 1) * l { elements[place] *= residuals[row] }
        }
      }
      sums.squares += residuals.dot(residuals)
      sums.gradients.add(0..<block.count, of: gradients)
      sums.noise.add(0..<block.count, of: pulled)
      sums.pull = sums.pull + block.inputs.transposedTimes(pulled)
      sums.count += block.count
      if keeps { sums.kept.append(gradients) }
    } join: {
      $0.add($1)
    }
  }

  /// The basis without the direction along which the regressor changes least.
  func withoutWeakest() throws -> Matrix {
    basis * (try directions().selectingColumns(0..<basis.columns - 1))
  }

  /// The basis turned so that the direction along which the regressor changes most comes first.
  func ordered() throws -> Matrix { Orthonormal.basis(basis * (try directions())) }

  /// The smallest eigenvalue of Γ̂.
  func weakestSlope() throws -> Double { try SymmetricEigen(gradientMoments).values.first ?? 0 }

  private func directions() throws -> Matrix {
    let eigen: SymmetricEigen = try SymmetricEigen(gradientMoments)
    return eigen.vectors.selectingColumns(Array((0..<basis.columns).reversed()))
  }

  /// The size of the error that the linearised fit predicts, √((d − l) tr(C⁻¹ E[r² g gᵀ] C⁻¹) / n), for
  /// the number of samples given.
  func nominalError(samples: Int) throws -> Double? {
    let n: Double = Double(max(1, sums.count))
    guard let factor = try? CholeskyFactor(gradientMoments),
      let left = try? factor.solve(sums.noise.squares.scaled(by: 1 / n)),
      let both = try? factor.solve(left.transposed)
    else { return nil }
    let trace: Double = (0..<both.rows).reduce(0) { $0 + both[$1, $1] }
    let size: Double = (Double(basis.rows - basis.columns) * max(0, trace) / Double(max(1, samples)))
      .squareRoot()
    return size.isFinite ? size : nil
  }
}
