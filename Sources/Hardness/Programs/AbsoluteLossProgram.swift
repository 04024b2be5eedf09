import ExactArithmetic
import Foundation
import Optimization

/// The least loss of one ReLU on a covering instance (`R1-set-cover`, `R1-monotone-circuit`) as a mixed-integer
/// program: the square loss is replaced by a weighted absolute loss that has the same least value.
///
/// **Weights.** With the constant t of the instance, a sample of weight m costs m·y |f(x) − y| where y > 0, and
/// t √m f(x) where y = 0. In the instance as the reduction makes it that is t on the bias, element, gate and output
/// samples and the cost on the set or input samples.
///
/// **Claim.** The least value is the optimum OPT of the source problem, as it is of the square loss.
///
/// **Proof.** Write b = w₀ and T for what the unit chooses, {s : −w_s ≥ b}.
/// - b ≤ 0: the bias sample (t e₀, t) has output 0 and costs t · t ≥ 2K̄.
/// - b > 0 and T is no solution: by the argument of the reduction some element, gate or output sample has an output
///   above t b, which costs more than t · t b. With the bias sample's t |t b − t| that is at least
///   t² (b + |b − 1|) ≥ t² ≥ 2K̄.
/// - b > 0 and T is a solution: the set or input sample of every s in T has output (b + w_s)⁺ = 0 where 1 is asked,
///   and costs its cost. So the value is at least the cost of T, which is at least OPT.
///
/// As OPT < K̄, no value is below OPT; the image of a cheapest solution fits all but those samples, and its value is
/// OPT. ∎
///
/// **What keeps it.** Dividing a sample by ρ > 0 and multiplying its weight by ρ² (the affine form, the
/// transformation `scale`) leaves m y |f − y| and √m f as they are. Splitting a weight leaves the first as it is and
/// makes the second larger, which can only raise values, and not that of the image, which has f = 0 there. The same
/// holds of samples added that every image fits.
///
/// **The program.** Columns w, q_i ≥ 0 (what sample i costs, per unit of weight) and, for y > 0, a binary d_i (dead).
/// y = 0: q ≥ z, where z = ⟨w, x⟩. y > 0: q ≥ z − y, q ≥ y − z − B d and q ≥ y d. With d = 0 these say
/// q ≥ |z − y|, with d = 1 q ≥ max(z − y, y); the smaller of the two is |z⁺ − y| for every z.
struct AbsoluteLossProgram {
  let instance: TrainingInstance
  /// The constant t.
  let scale: Double
  let box: Double
  let limit: Int

  func program() throws -> NamedProgram {
    var builder: ProgramBuilder = ProgramBuilder(limit: limit)
    let unit: ProgramBuilder.Unit = try builder.unit(0, of: instance, box: box)
    for (index, sample) in instance.samples.enumerated() {
      let label: Double = sample.y[0].doubleValue
      let weight: Double = sample.weight.doubleValue
      guard label > 0 else {
        let cost: Int = try builder.column(
          "cost_\(index)", LinearProgram.Column(cost: scale * weight.squareRoot()))
        try builder.row("above_\(index)", [(cost, 1)] + unit.terms(sample.x, times: -1), atLeast: 0)
        continue
      }
      let cost: Int = try builder.column("cost_\(index)", LinearProgram.Column(cost: weight * label))
      let dead: Int = try builder.column("dead_\(index)", .binary(cost: 0))
      try builder.row("above_\(index)", [(cost, 1)] + unit.terms(sample.x, times: -1), atLeast: -label)
      try builder.row(
        "below_\(index)", [(cost, 1), (dead, unit.reach(sample.x))] + unit.terms(sample.x), atLeast: label)
      try builder.row("off_\(index)", [(cost, 1), (dead, -label)], atLeast: 0)
    }
    return try builder.finished(
      meaning:
        "its optimum is the least loss of any network exactly: a weighted absolute loss with the same least "
        + "value, weights in [−\(box), \(box)]")
  }
}
