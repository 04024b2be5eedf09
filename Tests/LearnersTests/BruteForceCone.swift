import LinearAlgebra
import Optimization

/// The verdict on tiny samples by every one of the 2^n activity patterns, with nothing shared with the learner.
///
/// For a pattern the unknowns (w, v), h = A w, obey A_j·w = x_j·v on active samples, A_j·w = 0 and x_j·v ≤ 0 on the
/// others, with Σ h = 1; A has full column rank here. Active samples that do not span the inputs determine no direction.
struct BruteForceCone {
  let inputs: Matrix
  let labels: Matrix

  enum Verdict: String {
    case recovered, notIdentifiable, notRealisable
  }

  private var width: Int { labels.columns + inputs.columns }

  func verdict() throws -> Verdict {
    var units: [[Double]] = []
    var directions: [[Double]] = []
    var isUnique: Bool = true
    for pattern in 1..<(1 << inputs.rows) {
      var first: [Double]?
      for point in try extremePoints(of: pattern) {
        let unit: [Double] = labels.times(Array(point.prefix(labels.columns)))
        let direction: [Double] = Array(point.dropFirst(labels.columns))
        let active: [Int] = unit.indices.filter { unit[$0] > 1e-6 }
        if try SingularValues.right(of: inputs.selectingRows(active)).values.contains(where: { $0 < 1e-6 }) {
          isUnique = false
        }
        // What lies between two units of one pattern is one too.
        if (first ?? unit).distance(to: unit) > 1e-5 { isUnique = false }
        first = first ?? unit
        if let known = units.firstIndex(where: { $0.distance(to: unit) < 1e-5 }) {
          if directions[known].distance(to: direction) > 1e-3 { isUnique = false }
        } else {
          units.append(unit)
          directions.append(direction)
        }
      }
    }
    guard let values = try? SingularValues(Matrix(units)).values,
      values.count(where: { $0 > 1e-6 }) == labels.columns
    else { return .notRealisable }
    return units.count == labels.columns && isUnique ? .recovered : .notIdentifiable
  }

  /// The points of a pattern that are furthest in each direction of a coordinate; none where there is no point.
  private func extremePoints(of pattern: Int) throws -> [[Double]] {
    let isActive: [Bool] = (0..<inputs.rows).map { pattern & (1 << $0) != 0 }
    var rows: [LinearProgram.Row] = []
    for row in 0..<inputs.rows {
      let unit: [(column: Int, value: Double)] = (0..<labels.columns).map { ($0, labels[row, $0]) }
      let product: [(column: Int, value: Double)] = (0..<inputs.columns)
        .map { (labels.columns + $0, inputs[row, $0]) }
      if isActive[row] {
        rows.append(
          LinearProgram.Row(unit + product.map { ($0.column, -$0.value) }, atLeast: 0, atMost: 0))
        rows.append(LinearProgram.Row(unit, atLeast: 0))
      } else {
        rows.append(LinearProgram.Row(unit, atLeast: 0, atMost: 0))
        rows.append(LinearProgram.Row(product, atMost: 0))
      }
    }
    let total: [(column: Int, value: Double)] = (0..<labels.columns)
      .map { ($0, labels.column($0).reduce(0, +)) }
    rows.append(LinearProgram.Row(total, atLeast: 1, atMost: 1))
    var points: [[Double]] = []
    for index in 0..<width {
      for sign in [1.0, -1.0] {
        let columns: [LinearProgram.Column] = (0..<width).map {
          LinearProgram.Column(lowerBound: -1e4, upperBound: 1e4, cost: $0 == index ? sign : 0)
        }
        let result: SolveResult = try GLPKSolver().solve(
          try LinearProgram(sense: .maximize, columns: columns, rows: rows))
        guard let values = result.values else { return [] }
        points.append(values)
      }
    }
    return points
  }
}
