import ExactArithmetic

/// Homogeneous linear inequalities G y ≥ 0 in fractions, decided without rounding.
///
/// By Farkas' lemma either some y has G y ≥ 0 and c·y > 0, or −c is a combination of the rows of G with multipliers
/// that are not negative. The simplex method looks for the multipliers, by Bland's rule, which never cycles; its last
/// basis gives y where there are none. Of many inequalities only those that a solution breaks are taken in.
struct RationalInequalities {
  /// *G*, one inequality a row.
  let rows: RationalMatrix

  /// Programs that need more pivots than this are given up; those of the few variables here need some dozens.
  private static let mostPivots: Int = 2000
  /// Inequalities taken in at first, and after each solution that breaks some, for each variable.
  private static let rowsPerVariable: Int = 3

  /// What is known of the points with c·y > 0.
  enum Answer {
    case point([Rational])
    /// There is no such point, which the multipliers prove.
    case none
    /// The pivots allowed did not suffice.
    case unknown
  }

  init(_ rows: RationalMatrix) {
    self.rows = rows
  }

  /// A point with G y ≥ 0 and `direction`·y > 0.
  func point(above direction: [Rational]) -> Answer {
    let step: Int = Self.rowsPerVariable * max(1, rows.columnCount)
    var chosen: [Int] = Array(0..<rows.rowCount).spread(step)
    var isChosen: Set<Int> = Set(chosen)
    while true {
      var tableau: Tableau = Tableau(rows.selecting(rows: chosen), direction)
      switch tableau.solve(pivots: Self.mostPivots) {
      case .none: return .none
      case .unknown: return .unknown
      case .point(let point):
        let values: [Rational] = rows * point
        let broken: [Int] = values.indices.filter { values[$0].signum < 0 }
        guard !broken.isEmpty else { return .point(point) }
        for row in broken.spread(step) where isChosen.insert(row).inserted { chosen.append(row) }
      }
    }
  }

  /// The table of the simplex method for Gᵀ λ = −c, λ ≥ 0, that minimises the sum of one artificial variable a line.
  private struct Tableau {
    /// A line for each variable y: the columns of λ, of the artificial variables, and the right-hand side.
    private var lines: [[Rational]]
    /// The reduced costs, and minus the sum of the artificial variables.
    private var costs: [Rational]
    /// The column that each line determines.
    private var basis: [Int]
    /// The sign with which each line was multiplied, so that its right-hand side is not negative.
    private let signs: [Rational]
    private let multipliers: Int

    init(_ rows: RationalMatrix, _ direction: [Rational]) {
      let (count, width): (Int, Int) = (rows.rowCount, direction.count)
      var lines: [[Rational]] = []
      var signs: [Rational] = []
      for variable in 0..<width {
        let sign: Rational = direction[variable].signum > 0 ? -1 : 1
        signs.append(sign)
        var line: [Rational] = (0..<count).map { sign * rows[$0, variable] }
        line += (0..<width).map { $0 == variable ? 1 : 0 }
        line.append(-sign * direction[variable])
        lines.append(line)
      }
      var costs: [Rational] = [Rational](repeating: .zero, count: count + width + 1)
      for line in lines {
        for column in 0..<count { costs[column] = costs[column] - line[column] }
        costs[count + width] = costs[count + width] - line[count + width]
      }
      self.lines = lines
      self.costs = costs
      self.basis = (0..<width).map { count + $0 }
      self.signs = signs
      self.multipliers = count
    }

    mutating func solve(pivots: Int) -> Answer {
      let last: Int = costs.count - 1
      for _ in 0..<pivots {
        if costs[last].isZero { return .none }
        guard let entering = (0..<multipliers).first(where: { costs[$0].signum < 0 }) else {
          return .point(
            signs.indices.map { -signs[$0] * (Rational.one - costs[multipliers + $0]) })
        }
        var leaving: Int?
        var least: Rational = .zero
        for line in lines.indices where lines[line][entering].signum > 0 {
          let ratio: Rational = lines[line][last] / lines[line][entering]
          if let known = leaving {
            guard ratio < least || (ratio == least && basis[line] < basis[known]) else { continue }
          }
          (leaving, least) = (line, ratio)
        }
        // The costs are bounded below by 0, so some line always bounds the step.
        guard let leaving else { return .unknown }
        pivot(leaving, entering)
      }
      return .unknown
    }

    private mutating func pivot(_ line: Int, _ column: Int) {
      let divisor: Rational = lines[line][column]
      let row: [Rational] = lines[line].map { $0.isZero ? $0 : $0 / divisor }
      lines[line] = row
      basis[line] = column
      for other in lines.indices where other != line { Self.eliminate(&lines[other], row, column) }
      Self.eliminate(&costs, row, column)
    }

    private static func eliminate(_ target: inout [Rational], _ row: [Rational], _ column: Int) {
      let factor: Rational = target[column]
      guard !factor.isZero else { return }
      for index in target.indices where !row[index].isZero {
        target[index] = target[index] - factor * row[index]
      }
    }
  }
}
