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
  /// The same with a row of zeros below, for labels.
  private let directionsAndRoom: Matrix
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
    self.directionsAndRoom = directions.appendingRows(of: Matrix(rows: 1, columns: dimension + 1))
  }

  /// Rows that are worked on at once, so that their features stay in the second cache.
  private static let rowsAtOnce: Int = 512

  /// Pieces of so many rows.
  static func pieces(_ rows: Int) -> [Range<Int>] {
    stride(from: 0, to: rows, by: rowsAtOnce).map { $0..<min($0 + rowsAtOnce, rows) }
  }

  /// φ of some rows, `n × (m + l + 1)`, and one more column for the labels where there are any.
  func design(_ points: Matrix, _ range: Range<Int>, labels: [Double]? = nil) -> Matrix {
    let (l, features): (Int, Int) = (dimension, count)
    let ones: Matrix = Matrix(rows: range.count, columns: l + 1) { elements in
      for row in 0..<range.count {
        for place in 0..<l { elements[row * (l + 1) + place] = points[range.lowerBound + row, place] }
        elements[row * (l + 1) + l] = 1
      }
    }
    var result: Matrix = ones.timesTransposed(labels == nil ? directions : directionsAndRoom)
    let width: Int = result.columns
    result.modifyElements { elements in
      for row in 0..<range.count {
        for place in row * width..<row * width + features { elements[place] = max(0, elements[place]) }
        if let labels { elements[(row + 1) * width - 1] = labels[range.lowerBound + row] }
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
      let points: Matrix = point(block)
      for range in Self.pieces(block.count) {
        sum.add(0..<range.count, of: design(points, range, labels: block.labels))
      }
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

  /// Rows cⱼ wⱼ for the features, 0 for the coordinates, and the linear coefficients for the constant: what active
  /// features and a 1 behind them are multiplied with for a gradient.
  fileprivate func slopes(_ coefficients: [Double]) -> Matrix {
    var result: Matrix = Matrix(rows: count + dimension + 1, columns: dimension)
    for place in 0..<dimension {
      for feature in 0..<count { result[feature, place] = coefficients[feature] * directions[feature, place] }
      result[count + dimension, place] = coefficients[count + place]
    }
    return result
  }
}

/// A fitted regressor H on a low-dimensional space.
struct FeatureFit: Sendable {
  let features: RandomFeatures
  let coefficients: [Double]

  /// H at each row.
  func values(_ points: Matrix) -> [Double] {
    RandomFeatures.pieces(points.rows).flatMap { features.design(points, $0).times(coefficients) }
  }

  /// H and its gradient at each row, `n` and `n × l`.
  func valuesAndGradients(_ points: Matrix) -> (values: [Double], gradients: Matrix) {
    let slopes: Matrix = features.slopes(coefficients)
    let (count, width): (Int, Int) = (features.count, slopes.rows)
    var values: [Double] = []
    var gradients: [Matrix] = []
    for range in RandomFeatures.pieces(points.rows) {
      var design: Matrix = features.design(points, range)
      values += design.times(coefficients)
      design.modifyElements { elements in
        for row in 0..<range.count {
          for place in row * width..<row * width + count { elements[place] = elements[place] > 0 ? 1 : 0 }
        }
      }
      gradients.append(design * slopes)
    }
    return (
      values,
      gradients.isEmpty ? Matrix(rows: 0, columns: points.columns) : Matrix.stackingRows(of: gradients)
    )
  }
}
