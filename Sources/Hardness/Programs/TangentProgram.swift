import ExactArithmetic
import Optimization

/// A lower bound on the square loss of one ReLU as a mixed-integer program: every square is replaced by tangents.
///
/// Columns w in [−W, W]^d, q_i ≥ 0 with cost weight_i and, for y > 0, a binary d_i (dead). With z = ⟨w, x⟩ and the
/// residual z − y, the tangent at r is 2r (z − y) − r², never above (z − y)².
///
/// - y > 0: q ≥ y² d, and for each r the tangent, which a dead sample is let off by a big number where r < 0; for
///   r > 0 it holds of dead samples as well, being negative there.
/// - y ≤ 0: the loss (z⁺ − y)² is convex, at least y², and at least the tangent at each r ≥ −y, which grows with z and
///   is at most y² at z = 0.
///
/// The bound on the unit's norm is relaxed to the box. So the optimum is a **lower bound** of the least loss, no
/// more; the source problem's program answers the question itself.
///
/// Source: the outer approximation of convex functions by tangents, J. E. Kelley, "The cutting-plane method for solving
/// convex programs", J. SIAM 8 (1960), doi:10.1137/0108053.
struct TangentProgram {
  /// How many tangents a sample gets on each side of the residual 0.
  static let tangentsOnSide: Int = 4

  let instance: TrainingInstance
  let box: Double
  let limit: Int

  func program() throws -> NamedProgram {
    var builder: ProgramBuilder = ProgramBuilder(limit: limit)
    let unit: ProgramBuilder.Unit = try builder.unit(0, of: instance, box: box)
    for (index, sample) in instance.samples.enumerated() {
      let label: Double = sample.y[0].doubleValue
      let reach: Double = unit.reach(sample.x)
      let isConvex: Bool = label <= 0
      let least: Double = isConvex ? label * label : 0
      let loss: Int = try builder.column(
        "loss_\(index)", LinearProgram.Column(lowerBound: least, cost: sample.weight.doubleValue))
      if isConvex {
        for (number, residual) in Self.residuals(from: -label, to: reach - label).enumerated() {
          try builder.row(
            "tangent_\(index)_\(number)", tangent(loss, unit, sample.x, residual),
            atLeast: -2 * residual * label - residual * residual)
        }
        continue
      }
      let dead: Int = try builder.column("dead_\(index)", .binary(cost: 0))
      try builder.row("off_\(index)", [(loss, 1), (dead, -label * label)], atLeast: 0)
      let below: [Double] = Self.residuals(from: 0, to: label).map { -$0 }
      let above: [Double] = Self.residuals(from: 0, to: max(reach - label, 0))
      for (number, residual) in (below + above).enumerated() {
        var entries: [(column: Int, value: Double)] = tangent(loss, unit, sample.x, residual)
        // At the residual −reach − label, the least that there is, the tangent is this far above 0.
        if residual < 0 { entries.append((dead, -2 * residual * (reach + label))) }
        try builder.row(
          "tangent_\(index)_\(number)", entries, atLeast: -2 * residual * label - residual * residual)
      }
    }
    return try builder.finished(
      meaning:
        "its optimum is a lower bound of every network's loss: squares are replaced by tangents, and the bound "
        + "on the norm by the box [−\(box), \(box)]")
  }

  /// q − 2r z ≥ −2r y − r², the left side.
  private func tangent(
    _ loss: Int, _ unit: ProgramBuilder.Unit, _ x: [SparseEntry], _ residual: Double
  ) -> [(column: Int, value: Double)] {
    [(loss, 1)] + unit.terms(x, times: -2 * residual)
  }

  /// Equally spaced numbers, `end` among them and `start` not.
  private static func residuals(from start: Double, to end: Double) -> [Double] {
    guard end > start else { return [] }
    return (1...tangentsOnSide).map { start + (end - start) * Double($0) / Double(tangentsOnSide) }
  }
}
