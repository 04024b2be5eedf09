import ExactArithmetic
import Optimization

/// Is there a network of loss 0? As a mixed-integer program without an objective.
///
/// Every unit j has weights w_j in [−W, W]^d, W as ``WeightBox`` says, and output weight +1. That loses nothing: in the
/// class `plus` a positive output weight can be folded into the unit, and in the reductions of class `real` the sign
/// anchors leave a network of loss 0 no other sign than + (see the reductions for the proof). So the program is
/// feasible exactly when the source problem's answer is yes. With B_i = W ‖x_i‖₁, sample by sample:
///
/// - **Reduced form** (class `plus`; all labels are ≥ 0). Label 0: ⟨w_j, x⟩ ≤ 0 for every j, without a binary. Label
///   y > 0: outputs h_j ≥ 0 and binaries on_j with h_j ≥ ⟨w_j, x⟩, h_j ≤ y on_j, h_j ≤ ⟨w_j, x⟩ + B (1 − on_j),
///   Σ h_j = y, Σ on_j ≥ 1. In the first such sample unit 0 is on, as the units can be exchanged.
/// - **Naive form** (class `real`). Every sample: h_j ≥ 0, h_j ≥ ⟨w_j, x⟩, h_j ≤ B on_j,
///   h_j ≤ ⟨w_j, x⟩ + B (1 − on_j), Σ h_j = y.
///
/// With several outputs (labels y·c) the output r with the largest |c_r| stands for all: a network of loss 0 fits it
/// exactly, and conversely units that fit y_r / c_r exactly fit all outputs with U = c 1ᵀ. A bound on the norms is left
/// out: where the units have no bound, loss 0 still makes the colouring proper, and the box holds the bounded image.
struct ZeroLossProgram {
  let instance: TrainingInstance
  /// The output that stands for all, and what its labels are divided by.
  let output: (index: Int, scale: Rational)
  let box: Double
  let limit: Int

  func program() throws -> NamedProgram {
    var builder: ProgramBuilder = ProgramBuilder(limit: limit)
    var units: [ProgramBuilder.Unit] = []
    for unit in 0..<instance.units { units.append(try builder.unit(unit, of: instance, box: box)) }
    let isReduced: Bool = instance.coefficients == .plus
    var isFirst: Bool = true
    for (index, sample) in instance.samples.enumerated() {
      let label: Double = (sample.y[output.index] / output.scale).doubleValue
      if !isReduced {
        try addNaive(sample.x, label, index, units, &builder)
      } else if label == 0 {
        for (number, unit) in units.enumerated() {
          try builder.row("off_\(index)_\(number)", unit.terms(sample.x), atMost: 0)
        }
      } else {
        try addReduced(sample.x, label, index, units, fixesFirst: isFirst, &builder)
        isFirst = false
      }
    }
    return try builder.finished(
      meaning:
        "feasible exactly when some network has loss 0, with weights in [−\(box), \(box)], which loses none")
  }

  private func addReduced(
    _ x: [SparseEntry], _ label: Double, _ index: Int, _ units: [ProgramBuilder.Unit], fixesFirst: Bool,
    _ builder: inout ProgramBuilder
  ) throws {
    var outputs: [(column: Int, value: Double)] = []
    var binaries: [(column: Int, value: Double)] = []
    for (number, unit) in units.enumerated() {
      let place: String = "\(index)_\(number)"
      let height: Int = try builder.column("h_\(place)", LinearProgram.Column(cost: 0))
      let on: Int = try builder.column(
        "on_\(place)",
        fixesFirst && number == 0
          ? LinearProgram.Column(kind: .integer, lowerBound: 1, upperBound: 1, cost: 0) : .binary(cost: 0))
      let reach: Double = unit.reach(x)
      try builder.row("above_\(place)", [(height, 1)] + unit.terms(x, times: -1), atLeast: 0)
      try builder.row("dead_\(place)", [(height, 1), (on, -label)], atMost: 0)
      try builder.row("live_\(place)", [(height, 1), (on, reach)] + unit.terms(x, times: -1), atMost: reach)
      outputs.append((height, 1))
      binaries.append((on, 1))
    }
    try builder.row("fit_\(index)", outputs, atLeast: label, atMost: label)
    try builder.row("some_\(index)", binaries, atLeast: 1)
  }

  private func addNaive(
    _ x: [SparseEntry], _ label: Double, _ index: Int, _ units: [ProgramBuilder.Unit],
    _ builder: inout ProgramBuilder
  ) throws {
    var outputs: [(column: Int, value: Double)] = []
    for (number, unit) in units.enumerated() {
      let place: String = "\(index)_\(number)"
      let height: Int = try builder.column("h_\(place)", LinearProgram.Column(cost: 0))
      let on: Int = try builder.column("on_\(place)", .binary(cost: 0))
      let reach: Double = unit.reach(x)
      try builder.row("above_\(place)", [(height, 1)] + unit.terms(x, times: -1), atLeast: 0)
      try builder.row("dead_\(place)", [(height, 1), (on, -reach)], atMost: 0)
      try builder.row("live_\(place)", [(height, 1), (on, reach)] + unit.terms(x, times: -1), atMost: reach)
      outputs.append((height, 1))
    }
    try builder.row("fit_\(index)", outputs, atLeast: label, atMost: label)
  }
}
