import DataFiles
import ExactArithmetic
import Foundation
import LinearAlgebra
import Networks

/// The labels of a problem in rational arithmetic, where floats round them.
///
/// Weights p/q have labels that are fractions, which no float holds. All sums are of integers: each row of weights and
/// each input is taken as the primitive integer vector on its ray and a factor.
struct ExactLabels {
  /// A vector as coprime integers and the positive factor that gives it back; the factor is 0 for zeros.
  private struct ScaledRow {
    let integers: [Rational]
    let factor: Rational

    init(_ row: [Rational]) {
      let integers: [Rational] = Rational.primitive(row).map { Rational($0) }
      self.integers = integers
      self.factor = row.firstIndex { !$0.isZero }.map { row[$0] / integers[$0] } ?? 0
    }

    func product(_ other: [Rational]) -> Rational {
      var sum: Rational = 0
      for (left, right) in zip(integers, other) where !left.isZero && !right.isZero {
        sum = sum + left * right
      }
      return sum
    }
  }

  /// The name of the file of exact labels, beside `labels.npy`.
  static let fileName: String = "labels.json"
  /// The numbers, inputs and labels together, beyond which no such file is written: exact arithmetic takes no more.
  static let largestCells: Int = 20_000_000
  private static let rowsPerBlock: Int = 256

  private let problem: Problem
  private let hidden: [ScaledRow]
  private let output: [ScaledRow]

  /// `nil` where the labels are not those of a network with rational weights and without noise, all of them are floats
  /// as they are, or they are more than ``largestCells``.
  init?(_ problem: Problem) {
    guard problem.family == RationalTeachers.identifier, problem.noise == nil,
      problem.count <= Self.largestCells / (problem.inputsDimension + problem.outputsDimension),
      let teacher = problem.rationalTeacher()
    else { return nil }
    let hidden: [ScaledRow] = teacher.hidden.rows.map(ScaledRow.init)
    self.problem = problem
    self.hidden = hidden
    self.output = teacher.output.rows.map { row in
      ScaledRow(zip(row, hidden).map { $0 * $1.factor })
    }
    guard blocks.contains(where: { holdsRoundedLabels($0) }) else { return nil }
  }

  private var blocks: [Range<Int>] {
    stride(from: 0, to: problem.count, by: Self.rowsPerBlock)
      .map { $0..<min($0 + Self.rowsPerBlock, problem.count) }
  }

  /// Writes a JSON array with a row of strings `"p/q"` for each sample.
  ///
  /// - Throws: `DataError` where the file cannot be written.
  func write(to path: String, progress: (Int) -> Void) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw Self.unwritable(path) }
    do {
      for block in blocks {
        let rows: [String] = labels(of: problem.samples(block).inputs).map { row in
          "[" + row.map { "\"\($0)\"" }.joined(separator: ",") + "]"
        }
        let start: String = block.lowerBound == 0 ? "[" : ",\n"
        try file.write(contentsOf: Data((start + rows.joined(separator: ",\n")).utf8))
        progress(block.upperBound)
      }
      try file.write(contentsOf: Data("]\n".utf8))
      try file.close()
    } catch {
      throw Self.unwritable(path)
    }
  }

  private static func unwritable(_ path: String) -> DataError {
    DataError(
      .cannotWrite, file: path, problem: "cannot be written", mend: "make room, or choose another place")
  }

  private func holdsRoundedLabels(_ block: Range<Int>) -> Bool {
    let samples: Samples = problem.samples(block)
    return zip(labels(of: samples.inputs), samples.labels.nestedRows).contains { exact, floats in
      zip(exact, floats).contains { Rational(exactly: $1) != $0 }
    }
  }

  private func labels(of inputs: Matrix) -> [[Rational]] {
    Parallel.map(inputs.rows) { row in
      let input: ScaledRow = ScaledRow(inputs.row(row).map { Rational(exactly: $0) ?? 0 })
      let units: [Rational] = hidden.map { $0.product(input.integers).positivePart }
      return output.map { $0.product(units) * ($0.factor * input.factor) }
    }
  }
}
