import ExactArithmetic
import Optimization

extension InstanceFile {
  /// The training problem as a mixed-integer program over the samples as they are written.
  ///
  /// Three kinds: of a reduction whose threshold is loss 0, feasibility (exact); of the covering reductions, an
  /// absolute loss of the same least value (exact); of others, a lower bound by tangents. ``NamedProgram/meaning``
  /// says which. Coefficients are the `Double`s nearest to the instance's rationals.
  ///
  /// - Throws: ``ProgramTooLarge`` past `entryLimit` coefficients; `OptimizationError` where a number is too large.
  /// - Complexity: O(k · nonzeros), or O(`entryLimit`) where it is too large.
  public func trainingProgram(entryLimit: Int) throws -> NamedProgram {
    // Each weight is a column; the box alone would cost the memory of an image.
    guard instance.units <= entryLimit / max(1, instance.dimension) else {
      throw ProgramTooLarge(limit: entryLimit)
    }
    let base: TrainingInstance = TransformationUndo(instance, transformations).base
    let box: Double = try WeightBox.bound(for: self, base: base)
    if base.threshold.isZero, base.source.kind == .colouring {
      return try ZeroLossProgram(
        instance: instance, output: Self.leadingOutput(of: base), box: box, limit: entryLimit
      ).program()
    }
    switch base.source {
    case .setCover, .monotoneCircuit:
      guard let scale = base.parameters["t"] else {
        throw SourceFault(
          place: "params.t", problem: "the constant is missing", mend: "generate the instance again")
      }
      return try AbsoluteLossProgram(
        instance: instance, scale: scale.doubleValue, box: box, limit: entryLimit
      ).program()
    case .colouring, .densestSubgraph:
      return try TangentProgram(instance: instance, box: box, limit: entryLimit).program()
    }
  }

  /// The output whose labels are largest, and the label there of a vertex, which in one output alone is 1 or more.
  private static func leadingOutput(of base: TrainingInstance) -> (index: Int, scale: Rational) {
    guard base.outputs > 1, let vertex = base.samples.first(where: { $0.tag == "vertex" }) else {
      return (0, 1)
    }
    var best: Int = 0
    for index in vertex.y.indices where vertex.y[index].magnitude > vertex.y[best].magnitude { best = index }
    return (best, vertex.y[best])
  }
}
