import LinearAlgebra
import RandomStreams

/// Random ReLU features of points of a low-dimensional space, for a regressor that is fitted in one linear solve.
///
/// φ(z) = (relu(wⱼ·z + bⱼ), z, 1) with wⱼ uniform on the sphere and bⱼ ~ 0.8 N(0, 1). The regressor stands in for the
/// net over all networks on the subspace which the paper searches.
struct RandomFeatures: Sendable {
  /// The standard deviation of the offsets.
  private static let offsetSize: Double = 0.8

  /// Rows (wⱼ, bⱼ), and below them the identity: what points with a 1 behind them are multiplied with.
  private let directions: Matrix
  let count: Int
  let dimension: Int

  init(dimension: Int, count: Int, stream: RandomStream) {
    self.dimension = dimension
    self.count = count
    var directions: Matrix = Matrix(rows: count + dimension + 1, columns: dimension + 1)
    for feature in 0..<count {
      let drawn: RandomStream = stream.child(feature)
      let vector: [Double] = (0..<dimension).map { drawn.gaussian(at: UInt64($0)) }
      let length: Double = max(vector.euclideanNorm, .leastNormalMagnitude)
      for place in 0..<dimension { directions[feature, place] = vector[place] / length }
      directions[feature, dimension] = Self.offsetSize * drawn.gaussian(at: UInt64(dimension))
    }
    for place in 0...dimension { directions[count + place, place] = 1 }
    self.directions = directions
  }

  /// φ of each row, `n × (m + l + 1)`.
  func design(_ points: Matrix) -> Matrix {
    let (width, features): (Int, Int) = (count + dimension + 1, count)
    let ones: Matrix = Matrix(rows: points.rows, columns: dimension + 1) { elements in
      for row in 0..<points.rows {
        for place in 0..<dimension { elements[row * (dimension + 1) + place] = points[row, place] }
        elements[row * (dimension + 1) + dimension] = 1
      }
    }
    var result: Matrix = ones.timesTransposed(directions)
    result.modifyElements { elements in
      for row in 0..<points.rows {
        for place in row * width..<row * width + features { elements[place] = max(0, elements[place]) }
      }
    }
    return result
  }

  /// The ridge regression of labels on the features; `point` gives the low-dimensional points of rows.
  ///
  /// - Parameter ridge: λ, relative to the mean square of a feature.
  func fit(
    _ rows: StudyRows, threads: Int, ridge: Double = 1e-6, point: @Sendable (LabelledRows) -> Matrix
  ) throws -> FeatureFit {
    let width: Int = count + dimension + 1
    // The labels as one more column give the right-hand side with the moments.
    let sum: MomentSum = try rows.fold(
      size: (width + 1) * (width + 1), threads: threads, initial: MomentSum(columns: width + 1)
    ) { sum, block in
      let design: Matrix = design(point(block))
      let joined: Matrix = Matrix(rows: block.count, columns: width + 1) { elements in
        for row in 0..<block.count {
          for place in 0..<width { elements[row * (width + 1) + place] = design[row, place] }
          elements[row * (width + 1) + width] = block.labels[row]
        }
      }
      sum.add(0..<block.count, of: joined)
    } join: {
      $0.add($1)
    }
    let all: Matrix = sum.squares
    var moments: Matrix = Matrix(rows: width, columns: width)
    var trace: Double = 0
    for row in 0..<width {
      for column in 0..<width { moments[row, column] = all[row, column] }
      trace += all[row, row]
    }
    for row in 0..<width { moments[row, row] += ridge * trace / Double(width) }
    let right: Matrix = try Matrix(
      rows: width, columns: 1, elements: (0..<width).map { all[$0, width] })
    return FeatureFit(features: self, coefficients: try CholeskyFactor(moments).solve(right).elements)
  }

  /// Rows cⱼ wⱼ of the features, and the linear coefficients below them: what the active features are multiplied with
  /// for a gradient.
  fileprivate func slopes(_ coefficients: [Double]) -> Matrix {
    var result: Matrix = Matrix(rows: count + 1, columns: dimension)
    for place in 0..<dimension {
      for feature in 0..<count { result[feature, place] = coefficients[feature] * directions[feature, place] }
      result[count, place] = coefficients[count + place]
    }
    return result
  }
}

/// A fitted regressor H on a low-dimensional space.
struct FeatureFit: Sendable {
  let features: RandomFeatures
  let coefficients: [Double]

  /// H at each row.
  func values(_ points: Matrix) -> [Double] { features.design(points).times(coefficients) }

  /// H and its gradient at each row, `n` and `n × l`.
  func valuesAndGradients(_ points: Matrix) -> (values: [Double], gradients: Matrix) {
    let design: Matrix = features.design(points)
    let (count, width): (Int, Int) = (features.count, design.columns)
    let active: Matrix = Matrix(rows: points.rows, columns: count + 1) { elements in
      for row in 0..<points.rows {
        for feature in 0..<count {
          elements[row * (count + 1) + feature] = design.elements[row * width + feature] > 0 ? 1 : 0
        }
        elements[row * (count + 1) + count] = 1
      }
    }
    return (design.times(coefficients), active * features.slopes(coefficients))
  }
}
