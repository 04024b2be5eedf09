import Foundation
import LinearAlgebra
import Optimization

/// Half-spaces that separate given samples, by linear programs of few rows at a time.
///
/// Samples far from the hyperplane do not matter, so a program starts with some of them and takes in those that its
/// solution gets wrong, until there are none.
struct HalfSpace {
  /// *X*, `n × d`.
  let inputs: Matrix
  /// The Euclidean norm of each row of X.
  let norms: [Double]

  /// Rows in the first program, rows added to the next, and rows that bound an angle, for each dimension.
  private static let rowsPerDimension: Int = 10
  private static let mostRounds: Int = 40
  /// Margins below this are the solver's tolerance and separate nothing.
  private static let leastMargin: Double = 1e-9
  /// What is added to a bound, because a program's constraints hold to 10⁻⁷ only.
  private static let solverTolerance: Double = 1e-6
  /// So long that no verdict depends on the clock: the solver ends by its limit of iterations.
  private static let timeLimitSeconds: Double = 1e6

  /// A vector of norm 1 with v·x > 0 exactly on the samples that are inside, of about the largest least margin
  /// |v·x|/|x|; nothing where none was found.
  func separating(_ isInside: [Bool]) throws -> [Double]? {
    var rows: [Int] = try firstRows(isInside)
    var isUsed: [Bool] = [Bool](repeating: false, count: inputs.rows)
    for row in rows { isUsed[row] = true }
    for _ in 0..<Self.mostRounds {
      guard let (candidate, margin) = try solve(rows, isInside), let direction = candidate.normalised,
        margin > Self.leastMargin
      else { return nil }
      let margins: [Double] = signedMargins(direction, isInside)
      let reached: Double = margin / candidate.euclideanNorm
      // A relative slack of a millionth keeps the rounding of margins that are equal from adding rows for ever.
      let wrong: [Int] = margins.indices.filter { !isUsed[$0] && margins[$0] < reached * (1 - 1e-6) }
      guard !wrong.isEmpty else { return margins.allSatisfy { $0 > 0 } ? direction : nil }
      let worst: [Int] = wrong.map { margins[$0] }
        .indicesOfSmallest(Self.rowsPerDimension * inputs.columns).map { wrong[$0] }
      for row in worst { isUsed[row] = true }
      rows += worst
    }
    return nil
  }

  /// A bound on the angle, in radians, between a direction and any other that separates the same samples.
  ///
  /// Among the w with v·w = 1 each coordinate orthogonal to v is bounded by a linear program over the samples nearest
  /// to the hyperplane; leaving out the others only loosens the bound. The tangent of the angle is at most the norm of
  /// the bounds.
  ///
  /// - Returns: π/2 or less; nothing where the samples leave a coordinate unbounded.
  func angleBound(of direction: [Double], _ isInside: [Bool]) throws -> Double? {
    let dimension: Int = inputs.columns
    guard dimension > 1 else { return 0 }
    let margins: [Double] = signedMargins(direction, isInside)
    let nearest: [Int] = margins.indicesOfSmallest(Self.rowsPerDimension * dimension)
    let tangents: Matrix = try Self.complement(of: direction)
    let free: LinearProgram.Column = LinearProgram.Column(
      lowerBound: -.infinity, upperBound: .infinity, cost: 0)
    let rows: [LinearProgram.Row] = nearest.map { row in
      let sign: Double = isInside[row] ? 1 : -1
      let unit: [Double] = inputs.row(row).scaled(by: sign / norms[row])
      let coordinates: [Double] = tangents.times(unit).withoutRoundedZeros
      return LinearProgram.Row(
        coordinates.enumerated().map { (column: $0.offset, value: $0.element) }, atLeast: -margins[row])
    }
    var square: Double = 0
    for coordinate in 0..<(dimension - 1) {
      var largest: Double = 0
      for sense in [LinearProgram.Sense.maximize, .minimize] {
        var columns: [LinearProgram.Column] = [LinearProgram.Column](repeating: free, count: dimension - 1)
        columns[coordinate] = LinearProgram.Column(lowerBound: -.infinity, upperBound: .infinity, cost: 1)
        let program: LinearProgram = try LinearProgram(sense: sense, columns: columns, rows: rows)
        guard let result = Self.solution(of: program), let value = result.objective, value.isFinite else {
          return nil
        }
        largest = max(largest, value.magnitude)
      }
      square += largest * largest
    }
    return atan(square.squareRoot()) + Self.solverTolerance
  }

  /// The rows that lie nearest to the hyperplane of a linear regression, or on its wrong side.
  private func firstRows(_ isInside: [Bool]) throws -> [Int] {
    let wanted: Int = Self.rowsPerDimension * inputs.columns
    guard inputs.rows > wanted else { return Array(0..<inputs.rows) }
    let sides: [Double] = zip(isInside, norms).map { ($0 ? 1 : -1) * $1 }
    let column: Matrix = try Matrix(rows: inputs.rows, columns: 1, elements: sides)
    guard let regression = try? OrthogonalFactors(inputs).solve(column).elements.normalised else {
      return (0..<wanted).map { $0 * inputs.rows / wanted }
    }
    return signedMargins(regression, isInside).indicesOfSmallest(wanted)
  }

  private func signedMargins(_ direction: [Double], _ isInside: [Bool]) -> [Double] {
    zip(zip(inputs.times(direction), norms), isInside).map { ($1 ? $0.0 : -$0.0) / $0.1 }
  }

  /// The program max t with ±w·x/|x| ≥ t on the rows and |w_i| ≤ 1.
  private func solve(_ rows: [Int], _ isInside: [Bool]) throws -> (direction: [Double], margin: Double)? {
    let dimension: Int = inputs.columns
    var columns: [LinearProgram.Column] = [LinearProgram.Column](
      repeating: LinearProgram.Column(lowerBound: -1, upperBound: 1, cost: 0), count: dimension)
    columns.append(LinearProgram.Column(lowerBound: 0, upperBound: .infinity, cost: 1))
    let constraints: [LinearProgram.Row] = rows.map { row in
      let factor: Double = (isInside[row] ? 1 : -1) / norms[row]
      var entries: [(column: Int, value: Double)] = inputs.row(row).withoutRoundedZeros.enumerated()
        .map { (column: $0.offset, value: factor * $0.element) }
      entries.append((column: dimension, value: -1))
      return LinearProgram.Row(entries, atLeast: 0)
    }
    let program: LinearProgram = try LinearProgram(sense: .maximize, columns: columns, rows: constraints)
    guard let values = Self.solution(of: program)?.values, values.allSatisfy(\.isFinite) else { return nil }
    return (Array(values.prefix(dimension)), values[dimension])
  }

  /// The optimum; nothing where there is none, or the solver breaks down: what is found is checked, so that a program
  /// without a solution costs a neuron and nothing else.
  private static func solution(of program: LinearProgram) -> SolveResult? {
    let options: SolveOptions = SolveOptions(timeLimitSeconds: timeLimitSeconds)
    guard let result = try? GLPKSolver().solve(program, options: options), result.status == .optimal else {
      return nil
    }
    return result
  }

  /// An orthonormal basis, as rows, of the vectors orthogonal to a unit vector.
  private static func complement(of direction: [Double]) throws -> Matrix {
    let (_, vectors): ([Double], Matrix) = try SingularValues.right(of: Matrix([direction]))
    return vectors.rowRange(1..<direction.count)
  }
}
