import DataFiles
import Foundation

/// DIMACS formulas: `c` comments, `p cnf variables clauses`, then clauses of literals that each end at 0.
///
/// A clause may take several lines, and a line several clauses. A line that begins with `%` ends the file, as in
/// SATLIB's.
///
/// Source: *Satisfiability: suggested format*, DIMACS (1993).
enum DIMACSFormulaReader {
  static func read(_ bytes: Data, file: String) throws -> CNFFormula {
    var text: SourceText = SourceText(bytes, file: file)
    var header: (variables: Int, clauses: Int, line: Int)?
    var clauses: [[Int]] = []
    var clause: [Int] = []
    lines: while text.advance() {
      switch text.firstByte {
      case nil, UInt8(ascii: "c"): continue
      case UInt8(ascii: "%"): break lines
      case UInt8(ascii: "p"):
        guard header == nil else { throw text.fault("a second line 'p' follows", "keep one header") }
        header = try readHeader(text)
      default:
        guard let header else {
          throw text.fault("a clause stands before the header", "begin with 'p cnf VARIABLES CLAUSES'")
        }
        for index in text.tokens.indices {
          let literal: Int = try text.integer(index, "a literal")
          guard literal.magnitude <= UInt(header.variables) else {
            throw text.fault(
              "literal \(literal) is not that of one of the \(header.variables) variables",
              "correct the literal, or the header")
          }
          if literal != 0 {
            clause.append(literal)
            continue
          }
          guard clauses.count < header.clauses else {
            throw text.fault(
              "a clause follows the last of \(header.clauses)", "remove it, or correct the header")
          }
          clauses.append(clause)
          clause = []
        }
      }
    }
    guard let header else { throw text.truncated("the header 'p cnf VARIABLES CLAUSES'") }
    guard clause.isEmpty else { throw text.truncated("the 0 that ends clause \(clauses.count + 1)") }
    guard clauses.count == header.clauses else {
      throw text.fault(
        "the header names \(header.clauses) clauses, but the file holds \(clauses.count)",
        "the file is truncated: fetch it again, or correct the header", line: header.line)
    }
    do {
      return try CNFFormula(variableCount: header.variables, clauses: clauses)
    } catch {
      throw error.inFile(file)
    }
  }

  private static func readHeader(_ text: SourceText) throws -> (variables: Int, clauses: Int, line: Int) {
    guard text.token(0, is: "p"), text.token(1, is: "cnf") else {
      throw text.fault("the header is not that of a formula", "write 'p cnf VARIABLES CLAUSES'")
    }
    let variables: Int = try text.count(
      2, "the number of variables", atMost: CNFFormula.largestVariableCount)
    let clauses: Int = try text.count(3, "the number of clauses", atMost: text.byteCount)
    guard text.tokens.count == 4 else {
      throw text.fault("\(text.quoted(4)) follows the number of clauses", "remove it")
    }
    return (variables, clauses, text.line)
  }
}
