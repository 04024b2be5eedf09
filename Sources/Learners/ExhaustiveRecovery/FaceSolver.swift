import LinearAlgebra
import Optimization

/// Decides about one face of the cone: is there a unit Q z on it that some direction gives?
///
/// On the face with zero set Z the unknowns (z, v̂) obey the linear equations q_j·z = x̂_j·v̂ for j ∉ Z and q_j·z = 0
/// for j ∈ Z, and the inequalities q_j·z ≥ 0 and, for j ∈ Z, x̂_j·v̂ ≤ 0. The equations come first: mostly they have
/// no solution at all, which their singular values show, or one line of them, on which two signs decide. Only where
/// more are left is there a linear program to solve, in as many variables as dimensions are left, and that makes it
/// small and well scaled.
struct FaceSolver: Sendable {
  let problem: ConeProblem

  private var tolerances: ExhaustiveTolerances { problem.tolerances }
  private var width: Int { problem.rank + problem.inputRank }

  /// The equations of a subset are looked at first, so many for each unknown: where these have no solution, all have
  /// none.
  private static let equationsPerUnknown: Int = 4

  /// Decides about the face with a zero set.
  ///
  /// - Throws: `LinearAlgebraError`, `OptimizationError`.
  func report(on zeros: RowSet) throws -> FaceReport {
    let (tight, active): ([Int], [Int]) = split(zeros)
    guard !active.isEmpty else { return FaceReport(outcome: .nothing, programs: 0) }
    let clear: Double = tolerances.clear * Double(problem.count).squareRoot()
    let wanted: Int = Self.equationsPerUnknown * width
    if active.count + tight.count > 2 * wanted {
      let some: Matrix = equations(active.spread(wanted), tight.spread(wanted))
      if let least = try SingularValues.right(of: some).values.last, least > clear {
        return FaceReport(outcome: .nothing, programs: 0)
      }
    }
    let all: Matrix = equations(active, tight)
    let (values, vectors): ([Double], Matrix) = try SingularValues.right(of: all)
    let zero: Double = tolerances.zero * Double(problem.count).squareRoot()
    let dimensions: Int = values.count { $0 <= zero }
    let isGrey: Bool = values.contains { $0 > zero && $0 <= clear }
    guard dimensions > 0 else { return FaceReport(outcome: isGrey ? .open : .nothing, programs: 0) }
    let condition: Double = dimensions < width ? values[0] / values[width - dimensions - 1] : 1
    let report: FaceReport
    if dimensions == 1 {
      report = FaceReport(
        outcome: onLine(vectors.row(width - 1), tight, active, condition), programs: 0)
    } else {
      let space: Matrix = vectors.selectingRows(width - dimensions..<width)
      report = try FaceProgram(
        problem: problem, equations: all, space: space, tight: tight, active: active
      ).report()
    }
    if isGrey, case .nothing = report.outcome {
      return FaceReport(outcome: .open, programs: report.programs)
    }
    return report
  }

  /// The samples in Z and those outside.
  private func split(_ zeros: RowSet) -> (tight: [Int], active: [Int]) {
    let (members, others): ([Int], [Int]) = zeros.split(problem.count)
    return (members, others)
  }

  private func equations(_ active: [Int], _ tight: [Int]) -> Matrix {
    let rank: Int = problem.rank
    // Rows of Q that vanish say nothing of z.
    let tight: [Int] = tight.filter { problem.labelNorms[$0] > 0 }
    var result: Matrix = Matrix(rows: active.count + tight.count, columns: width)
    for (row, sample) in active.enumerated() {
      for column in 0..<rank { result[row, column] = problem.labelBasis[sample, column] }
      for column in 0..<problem.inputRank {
        result[row, rank + column] = -problem.inputBasis[sample, column]
      }
    }
    for (row, sample) in tight.enumerated() {
      for column in 0..<rank { result[active.count + row, column] = problem.labelBasis[sample, column] }
    }
    return result
  }

  /// The outcome where the equations leave one line.
  private func onLine(_ joint: [Double], _ tight: [Int], _ active: [Int], _ condition: Double) -> FaceOutcome
  {
    guard let solution = problem.solution(joint, condition: condition) else { return .nothing }
    let violation: Double = problem.violation(of: solution, tight: tight, active: active)
    if violation <= tolerances.zero { return .unit(solution) }
    // The equations leave no other candidate, so a clear violation settles the face.
    return violation > tolerances.clear ? .nothing : .open
  }
}

extension ConeProblem {
  /// The unit with coefficients and direction in one vector, scaled and oriented so that it can be one; nothing where
  /// the coefficients vanish.
  func solution(_ joint: [Double], condition: Double) -> ConeSolution? {
    let coefficients: [Double] = Array(joint.prefix(rank))
    let size: Double = coefficients.euclideanNorm
    guard size > tolerances.zero * joint.euclideanNorm else { return nil }
    let sum: Double = labelBasis.times(coefficients).reduce(0, +)
    let factor: Double = (sum < 0 ? -1 : 1) / size
    return ConeSolution(
      coefficients: coefficients.scaled(by: factor), direction: joint.dropFirst(rank).map { $0 * factor },
      condition: condition)
  }

  /// By how much a solution of the equations breaks the inequalities.
  func violation(of solution: ConeSolution, tight: [Int], active: [Int]) -> Double {
    let units: [Double] = labelBasis.times(solution.coefficients)
    let products: [Double] = inputBasis.times(solution.direction)
    let size: Double = max(1, solution.direction.euclideanNorm)
    var worst: Double = 0
    for row in active where labelNorms[row] > 0 { worst = max(worst, -units[row] / labelNorms[row]) }
    for row in tight where inputNorms[row] > 0 {
      worst = max(worst, products[row] / (inputNorms[row] * size))
    }
    return worst
  }
}

extension [Int] {
  /// At most `limit` of the numbers, at even spacing.
  func spread(_ limit: Int) -> [Int] {
    guard count > limit else { return self }
    return (0..<limit).map { self[$0 * count / limit] }
  }
}
