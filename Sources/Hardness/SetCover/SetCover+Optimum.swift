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
  /// Whether the cover is that of the local search, because the solver found none as cheap.
  public let isFromLocalSearch: Bool

  /// What found the answer, for a record: `glpk 5.0`, or `glpk 5.0 and local search` where the cover is the latter's.
  public var solverText: String {
    "\(solverName) \(solverVersion)" + (isFromLocalSearch ? " and local search" : "")
  }
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

  /// Finds the cheaper of the covers that a local search and then the solver come upon, checked in integers.
  ///
  /// Where both cost the same, the solver's is the answer. Its values are rounded before they are checked.
  ///
  /// Status `optimal` is given only where the solver's bound, rounded up, reaches the cost of the cover; else the cover
  /// is `feasible`. The bound is the solver's alone, and one that a cover refutes is dropped. Without any cover the
  /// status is the solver's, `unknown` where it claims one that fails the check.
  ///
  /// The time limit is that of both together; the local search turns it into a limit of work
  /// (``SetCoverLocalSearch/fitting(timeLimitSeconds:)``) and completes one cover in any case.
  ///
  /// - Parameter localSearch: what searches beforehand; `nil` for the solver alone.
  /// - Throws: `OptimizationError` where the solver broke down.
  public func optimum(
    solver: any ProgramSolver = GLPKSolver(), options: SolveOptions = SolveOptions(),
    localSearch: SetCoverLocalSearch? = SetCoverLocalSearch(), progress: ((SolveProgress) -> Void)? = nil
  ) throws -> SetCoverAnswer {
    let start: ContinuousClock.Instant = .now
    let found: Candidate? = localSearch?.fitting(timeLimitSeconds: options.timeLimitSeconds).cover(of: self)
      .flatMap(candidate)
    let scale: Int = costDivisor
    let program: LinearProgram = try program()
    var rest: SolveOptions = options
    rest.timeLimitSeconds -= (ContinuousClock.now - start) / .seconds(1)
    let result: SolveResult = try solver.solve(program, options: rest) { report in
      let incumbents: [Double] =
        [report.incumbent.map { $0 * Double(scale) }, found.map { Double($0.cost) }].compactMap { $0 }
      progress?(
        SolveProgress(incumbent: incumbents.min(), bound: report.bound.map { $0 * Double(scale) }))
    }
    let solved: Candidate? = result.values.flatMap { values in
      candidate(values.indices.filter { values[$0].rounded() == 1 })
    }
    let isFromLocalSearch: Bool
    switch (found, solved) {
    case (let found?, let solved?): isFromLocalSearch = found.cost < solved.cost
    case (let found, _): isFromLocalSearch = found != nil
    }
    let best: Candidate? = isFromLocalSearch ? found : solved
    var bound: Int? = integerBound(result.bound, scale: scale)
    if let least = bound, let best, least > best.cost { bound = nil }
    let status: SolveResult.Status
    if let best {
      status = bound == best.cost ? .optimal : .feasible
    } else {
      status = result.values == nil ? result.status : .unknown
    }
    return SetCoverAnswer(
      status: status, cover: best?.cover, cost: best?.cost, bound: bound,
      solverName: result.solverName, solverVersion: result.solverVersion,
      isFromLocalSearch: isFromLocalSearch)
  }

  private typealias Candidate = (cover: [Int], cost: Int)

  private func candidate(_ chosen: [Int]) -> Candidate? {
    elementsUncovered(by: chosen).isEmpty ? (chosen, cost(of: chosen)) : nil
  }

  /// The least integer cost that a bound on the divided costs leaves, or `nil` where it does not fit 64 bits.
  private func integerBound(_ bound: Double?, scale: Int) -> Int? {
    guard let bound, let least = Self.leastInteger(above: max(0, bound)) else { return nil }
    let (scaled, overflow) = least.multipliedReportingOverflow(by: scale)
    return overflow ? nil : scaled
  }

  /// The least integer that a solver's bound leaves, within ``relativeBoundTolerance``; `nil` where none fits 64 bits.
  static func leastInteger(above bound: Double) -> Int? {
    let slack: Double = relativeBoundTolerance * (1 + bound.magnitude)
    return Int(exactly: (bound - slack).rounded(.up))
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
