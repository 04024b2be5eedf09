import Foundation
import LinearAlgebra
import Networks
import Teachers

/// How many noise levels a least-squares student is from its teacher, in the geometry of the samples.
///
/// In the gauge |v_i| = 1, with δ the tangent errors of directions and the errors of output weights and J the Jacobian at
/// the teacher, |J δ|² / σ² is χ² with k (d − 1 + m) degrees of freedom for independent Gaussian noise of standard
/// deviation σ, up to terms of second order. Neither a student that is too far nor one that is too near passes as a
/// least-squares fit.
struct WaldStatistic {
  /// |J δ|² / σ².
  let value: Double
  /// k (d − 1 + m).
  let degreesOfFreedom: Int

  /// Nothing where the student has another number of neurons than the teacher, or one of them is zero.
  init?(student: Network, problem: Problem, noiseLevel: Double) throws {
    let teacher: Network = problem.teacher
    let (k, d, m): (Int, Int, Int) = (problem.size.hidden, problem.inputsDimension, problem.outputsDimension)
    guard student.layers.count == 2, student.layers[0].outputs == k, student.inputsDimension == d,
      student.outputsDimension == m, noiseLevel > 0,
      let (truth, weights) = Self.normalForm(teacher), let (found, foundWeights) = Self.normalForm(student)
    else { return nil }
    var costs: Matrix = Matrix(rows: k, columns: k)
    for i in 0..<k {
      for l in 0..<k { costs[i, l] = min(4, truth.row(i).distance(to: found.row(l))) }
    }
    let match: [Int] = try Assignment.minimumCost(costs)
    var directionErrors: Matrix = Matrix(rows: k, columns: d)
    var weightErrors: Matrix = Matrix(rows: m, columns: k)
    for i in 0..<k {
      let along: Double = truth.row(i).dot(found.row(match[i])) - 1
      for j in 0..<d {
        directionErrors[i, j] = found[match[i], j] - truth[i, j] - along * truth[i, j]
      }
      for a in 0..<m { weightErrors[a, i] = foundWeights[a, match[i]] - weights[a, i] }
    }
    var sum: Double = 0
    for block in problem.blocks() {
      let inputs: Matrix = problem.samples(block, threads: 1).inputs
      let margins: Matrix = inputs.timesTransposed(truth)
      var moves: Matrix = inputs.timesTransposed(directionErrors)
      var units: Matrix = margins
      for row in 0..<inputs.rows {
        for unit in 0..<k where !(margins[row, unit] > 0) {
          moves[row, unit] = 0
          units[row, unit] = 0
        }
      }
      let change: Matrix = moves.timesTransposed(weights) + units.timesTransposed(weightErrors)
      sum += change.elements.reduce(0) { $0 + ($1 / noiseLevel) * ($1 / noiseLevel) }
    }
    self.value = sum
    self.degreesOfFreedom = k * (d - 1 + m)
  }

  /// Whether the value lies between the quantiles of χ² that leave out `doubt`, half on each side.
  ///
  /// The quantiles are those of Wilson and Hilferty (1931, doi:10.1073/pnas.17.12.684), good to three digits from twenty
  /// degrees of freedom.
  func isWithin(quantile: Double) -> Bool {
    let n: Double = Double(degreesOfFreedom)
    func limit(_ z: Double) -> Double {
      let root: Double = 1 - 2 / (9 * n) + z * (2 / (9 * n)).squareRoot()
      return n * root * root * root
    }
    return value >= limit(-quantile) && value <= limit(quantile)
  }

  private static func normalForm(_ network: Network) -> (directions: Matrix, weights: Matrix)? {
    var directions: Matrix = network.layers[0].weights
    var weights: Matrix = network.layers[1].weights
    for unit in 0..<directions.rows {
      let norm: Double = directions.row(unit).euclideanNorm
      guard norm > 0 else { return nil }
      for j in 0..<directions.columns { directions[unit, j] /= norm }
      for a in 0..<weights.rows { weights[a, unit] *= norm }
    }
    return (directions, weights)
  }
}
