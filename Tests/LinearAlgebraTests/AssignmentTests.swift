import LinearAlgebra
import TestSupport
import Testing

@Suite("The assignment")
struct AssignmentTests {
  static let shapes: [Shape] = (0...5).flatMap { rows in (rows...6).map { Shape(rows, $0) } }

  /// The smallest total over all ways to give each row a column of its own, by trying them all.
  private static func bruteForce(_ cost: Matrix, row: Int = 0, taken: Set<Int> = []) -> Double {
    guard row < cost.rows else { return 0 }
    return (0..<cost.columns).filter { !taken.contains($0) }
      .map { cost[row, $0] + bruteForce(cost, row: row + 1, taken: taken.union([$0])) }
      .reduce(.infinity, min)
  }

  private func total(_ assignment: [Int], _ cost: Matrix) -> Double {
    assignment.enumerated().reduce(0) { $0 + cost[$1.offset, $1.element] }
  }

  @Test("costs as little as the best of all permutations", arguments: shapes)
  func optimal(shape: Shape) throws {
    for seed in 0..<20 as Range<UInt64> {
      let real: Matrix = try .random(shape.rows, shape.columns, seed: seed)
      // Few distinct values give many ties, where an augmenting path can go astray.
      for cost in [real, real.mapElements { ($0 * 2).rounded() }] {
        let found: [Int] = try Assignment.minimumCost(cost)
        #expect(found.count == shape.rows)
        #expect(Set(found).count == shape.rows)
        #expect(found.allSatisfy { (0..<max(1, shape.columns)).contains($0) })
        #expect((total(found, cost) - Self.bruteForce(cost)).magnitude <= 1e-14)
      }
    }
  }

  @Test("of a worked example is the one that no row likes best")
  func worked() throws {
    #expect(try Assignment.minimumCost(Matrix([[1, 2], [1, 10]])) == [1, 0])
  }

  @Test("ends, and is optimal, for costs near the largest number", .timeLimit(.minutes(1)))
  func hugeCosts() throws {
    let huge: Double = .greatestFiniteMagnitude
    #expect(try Assignment.minimumCost(Matrix([[huge, -huge], [huge, -huge / 2]])) == [1, 0])
    #expect(
      try Assignment.minimumCost(Matrix([[huge, -huge, huge], [huge, -huge, 0], [-huge, 0, huge]])) == [
        1, 2, 0,
      ])
  }

  @Test("is refused where a row goes empty-handed or a cost is not finite")
  func refused() throws {
    #expect(code { try Assignment.minimumCost(Matrix(rows: 3, columns: 2)) } == .shapeMismatch)
    for value in [Double.nan, .infinity, -.infinity] {
      #expect(code { try Assignment.minimumCost(Matrix([[0, value]])) } == .nonFinite)
    }
  }
}
