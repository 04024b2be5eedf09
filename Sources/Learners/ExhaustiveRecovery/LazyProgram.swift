import LinearAlgebra
import Optimization

/// A linear program of few variables and many inequalities G y ≥ 0, solved with the few of them that matter.
///
/// Each round adds the inequalities that the last solution breaks most. Where some inequalities have no solution, all
/// of them have none.
struct LazyProgram {
  /// *G*, one inequality a row.
  let inequalities: Matrix
  /// The variables' bounds.
  let bounds: [ClosedRange<Double>]
  /// Constraints that belong to every round.
  let fixed: [LinearProgram.Row]
  /// What a solution may break an inequality by.
  let tolerance: Double

  /// What came out.
  enum Answer {
    case infeasible
    case solution([Double])
    /// The solver gave up, or rounds ran out.
    case unknown
  }

  private(set) var programs: Int = 0
  private var chosen: [Int] = []
  private var isChosen: Set<Int> = []

  private static let mostRounds: Int = 60
  private static let solver: GLPKSolver = GLPKSolver()
  /// So long that no verdict depends on the clock: the solver ends by its limit of iterations.
  private static let timeLimitSeconds: Double = 1e6

  init(
    inequalities: Matrix, bounds: [ClosedRange<Double>], fixed: [LinearProgram.Row], tolerance: Double
  ) {
    self.inequalities = inequalities.withoutRoundedZeros
    self.bounds = bounds
    self.fixed = fixed
    self.tolerance = tolerance
    add(Array(0..<inequalities.rows).spread(4 * bounds.count))
  }

  private mutating func add(_ rows: [Int]) {
    for row in rows where isChosen.insert(row).inserted { chosen.append(row) }
  }

  /// The largest value of `objective`·y.
  ///
  /// - Throws: `OptimizationError`.
  mutating func maximise(_ objective: [Double]) throws -> Answer {
    let columns: [LinearProgram.Column] = zip(objective, bounds).map {
      LinearProgram.Column(lowerBound: $1.lowerBound, upperBound: $1.upperBound, cost: $0)
    }
    for _ in 0..<Self.mostRounds {
      let rows: [LinearProgram.Row] = chosen.map { row in
        LinearProgram.Row(
          bounds.indices.map { (column: $0, value: inequalities[row, $0]) }, atLeast: 0)
      }
      let program: LinearProgram = try LinearProgram(
        sense: .maximize, columns: columns, rows: fixed + rows)
      programs += 1
      let result: SolveResult = try Self.solver.solve(
        program, options: SolveOptions(timeLimitSeconds: Self.timeLimitSeconds))
      switch result.status {
      case .infeasible: return .infeasible
      case .optimal: break
      case .feasible, .unbounded, .unknown: return .unknown
      }
      guard let values = result.values else { return .unknown }
      let scale: Double = max(1, values.euclideanNorm)
      let broken: [(row: Int, value: Double)] = inequalities.times(values).enumerated()
        .filter { $0.element < -tolerance * scale && !isChosen.contains($0.offset) }
        .map { (row: $0.offset, value: $0.element) }
      guard !broken.isEmpty else { return .solution(values) }
      let worst: ArraySlice<(row: Int, value: Double)> =
        broken.sorted { ($0.value, $0.row) < ($1.value, $1.row) }.prefix(2 * bounds.count)
      add(worst.map(\.row))
    }
    return .unknown
  }
}
