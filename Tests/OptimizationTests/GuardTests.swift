import CGLPK
import Foundation
import Optimization
import Testing

@Suite("The guard around GLPK")
struct GuardTests {
  /// Solves "minimise x over one row", whose only coefficient stands where the caller says.
  static func solve(entryColumn: Int32, value: Double = 1) -> (code: Int32, result: assay_glpk_result) {
    var result: assay_glpk_result = assay_glpk_result()
    var options: assay_glpk_options = assay_glpk_options()
    options.time_limit_milliseconds = 10_000
    var values: [Double] = [0]
    let zero: [Double] = [0]
    let one: [Double] = [1]
    let top: [Double] = [.infinity]
    let kind: [UInt8] = [0]
    let row: [Int32] = [0]
    let column: [Int32] = [entryColumn]
    let entry: [Double] = [value]
    let code: Int32 = zero.withUnsafeBufferPointer { zero in
      one.withUnsafeBufferPointer { one in
        top.withUnsafeBufferPointer { top in
          kind.withUnsafeBufferPointer { kind in
            row.withUnsafeBufferPointer { row in
              column.withUnsafeBufferPointer { column in
                entry.withUnsafeBufferPointer { entry in
                  var program: assay_glpk_program = assay_glpk_program(
                    column_count: 1, column_cost: one.baseAddress, column_lower: zero.baseAddress,
                    column_upper: top.baseAddress, column_is_integer: kind.baseAddress, row_count: 1,
                    row_lower: one.baseAddress, row_upper: top.baseAddress, entry_count: 1,
                    entry_row: row.baseAddress, entry_column: column.baseAddress,
                    entry_value: entry.baseAddress, cost_constant: 0, maximize: 0)
                  return assay_glpk_solve(&program, &options, &values, &result)
                }
              }
            }
          }
        }
      }
    }
    return (code, result)
  }

  @Test("turns a fault that aborts the process into an error, and the thread can solve again")
  func fault() {
    for round in 1...3 {
      for badColumn in [7, -3] as [Int32] {
        let (code, result) = Self.solve(entryColumn: badColumn)
        #expect(code == 1, "round \(round)")
        let message: String = withUnsafeBytes(of: result.message) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        #expect(message.contains("column index out of range"), "\(message)")
      }
      let (code, result) = Self.solve(entryColumn: 0)
      #expect(code == 0 && result.status == Int32(ASSAY_GLPK_OPTIMAL) && result.objective == 1)
    }
  }

  @Test("holds on many threads at once")
  func threads() async {
    await withTaskGroup(of: Bool.self) { group in
      for index in 0..<16 {
        group.addTask {
          let (code, result) = Self.solve(entryColumn: index % 2 == 0 ? 0 : 9)
          return index % 2 == 0 ? code == 0 && result.objective == 1 : code == 1
        }
      }
      for await correct in group { #expect(correct) }
    }
  }
}
