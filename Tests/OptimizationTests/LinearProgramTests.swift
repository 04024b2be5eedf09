import Optimization
import Testing

@Suite("A linear program")
struct LinearProgramTests {
  typealias Row = LinearProgram.Row
  typealias Column = LinearProgram.Column

  static let faultyModels: [(String, [Column], [Row], Double)] = [
    ("a cost that is NaN", [Column(cost: .nan)], [], 0),
    ("a cost that is infinite", [Column(cost: .infinity)], [], 0),
    ("a constant that is infinite", [], [], -.infinity),
    ("a bound that is NaN", [Column(lowerBound: .nan, cost: 0)], [], 0),
    ("bounds that cross", [Column(lowerBound: 2, upperBound: 1, cost: 0)], [], 0),
    ("a lower bound of plus infinity", [Column(lowerBound: .infinity, cost: 0)], [], 0),
    ("a row bound that is NaN", [Column(cost: 0)], [Row([(0, 1)], atMost: .nan)], 0),
    ("a column that is not there", [Column(cost: 0)], [Row([(1, 1)], atLeast: 0)], 0),
    ("a negative column", [Column(cost: 0)], [Row([(-1, 1)], atLeast: 0)], 0),
    ("a coefficient that is NaN", [Column(cost: 0)], [Row([(0, .nan)], atLeast: 0)], 0),
    ("a column named twice", [Column(cost: 0)], [Row([(0, 1), (0, 1)], atLeast: 0)], 0),
  ]

  @Test("is refused with a fault in it", arguments: faultyModels.indices)
  func faults(index: Int) {
    let (name, columns, rows, constant) = Self.faultyModels[index]
    #expect(throws: OptimizationError.self, "\(name)") {
      try LinearProgram(columns: columns, rows: rows, costConstant: constant)
    }
  }

  @Test("may name a column once in each of two rows")
  func columnInTwoRows() throws {
    let program: LinearProgram = try LinearProgram(
      columns: [Column(cost: 1)], rows: [Row([(0, 1)], atLeast: 0), Row([(0, 2)], atMost: 3)])
    #expect(program.entryCount == 2)
  }
}
