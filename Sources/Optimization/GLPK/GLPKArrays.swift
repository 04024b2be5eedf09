import CGLPK

/// A program laid out as the flat arrays that the C guard takes; the one place that hands memory to GLPK.
struct GLPKArrays {
  private let maximize: Bool
  private let costConstant: Double
  private let columnCosts: [Double]
  private let columnLowers: [Double]
  private let columnUppers: [Double]
  private let columnIsInteger: [UInt8]
  private let rowLowers: [Double]
  private let rowUppers: [Double]
  private var entryRows: [Int32] = []
  private var entryColumns: [Int32] = []
  private var entryValues: [Double] = []

  init(_ program: LinearProgram) {
    self.maximize = program.sense == .maximize
    self.costConstant = program.costConstant
    self.columnCosts = program.columns.map(\.cost)
    self.columnLowers = program.columns.map(\.lowerBound)
    self.columnUppers = program.columns.map(\.upperBound)
    self.columnIsInteger = program.columns.map { $0.kind == .integer ? 1 : 0 }
    self.rowLowers = program.rows.map(\.lowerBound)
    self.rowUppers = program.rows.map(\.upperBound)
    for (index, row) in program.rows.enumerated() {
      for entry in row.entries {
        entryRows.append(Int32(index))
        entryColumns.append(Int32(entry.column))
        entryValues.append(entry.value)
      }
    }
  }

  private final class Listener {
    let report: (SolveProgress) -> Void
    init(_ report: @escaping (SolveProgress) -> Void) { self.report = report }
  }

  func solve(
    timeLimitMilliseconds: Int32, progress: ((SolveProgress) -> Void)?, values: inout [Double]
  ) -> (code: Int32, result: assay_glpk_result) {
    let listener: Listener? = progress.map(Listener.init)
    var options: assay_glpk_options = assay_glpk_options()
    options.time_limit_milliseconds = timeLimitMilliseconds
    if let listener {
      options.progress_context = Unmanaged.passUnretained(listener).toOpaque()
      options.progress = { context, hasIncumbent, incumbent, bound in
        guard let context else { return }
        Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue().report(
          SolveProgress(incumbent: hasIncumbent != 0 ? incumbent : nil, bound: bound))
      }
    }
    var result: assay_glpk_result = assay_glpk_result()
    let code: Int32 = withExtendedLifetime(listener) {
      withProgram { program in
        values.withUnsafeMutableBufferPointer { values in
          withUnsafePointer(to: program) { program in
            assay_glpk_solve(program, &options, values.baseAddress, &result)
          }
        }
      }
    }
    return (code, result)
  }

  private func withProgram(_ body: (assay_glpk_program) -> Int32) -> Int32 {
    columnCosts.withUnsafeBufferPointer { costs in
      columnLowers.withUnsafeBufferPointer { lowers in
        columnUppers.withUnsafeBufferPointer { uppers in
          columnIsInteger.withUnsafeBufferPointer { kinds in
            rowLowers.withUnsafeBufferPointer { rowLowers in
              rowUppers.withUnsafeBufferPointer { rowUppers in
                entryRows.withUnsafeBufferPointer { rows in
                  entryColumns.withUnsafeBufferPointer { columns in
                    entryValues.withUnsafeBufferPointer { entries in
                      body(
                        assay_glpk_program(
                          column_count: Int32(costs.count), column_cost: costs.baseAddress,
                          column_lower: lowers.baseAddress, column_upper: uppers.baseAddress,
                          column_is_integer: kinds.baseAddress, row_count: Int32(rowLowers.count),
                          row_lower: rowLowers.baseAddress, row_upper: rowUppers.baseAddress,
                          entry_count: Int32(rows.count), entry_row: rows.baseAddress,
                          entry_column: columns.baseAddress, entry_value: entries.baseAddress,
                          cost_constant: costConstant, maximize: maximize ? 1 : 0))
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
