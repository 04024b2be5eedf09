import CGLPK

/// The GNU Linear Programming Kit: simplex, then branch and bound where columns are integer.
///
/// The program is built, solved, read and deleted in one C call on the calling thread, because the library keeps its
/// state in the thread and frees all of it at once. A fault inside the library comes back as an
/// ``OptimizationError``; the thread can solve again afterwards. Calls on different threads do not meet.
///
/// The root relaxation is solved first, so that a bound is known even where the search is cut short.
public struct GLPKSolver: ProgramSolver {
  /// Creates the solver; it has no state.
  public init() {}

  /// `glpk`.
  public var id: String { "glpk" }

  /// The version of the linked library, such as `5.0`.
  public var version: String { String(cString: assay_glpk_version()) }

  /// Solves `program`; a mixed-integer program whose relaxation is unbounded is reported as unknown.
  ///
  /// - Throws: ``OptimizationError`` with `.solverFailed` and the library's own words where it would have aborted.
  public func solve(
    _ program: LinearProgram, options: SolveOptions, progress: ((SolveProgress) -> Void)?
  ) throws -> SolveResult {
    let arrays: GLPKArrays = GLPKArrays(program)
    var values: [Double] = [Double](repeating: 0, count: program.columns.count)
    let limit: Int32 = Self.milliseconds(options.timeLimitSeconds)
    let (code, result): (Int32, assay_glpk_result)
    if let progress {
      (code, result) = withoutActuallyEscaping(progress) { progress in
        arrays.solve(timeLimitMilliseconds: limit, progress: progress, values: &values)
      }
    } else {
      (code, result) = arrays.solve(timeLimitMilliseconds: limit, progress: nil, values: &values)
    }
    guard code == 0 else {
      throw OptimizationError(.solverFailed, "GLPK \(version) failed: \(result.text)")
    }
    return SolveResult(
      status: Self.status(result.status),
      objective: result.has_objective != 0 ? result.objective : nil,
      bound: result.has_bound != 0 ? result.bound : nil,
      values: result.has_objective != 0 ? values : nil,
      solverName: id, solverVersion: version)
  }

  private static func milliseconds(_ seconds: Double) -> Int32 {
    guard seconds > 0 else { return 0 }
    return Int32(min((seconds * 1000).rounded(.up), Double(Int32.max)))
  }

  private static func status(_ code: Int32) -> SolveResult.Status {
    switch Int(code) {
    case Int(ASSAY_GLPK_OPTIMAL): .optimal
    case Int(ASSAY_GLPK_FEASIBLE): .feasible
    case Int(ASSAY_GLPK_INFEASIBLE): .infeasible
    case Int(ASSAY_GLPK_UNBOUNDED): .unbounded
    default: .unknown
    }
  }
}
