/// A linear or mixed-integer program: columns with bounds, kinds and costs, sparse rows with bounds.
///
/// It stands for: minimise (or maximise) `constant + Σ costⱼ xⱼ` subject to `lowerᵢ ≤ Σ aᵢⱼ xⱼ ≤ upperᵢ` for every
/// row and `lowerⱼ ≤ xⱼ ≤ upperⱼ` for every column, with `xⱼ` an integer where the column's kind says so. A bound
/// that is infinite is absent. Columns and rows are counted from 0.
public struct LinearProgram: Sendable, Equatable {
  /// Which way the objective is driven.
  public enum Sense: Sendable, Hashable {
    /// Towards the least value.
    case minimize
    /// Towards the greatest value.
    case maximize
  }

  /// Which values a column may take.
  public enum Kind: Sendable, Hashable {
    /// Any real number within the bounds.
    case continuous
    /// Any integer within the bounds.
    case integer
  }

  /// One variable.
  public struct Column: Sendable, Hashable {
    /// Real or integer.
    public let kind: Kind
    /// The least value; `-infinity` where there is none.
    public let lowerBound: Double
    /// The greatest value; `infinity` where there is none.
    public let upperBound: Double
    /// The coefficient in the objective.
    public let cost: Double

    /// Creates a variable; without bounds it is not negative.
    public init(
      kind: Kind = .continuous, lowerBound: Double = 0, upperBound: Double = .infinity, cost: Double
    ) {
      self.kind = kind
      self.lowerBound = lowerBound
      self.upperBound = upperBound
      self.cost = cost
    }

    /// An integer variable that is 0 or 1.
    public static func binary(cost: Double) -> Column {
      Column(kind: .integer, lowerBound: 0, upperBound: 1, cost: cost)
    }
  }

  /// One coefficient of a row.
  public struct Entry: Sendable, Hashable {
    /// The column it multiplies.
    public let column: Int
    /// The coefficient.
    public let value: Double

    /// Creates a coefficient.
    public init(column: Int, value: Double) {
      self.column = column
      self.value = value
    }
  }

  /// One constraint.
  public struct Row: Sendable, Hashable {
    /// The coefficients, each column at most once.
    public let entries: [Entry]
    /// The least value of the sum; `-infinity` where there is none.
    public let lowerBound: Double
    /// The greatest value of the sum; `infinity` where there is none.
    public let upperBound: Double

    /// Creates a constraint from pairs of column and coefficient.
    public init(
      _ entries: [(column: Int, value: Double)], atLeast lowerBound: Double = -.infinity,
      atMost upperBound: Double = .infinity
    ) {
      self.entries = entries.map { Entry(column: $0.column, value: $0.value) }
      self.lowerBound = lowerBound
      self.upperBound = upperBound
    }
  }

  /// Which way the objective is driven.
  public let sense: Sense
  /// The variables.
  public let columns: [Column]
  /// The constraints.
  public let rows: [Row]
  /// What is added to the objective whatever the variables are.
  public let costConstant: Double

  /// The number of coefficients in all rows.
  public var entryCount: Int { rows.reduce(0) { $0 + $1.entries.count } }

  /// The most columns, rows or coefficients that a program may have; solvers count them in 32 bits.
  public static let largestCount: Int = Int(Int32.max) - 1

  /// Creates a program and checks all of it.
  ///
  /// - Throws: ``OptimizationError`` with `.invalidModel` where a cost or coefficient is not finite, a bound is NaN
  ///   or leaves nothing between it and its partner, an entry names a column that is not there or names one twice
  ///   in its row, or a count is above ``largestCount``.
  /// - Complexity: O(columns + coefficients).
  public init(sense: Sense = .minimize, columns: [Column], rows: [Row], costConstant: Double = 0)
    throws(OptimizationError)
  {
    self.sense = sense
    self.columns = columns
    self.rows = rows
    self.costConstant = costConstant
    guard costConstant.isFinite else { throw Self.fault("the objective's constant is \(costConstant)") }
    guard max(columns.count, rows.count, entryCount) <= Self.largestCount else {
      throw Self.fault("there are more than \(Self.largestCount) columns, rows or coefficients")
    }
    for (index, column) in columns.enumerated() {
      guard column.cost.isFinite else { throw Self.fault("column \(index) costs \(column.cost)") }
      try Self.check(column.lowerBound, column.upperBound, of: "column \(index)")
    }
    var lastRow: [Int] = [Int](repeating: -1, count: columns.count)
    for (index, row) in rows.enumerated() {
      try Self.check(row.lowerBound, row.upperBound, of: "row \(index)")
      for entry in row.entries {
        guard columns.indices.contains(entry.column) else {
          throw Self.fault("row \(index) names column \(entry.column) of \(columns.count)")
        }
        guard entry.value.isFinite else {
          throw Self.fault("row \(index) has the coefficient \(entry.value) at column \(entry.column)")
        }
        guard lastRow[entry.column] != index else {
          throw Self.fault("row \(index) names column \(entry.column) twice; add the coefficients up")
        }
        lastRow[entry.column] = index
      }
    }
  }

  private static func check(_ lower: Double, _ upper: Double, of place: String) throws(OptimizationError) {
    guard lower <= upper, lower < .infinity, upper > -.infinity else {
      throw fault("\(place) has bounds \(lower) and \(upper), with nothing between them")
    }
  }

  private static func fault(_ problem: String) -> OptimizationError {
    OptimizationError(.invalidModel, problem)
  }
}
