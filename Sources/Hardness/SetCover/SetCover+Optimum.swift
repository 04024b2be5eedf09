public import Optimization

/// The best cover that a solver found, checked in integers, and how much of it is settled.
public struct SetCoverAnswer: Sendable, Equatable {
  /// How the search ended; `optimal` and `feasible` come with a cover.
  public let status: SolveResult.Status
  /// The chosen sets, ascending; their union has been checked to be everything.
  public let cover: [Int]?
  /// What the cover costs, added up in integers.
  public let cost: Int?
  /// What no cover can cost less than; `nil` where nothing is known.
  public let bound: Int?
  /// The solver's id.
  public let solverName: String
  /// The version of the solver's engine.
  public let solverVersion: String
}

extension SetCover {
  /// How far a solver's bound is trusted, relative to 1 + its magnitude.
  ///
  /// GLPK drops nodes whose bound is within 10⁻⁷ of the incumbent in this measure; ten times that leaves room for
  /// the error of the bound itself.
  public static let relativeBoundTolerance: Double = 1e-6

  /// The problem as a 0-1 program: a column for each set, a row "at least one" for each element.
  ///
  /// Costs are divided by their greatest common divisor.
  public func program() throws(OptimizationError) -> LinearProgram {
    let scale: Int = costDivisor
    var rows: [[(column: Int, value: Double)]] = [[(column: Int, value: Double)]](
      repeating: [], count: elementCount)
    for (index, set) in sets.enumerated() {
      for element in set { rows[element].append((index, 1)) }
    }
    return try LinearProgram(
      columns: costs.map { .binary(cost: Double($0 / scale)) },
      rows: rows.map { LinearProgram.Row($0, atLeast: 1) })
  }

  /// Solves the problem and checks what comes back: values are rounded, the cover is checked and its cost added up.
  ///
  /// Status `optimal` is given only where the solver says so and costs are small enough that its tolerance cannot hide
  /// a better cover; else the cover is `feasible`. What fails the check is `unknown`.
  ///
  /// - Throws: `OptimizationError` where the solver broke down.
  public func optimum(
    solver: any ProgramSolver = GLPKSolver(), options: SolveOptions = SolveOptions(),
    progress: ((SolveProgress) -> Void)? = nil
  ) throws -> SetCoverAnswer {
    let scale: Int = costDivisor
    let result: SolveResult = try solver.solve(program(), options: options) { report in
      progress?(
        SolveProgress(
          incumbent: report.incumbent.map { $0 * Double(scale) },
          bound: report.bound.map { $0 * Double(scale) }))
    }
    let slack: Double = Self.relativeBoundTolerance * (1 + (result.bound ?? 0).magnitude)
    var bound: Int? = result.bound.flatMap { Int(exactly: max(0, ($0 - slack).rounded(.up))) }
      .flatMap { least in
        let (scaled, overflow) = least.multipliedReportingOverflow(by: scale)
        return overflow ? nil : scaled
      }
    var status: SolveResult.Status = result.status
    var cover: [Int]?
    var cost: Int?
    if let values = result.values {
      let chosen: [Int] = values.indices.filter { values[$0].rounded() == 1 }
      if elementsUncovered(by: chosen).isEmpty {
        cover = chosen
        let sum: Int = self.cost(of: chosen)
        cost = sum
        if let known = bound { bound = min(known, sum) }
        if status == .optimal, bound != sum { status = .feasible }
      } else {
        status = .unknown
      }
    }
    return SetCoverAnswer(
      status: status, cover: cover, cost: cost, bound: bound,
      solverName: result.solverName, solverVersion: result.solverVersion)
  }

  private var costDivisor: Int {
    let divisor: Int = costs.reduce(0) { left, right in
      var (a, b) = (left, right)
      while b != 0 { (a, b) = (b, a % b) }
      return a
    }
    return max(divisor, 1)
  }
}
