import LinearAlgebra
import Optimization

/// The linear programs of a face on which the equations leave more than one line.
///
/// The variables y are coordinates in the space of solutions of the equations. A first program asks for any solution;
/// then every coordinate is driven both ways, which shows whether the solution is the only one.
struct FaceProgram {
  let problem: ConeProblem
  /// The equations of the face.
  let equations: Matrix
  /// A basis of their solutions, as rows.
  let space: Matrix
  let tight: [Int]
  let active: [Int]

  /// How far y may go, in turn: the nearer, the more accurate the solver; a direction without bound is seen as a long
  /// one. Beyond the last there is no solution.
  private static let reaches: [Double] = [10, 1e3, 1e5]

  private var tolerances: ExhaustiveTolerances { problem.tolerances }

  /// Decides about the face.
  ///
  /// - Throws: `OptimizationError`, `LinearAlgebraError`.
  func report() throws -> FaceReport {
    let inequalities: Matrix = inequalityRows()
    let units: Matrix = problem.labelBasis.timesTransposed(coefficientsOfSpace)
    let normal: [Double] = (0..<space.rows).map { column in
      units.column(column).reduce(0, +) / Double(problem.count)
    }
    guard normal.euclideanNorm > tolerances.clear else {
      // All solutions have z near 0 in sum, and a unit that is nowhere negative is then 0.
      let isZero: Bool = units.maximumMagnitude <= tolerances.zero
      return FaceReport(outcome: isZero ? .nothing : .open, programs: 0)
    }
    // (w / |w|)·y = 1 keeps y from vanishing.
    let unit: [Double] = normal.scaled(by: 1 / normal.euclideanNorm).withoutRoundedZeros
    let row: LinearProgram.Row = LinearProgram.Row(
      unit.enumerated().map { ($0.offset, $0.element) }, atLeast: 1, atMost: 1)
    let none: [Double] = [Double](repeating: 0, count: space.rows)
    var program: LazyProgram?
    var programs: Int = 0
    for reach in Self.reaches {
      var attempt: LazyProgram = LazyProgram(
        inequalities: inequalities,
        bounds: [ClosedRange<Double>](repeating: -reach...reach, count: space.rows), fixed: [row],
        tolerance: tolerances.zero / 10)
      let answer: LazyProgram.Answer = try attempt.maximise(none)
      programs += attempt.programs
      if case .unknown = answer { return FaceReport(outcome: .open, programs: programs) }
      if case .solution = answer {
        program = attempt
        break
      }
    }
    guard var program else { return FaceReport(outcome: .nothing, programs: programs) }
    programs -= program.programs
    var vertices: [[Double]] = []
    for index in 0..<space.rows {
      for sign in [1.0, -1.0] {
        var objective: [Double] = none
        objective[index] = sign
        guard case .solution(let vertex) = try program.maximise(objective) else {
          return FaceReport(outcome: .open, programs: programs + program.programs)
        }
        vertices.append(vertex)
        // Two units are enough: nothing that the other vertices could say changes the outcome.
        if let first = vertices.first.flatMap(verified), let last = verified(vertex),
          first.coefficients.distance(to: last.coefficients) > ExhaustiveTolerances.greyFactor
            * tolerances.same
        {
          return FaceReport(
            outcome: .continuum(first, last), programs: programs + program.programs)
        }
      }
    }
    return FaceReport(
      outcome: try outcome(vertices, inequalities), programs: programs + program.programs)
  }

  /// The unit of a vertex; nothing where it breaks an inequality by more than rounding.
  private func verified(_ vertex: [Double]) -> ConeSolution? {
    guard let solution = problem.solution(space.transposedTimes(vertex), condition: 1),
      problem.violation(of: solution, tight: tight, active: active) <= tolerances.fit
    else { return nil }
    return solution
  }

  private var coefficientsOfSpace: Matrix { space.selectingColumns(0..<problem.rank) }

  /// q_j·z ≥ 0 on active samples, −x̂_j·v̂ ≥ 0 on the others, in coordinates of the space, rows of order 1.
  private func inequalityRows() -> Matrix {
    let directions: Matrix = space.selectingColumns(problem.rank..<space.columns)
    let units: Matrix = problem.labelBasis.selectingRows(active).timesTransposed(coefficientsOfSpace)
    let products: Matrix = problem.inputBasis.selectingRows(tight).timesTransposed(directions)
    var rows: [[Double]] = []
    for (row, sample) in active.enumerated() {
      rows.append(units.row(row).scaled(by: 1 / problem.labelNorms[sample]))
    }
    for (row, sample) in tight.enumerated() where problem.inputNorms[sample] > 0 {
      rows.append(products.row(row).scaled(by: -1 / problem.inputNorms[sample]))
    }
    let kept: [[Double]] = rows.filter { $0.euclideanNorm > tolerances.zero }
    return (try? Matrix(kept.map { $0 })) ?? Matrix(rows: 0, columns: space.rows)
  }

  /// What the vertices found say of the face.
  private func outcome(_ vertices: [[Double]], _ inequalities: Matrix) throws -> FaceOutcome {
    var solutions: [ConeSolution] = []
    for vertex in vertices {
      guard let solution = verified(vertex) else { return .open }
      solutions.append(solution)
    }
    guard let first = solutions.first else { return .open }
    let units: [Double] = solutions.map { $0.coefficients.distance(to: first.coefficients) }
    if let furthest = units.indices.max(by: { units[$0] < units[$1] }), units[furthest] > tolerances.same {
      return units[furthest] > ExhaustiveTolerances.greyFactor * tolerances.same
        ? .continuum(first, solutions[furthest]) : .open
    }
    let size: Double = first.direction.euclideanNorm
    let spread: Double =
      (solutions.map { $0.direction.distance(to: first.direction) }.max() ?? 0) / max(size, 1e-300)
    if spread > ExhaustiveTolerances.greyFactor * tolerances.same {
      return .unitOfManyDirections(middle(of: solutions))
    }
    guard spread <= tolerances.same else { return .open }
    return try pinned(vertices[0], inequalities) ?? .open
  }

  /// A solution between the vertices, which breaks no inequality that they keep.
  private func middle(of solutions: [ConeSolution]) -> ConeSolution {
    let share: Double = 1 / Double(solutions.count)
    var direction: [Double] = [Double](repeating: 0, count: problem.inputRank)
    for solution in solutions {
      for index in direction.indices { direction[index] += share * solution.direction[index] }
    }
    return ConeSolution(
      coefficients: solutions[0].coefficients, direction: direction, condition: solutions[0].condition)
  }

  /// The one solution, determined by the equations and those inequalities that hold with equality.
  private func pinned(_ vertex: [Double], _ inequalities: Matrix) throws -> FaceOutcome? {
    let size: Double = vertex.euclideanNorm
    let values: [Double] = inequalities.times(vertex)
    let tightRows: [Int] = values.indices.filter { values[$0].magnitude <= tolerances.fit * size }
    guard !tightRows.isEmpty else { return nil }
    // A solution of the equations that vanishes on the tight rows, in the coordinates of the space.
    let (values2, vectors): ([Double], Matrix) = try SingularValues.right(
      of: inequalities.selectingRows(tightRows))
    guard space.rows > 1, values2[space.rows - 2] > tolerances.clear,
      values2[space.rows - 1] <= tolerances.clear
    else { return nil }
    let joint: [Double] = space.transposedTimes(vectors.row(space.rows - 1))
    let condition: Double = values2[0] / values2[space.rows - 2]
    guard var solution = problem.solution(joint, condition: condition),
      problem.violation(of: solution, tight: tight, active: active) <= tolerances.fit
    else { return nil }
    solution.isPinned = true
    return .unit(solution)
  }
}
