import ExactArithmetic
import Optimization

/// Columns and rows with names, put together under a limit of coefficients.
struct ProgramBuilder {
  let limit: Int
  private var columns: [LinearProgram.Column] = []
  private var columnNames: [String] = []
  private var rows: [LinearProgram.Row] = []
  private var rowNames: [String] = []
  private var entryCount: Int = 0

  init(limit: Int) { self.limit = limit }

  /// Adds a variable and returns its index.
  ///
  /// Variables count towards the limit as coefficients do: a program of many columns and no rows is large too.
  mutating func column(_ name: String, _ column: LinearProgram.Column) throws -> Int {
    try count(1)
    columns.append(column)
    columnNames.append(name)
    return columns.count - 1
  }

  /// Adds a constraint; coefficients of 0 are left out.
  mutating func row(
    _ name: String, _ entries: [(column: Int, value: Double)], atLeast lower: Double = -.infinity,
    atMost upper: Double = .infinity
  ) throws {
    try count(entries.count)
    rows.append(LinearProgram.Row(entries.filter { $0.value != 0 }, atLeast: lower, atMost: upper))
    rowNames.append(name)
  }

  private mutating func count(_ more: Int) throws {
    entryCount += more
    guard entryCount <= limit else { throw ProgramTooLarge(limit: limit) }
  }

  func finished(meaning: String) throws -> NamedProgram {
    NamedProgram(
      program: try LinearProgram(columns: columns, rows: rows),
      names: try ProgramNames(columns: columnNames, rows: rowNames), meaning: meaning)
  }
}

extension ProgramBuilder {
  /// The columns of a unit's weights, each between ±`box`.
  struct Unit {
    let weights: Range<Int>
    let bias: Int?
    let box: Double

    /// The terms of ⟨w, x⟩ + b, each multiplied by `scale`.
    func terms(_ x: [SparseEntry], times scale: Double = 1) -> [(column: Int, value: Double)] {
      var terms: [(column: Int, value: Double)] = x.map {
        (weights.lowerBound + $0.index, scale * $0.value.doubleValue)
      }
      if let bias { terms.append((bias, scale)) }
      return terms
    }

    /// The most that |⟨w, x⟩ + b| can be in the box: W ‖x‖₁, and W for a bias.
    func reach(_ x: [SparseEntry]) -> Double {
      box * (x.reduce(bias == nil ? 0 : 1) { $0 + $1.value.magnitude.doubleValue })
    }
  }

  /// Adds the weights of unit `number`, called `w0_3` for coordinate 3 of unit 0, and `bias0`.
  mutating func unit(_ number: Int, of instance: TrainingInstance, box: Double) throws -> Unit {
    let column: LinearProgram.Column = LinearProgram.Column(lowerBound: -box, upperBound: box, cost: 0)
    let start: Int = columns.count
    for coordinate in 0..<instance.dimension { _ = try self.column("w\(number)_\(coordinate)", column) }
    let bias: Int? = instance.allowsBiases ? try self.column("bias\(number)", column) : nil
    return Unit(weights: start..<(start + instance.dimension), bias: bias, box: box)
  }
}
