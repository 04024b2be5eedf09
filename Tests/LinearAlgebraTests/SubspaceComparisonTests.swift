import Foundation
import LinearAlgebra
import Testing

@Suite("Subspaces are compared")
struct SubspaceComparisonTests {
  private static func columns(_ vectors: [[Double]]) throws -> Matrix { try Matrix(vectors).transposed }

  @Test("by the sines of their angles, small ones to all digits")
  func angles() throws {
    for angle in [0, 1e-12, 1e-6, 0.1, 1, .pi / 2] {
      let found: Matrix = try Self.columns([[1, 0, 0], [0, cos(angle), sin(angle)]])
      let right: Matrix = try Self.columns([[0, 1, 0], [3, 1, 0]])
      let comparison: SubspaceComparison = try SubspaceComparison(found: found, right: right)
      #expect((comparison.missed - sin(angle)).magnitude <= 1e-15)
      #expect((comparison.spurious - sin(angle)).magnitude <= 1e-15)
    }
  }

  @Test("on each side by itself where one holds the other")
  func containment() throws {
    let line: Matrix = try Self.columns([[1, 1, 0]])
    let plane: Matrix = try Self.columns([[1, 0, 0], [0, 2, 0]])
    let larger: SubspaceComparison = try SubspaceComparison(found: plane, right: line)
    #expect(larger.missed <= 1e-15 && larger.spurious == 1 && larger.distance == 1)
    let smaller: SubspaceComparison = try SubspaceComparison(found: line, right: plane)
    #expect(smaller.missed == 1 && smaller.spurious <= 1e-15)
    let empty: SubspaceComparison = try SubspaceComparison(found: Matrix(rows: 3, columns: 0), right: plane)
    #expect(empty.missed == 1 && empty.spurious == 0)
  }

  @Test("and refused where columns are dependent or rows differ")
  func refused() throws {
    let plane: Matrix = try Self.columns([[1, 0, 0], [0, 2, 0]])
    #expect(throws: LinearAlgebraError.self) {
      try SubspaceComparison(found: try Self.columns([[1, 0, 0], [2, 0, 0]]), right: plane)
    }
    #expect(throws: LinearAlgebraError.self) {
      try SubspaceComparison(found: try Self.columns([[1, 0]]), right: plane)
    }
    #expect(throws: LinearAlgebraError.self) {
      try SubspaceComparison(found: try Self.columns([[.nan, 0, 0]]), right: plane)
    }
  }

  @Test("by bases that are kept where they are orthonormal")
  func bases() throws {
    let basis: Matrix = try Self.columns([[0.6, 0.8, 0], [-0.8, 0.6, 0]])
    #expect((try basis.orthonormalColumns() - basis).maximumMagnitude <= 1e-15)
  }
}
