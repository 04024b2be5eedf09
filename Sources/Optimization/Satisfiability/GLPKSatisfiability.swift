import CGLPK

/// The conflict-driven search of MiniSat, which the GNU Linear Programming Kit contains.
///
/// The same formula gives the same answer on every machine: the engine's only random numbers have a fixed seed.
/// A satisfying assignment is checked here before it is given out; a verdict of unsatisfiable is the engine's word.
///
/// The engine is stopped at its restarts alone, and the searches between them grow by half each. The search ends at
/// the restart that is nearer to the time limit than the next is likely to be, so that the time used is commonly
/// within a third of the limit on either side. A search that is cut short loses the engine's working memory, about
/// the size of the formula, because the library offers no way to free it.
///
/// Source: N. Eén, N. Sörensson, An extensible SAT-solver, SAT 2003, doi:10.1007/978-3-540-24605-3_37.
public struct GLPKSatisfiability: SatisfiabilitySolver {
  /// Creates the solver; it has no state.
  public init() {}

  /// `glpk-minisat`.
  public var id: String { "glpk-minisat" }

  /// The version of the linked library, such as `5.0`.
  public var version: String { String(cString: assay_glpk_version()) }

  /// Looks for a satisfying assignment; `progress` is called at each restart.
  ///
  /// - Throws: ``OptimizationError`` as the protocol says.
  public func solve(
    variableCount: Int, clauses: [[Int]], timeLimitSeconds: Double,
    progress: ((SatisfiabilityProgress) -> Void)?
  ) throws -> SatisfiabilityResult {
    let formula: FlatFormula = try FlatFormula(variableCount: variableCount, clauses: clauses)
    if formula.hasEmptyClause { return .unsatisfiable }
    if formula.clauseCount == 0 { return .satisfiable([Bool](repeating: false, count: variableCount)) }
    guard timeLimitSeconds > 0 else { return .unknown }
    var model: [UInt8] = [UInt8](repeating: 0, count: variableCount)
    let (code, result): (Int32, assay_glpk_result)
    if let progress {
      (code, result) = withoutActuallyEscaping(progress) { progress in
        Self.search(formula, timeLimitSeconds: timeLimitSeconds, progress: progress, model: &model)
      }
    } else {
      (code, result) = Self.search(formula, timeLimitSeconds: timeLimitSeconds, progress: nil, model: &model)
    }
    guard code == 0 else {
      throw OptimizationError(.solverFailed, "GLPK \(version) failed: \(result.text)")
    }
    switch Int(result.status) {
    case Int(ASSAY_GLPK_INFEASIBLE): return .unsatisfiable
    case Int(ASSAY_GLPK_FEASIBLE):
      let values: [Bool] = model.map { $0 != 0 }
      if let violated = Self.firstViolated(in: clauses, by: values) {
        throw OptimizationError(
          .solverFailed, "GLPK \(version) gave an assignment that violates clause \(violated + 1)")
      }
      return .satisfiable(values)
    default: return .unknown
    }
  }

  private static func firstViolated(in clauses: [[Int]], by values: [Bool]) -> Int? {
    clauses.firstIndex { clause in !clause.contains { values[abs($0) - 1] == ($0 > 0) } }
  }

  private final class Listener {
    let report: (SatisfiabilityProgress) -> Void
    init(_ report: @escaping (SatisfiabilityProgress) -> Void) { self.report = report }
  }

  private static func search(
    _ formula: FlatFormula, timeLimitSeconds: Double, progress: ((SatisfiabilityProgress) -> Void)?,
    model: inout [UInt8]
  ) -> (code: Int32, result: assay_glpk_result) {
    let listener: Listener? = progress.map(Listener.init)
    var limits: assay_glpk_search = assay_glpk_search()
    limits.time_limit_seconds = timeLimitSeconds
    if let listener {
      limits.progress_context = Unmanaged.passUnretained(listener).toOpaque()
      limits.progress = { context, conflicts, elapsed in
        guard let context else { return }
        Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue().report(
          SatisfiabilityProgress(conflicts: Int(conflicts), elapsedSeconds: elapsed))
      }
    }
    var result: assay_glpk_result = assay_glpk_result()
    let code: Int32 = withExtendedLifetime(listener) {
      formula.clauseStarts.withUnsafeBufferPointer { starts in
        formula.literals.withUnsafeBufferPointer { literals in
          model.withUnsafeMutableBufferPointer { model in
            var arrays: assay_glpk_formula = assay_glpk_formula(
              variable_count: Int32(formula.variableCount), clause_count: Int32(formula.clauseCount),
              clause_start: starts.baseAddress, literals: literals.baseAddress)
            return assay_glpk_satisfy(&arrays, &limits, model.baseAddress, &result)
          }
        }
      }
    }
    return (code, result)
  }
}
