import LinearAlgebra
import RandomStreams

/// Approximate neurons from moments of order two and four, for Gaussian inputs and linearly independent hidden rows.
///
/// The second moments of the labels are c₂ Σ w_i v̂_i v̂_iᵀ, and those of order four, contracted twice with a vector a,
/// are c₄ Σ w_i (v̂_i·a)² v̂_i v̂_iᵀ. All are W D Wᵀ with the hidden rows as the columns of W, so that W is found as the
/// eigenvectors of a quotient of two of their mixes: one output is enough.
///
/// Leurgans, Ross, Abel, "A decomposition for three-way arrays", SIAM J. Matrix Anal. Appl. 14 (1993),
/// doi:10.1137/0614071 (the quotient, often called Jennrich's algorithm).
struct QuarticDirections {
  /// Hidden rows of norm 1, `k × k`, the best first.
  let starts: [Matrix]

  private static let labelMixes: Int = 3
  private static let randomContractions: Int = 2
  private static let quotients: Int = 10
  private static let startsKept: Int = 2
  /// c₂ = E[relu(g)(g² − 1)].
  private static let secondHermite: Double = 0.3989422804014327

  /// Estimates the hidden rows of a network with as many neurons as inputs; none where the samples are too few.
  init(inputs: Matrix, labels: Matrix, stream: RandomStream) throws {
    let mixed: Matrix = Self.mixes(of: labels, stream.child("labels"))
    guard let regression = try QuadraticRegression(inputs: inputs, labels: mixed) else {
      self.starts = []
      return
    }
    let size: Int = inputs.columns
    let random: Matrix = InputDistribution.sphere().block(
      rows: 0..<Self.randomContractions, dimension: size, from: stream.child("contractions"), threads: 1)
    let vectors: Matrix = Matrix.identity(size).appendingRows(of: random)
    let margins: Matrix = inputs.timesTransposed(vectors)
    var matrices: [Matrix] = []
    for label in 0..<mixed.columns {
      matrices.append(regression.secondMoments[label])
      for vector in 0..<vectors.rows {
        // What a regression on all quadratics leaves over is orthogonal to every other term of He₄(x)(·,·,a,a).
        let weighted: Matrix = Matrix(rows: inputs.rows, columns: size) { span in
          for row in 0..<inputs.rows {
            let weight: Double =
              -regression.residual[row, label] * margins[row, vector] * margins[row, vector]
            for column in 0..<size { span[row * size + column] = weight * inputs[row, column] }
          }
        }
        matrices.append(inputs.transposedTimes(weighted).scaled(by: 1 / Double(inputs.rows)))
      }
    }
    let scaled: [Matrix] = matrices.compactMap { matrix in
      let norm: Double = matrix.frobeniusNorm
      return norm > 0 && norm.isFinite ? matrix.scaled(by: 1 / norm) : nil
    }
    let found: [Matrix] = Self.decompositions(of: scaled, stream.child("quotients"))
    self.starts = found.prefix(Self.startsKept).map { columns in
      Self.signed(columns, regression)
    }
  }

  /// The labels themselves where there is one, otherwise random mixes of them.
  private static func mixes(of labels: Matrix, _ stream: RandomStream) -> Matrix {
    guard labels.columns > 1 else { return labels }
    let mixes: Matrix = InputDistribution.sphere().block(
      rows: 0..<labelMixes, dimension: labels.columns, from: stream, threads: 1)
    return labels.timesTransposed(mixes)
  }

  /// Candidates for W with unit columns, the one that explains the matrices best first.
  private static func decompositions(of matrices: [Matrix], _ stream: RandomStream) -> [Matrix] {
    guard matrices.count > 1 else { return [] }
    let weights: Matrix = InputDistribution.gaussian.block(
      rows: 0..<2 * quotients, dimension: matrices.count, from: stream, threads: 1)
    func mix(_ row: Int) -> Matrix {
      matrices.indices.dropFirst().reduce(matrices[0].scaled(by: weights[row, 0])) {
        $0 + matrices[$1].scaled(by: weights[row, $1])
      }
    }
    var found: [(misfit: Double, columns: Matrix)] = []
    for index in 0..<quotients {
      // M N⁻¹ has the eigenvectors of W; its transpose is the solution of N Z = M for symmetric M and N.
      guard let factors = try? OrthogonalFactors(mix(2 * index + 1)),
        let quotient = try? factors.solve(mix(2 * index)).transposed,
        let eigen = try? GeneralEigen(quotient)
      else { continue }
      let columns: [[Double]] = (0..<eigen.vectors.columns).compactMap { eigen.vectors.column($0).normalised }
      guard columns.count == matrices[0].rows, let rows = try? Matrix(columns) else { continue }
      guard let misfit = misfit(of: rows, matrices), misfit.isFinite else { continue }
      found.append((misfit, rows.transposed))
    }
    return found.sorted { $0.misfit < $1.misfit }.map(\.columns)
  }

  /// How far the matrices, all together, are from Σ_i D_ii e_i e_iᵀ.
  private static func misfit(of rows: Matrix, _ matrices: [Matrix]) -> Double? {
    let size: Int = rows.rows
    let products: Matrix = Matrix(rows: size * size, columns: size) { span in
      for i in 0..<size {
        for p in 0..<size {
          for q in 0..<size { span[(p * size + q) * size + i] = rows[i, p] * rows[i, q] }
        }
      }
    }
    let targets: Matrix = Matrix(rows: size * size, columns: matrices.count) { span in
      for (index, matrix) in matrices.enumerated() {
        for entry in 0..<size * size { span[entry * matrices.count + index] = matrix.elements[entry] }
      }
    }
    guard let fit = try? OrthogonalFactors(products).solve(targets) else { return nil }
    return (targets - products * fit).frobeniusNorm
  }

  /// The columns as rows, each turned to the side on which its neuron is active.
  ///
  /// Order two gives the output weight of a direction whichever its sign, order one gives it times the sign.
  private static func signed(_ columns: Matrix, _ regression: QuadraticRegression) -> Matrix {
    let size: Int = columns.columns
    let labels: Int = regression.secondMoments.count
    let squares: Matrix = columns.gram.mapElements { $0 * $0 }
    let second: Matrix = Matrix(rows: size, columns: labels) { span in
      for label in 0..<labels {
        let image: Matrix = regression.secondMoments[label] * columns
        for i in 0..<size {
          span[i * labels + label] = columns.column(i).dot(image.column(i)) / secondHermite
        }
      }
    }
    let first: Matrix = Matrix(rows: size, columns: labels) { span in
      for label in 0..<labels {
        for i in 0..<size { span[i * labels + label] = 2 * regression.firstMoments[label][i] }
      }
    }
    var rows: Matrix = columns.transposed
    guard let weights = try? OrthogonalFactors(squares).solve(second),
      let signedWeights = try? OrthogonalFactors(columns).solve(first)
    else { return rows }
    for i in 0..<size where weights.row(i).dot(signedWeights.row(i)) < 0 {
      for column in 0..<size { rows[i, column] = -rows[i, column] }
    }
    return rows
  }
}
