public import LinearAlgebra

extension Network {
  /// The gradient of one output at each row of `inputs`, `n × d` for `n × d`, by backpropagation.
  ///
  /// On the kink of a unit it is the derivative from the side where the unit is not active.
  ///
  /// - Precondition: `inputs.columns == inputsDimension`, and there is such an output.
  /// - Complexity: O(n · weights), by BLAS; memory for all units of all samples.
  public func gradients(at inputs: Matrix, output: Int = 0) -> Matrix {
    precondition(inputs.columns == inputsDimension, "the inputs do not have the network's dimension")
    precondition((0..<outputsDimension).contains(output), "the network has no such output")
    var slopes: [Matrix] = []
    var values: Matrix = inputs
    for layer in layers {
      let linear: Matrix = layer.linearOutputs(values)
      let activation: Activation = layer.activation
      // The choice is made outside the loop for those that cost next to nothing themselves.
      switch activation {
      case .relu:
        slopes.append(linear.mapElements { $0 > 0 ? 1 : $0.isNaN ? $0 : 0 })
        values = linear.mapElements { $0 < 0 ? 0 : $0 }
      case .identity:
        slopes.append(Matrix(rows: linear.rows, columns: linear.columns, repeating: 1))
        values = linear
      default:
        slopes.append(linear.mapElements { activation.derivative(at: $0) })
        values = linear.mapElements { activation($0) }
      }
    }
    var sensitivities: Matrix = Matrix(rows: inputs.rows, columns: outputsDimension)
    for row in 0..<inputs.rows { sensitivities[row, output] = 1 }
    for (layer, slope) in zip(layers, slopes).reversed() {
      sensitivities = sensitivities.timesEntries(of: slope) * layer.weights
    }
    return sensitivities
  }

  /// The mean of ∇F ∇Fᵀ over the rows of `points`, `d × d`, for one output.
  ///
  /// Over Gaussian points, divided by Var F, its eigenvalues bound the share of the variance that a direction explains: by
  /// Poincaré's inequality the part of F that depends on a unit vector *e* has variance at most E(∂F/∂e)².
  ///
  /// - Precondition: `points.columns == inputsDimension`, there is a point, and there is such an output.
  /// - Complexity: O(n (weights + d²)); memory does not grow with *n*.
  public func gradientCovariance(over points: Matrix, output: Int = 0) -> Matrix {
    precondition(points.rows > 0, "give at least one point")
    var sum: Matrix = Matrix(rows: inputsDimension, columns: inputsDimension)
    for start in stride(from: 0, to: points.rows, by: Self.gradientRows) {
      let block: Matrix = points.rowRange(start..<min(start + Self.gradientRows, points.rows))
      sum = sum + gradients(at: block, output: output).gram
    }
    return sum.scaled(by: 1 / Double(points.rows))
  }

  /// The rows whose units are held at a time.
  private static let gradientRows: Int = 2048
}

extension Layer {
  /// W x + b for each row.
  fileprivate func linearOutputs(_ inputs: Matrix) -> Matrix {
    var linear: Matrix = inputs.timesTransposed(weights)
    guard let bias else { return linear }
    for row in 0..<linear.rows {
      for unit in 0..<outputs { linear[row, unit] += bias[unit] }
    }
    return linear
  }
}

extension Matrix {
  /// The product entry by entry.
  fileprivate func timesEntries(of other: Matrix) -> Matrix {
    let (left, right): ([Double], [Double]) = (elements, other.elements)
    return Matrix(rows: rows, columns: columns) { span in
      for index in 0..<span.count { span[index] = left[index] * right[index] }
    }
  }
}
