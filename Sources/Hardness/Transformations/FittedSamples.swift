import ExactArithmetic

/// Which samples of a reduction the image of every solution fits exactly.
enum FittedSamples {
  /// The tags of the samples that some image does not fit: they carry the cost of the solution. `nil` where the
  /// reduction is not known, so that no sample counts as fitted.
  ///
  /// | reduction | fitted | not |
  /// |---|---|---|
  /// | `R1-set-cover` | `bias`, `element` | `set` |
  /// | `R1-monotone-circuit` | `bias`, gates, `output` | `input` |
  /// | `R5-densest-subgraph` | `pin` | `edge`, `vertex` |
  /// | the colouring reductions | all, as their images have loss 0 | none |
  static func costlyTags(of instance: TrainingInstance) -> Set<String>? {
    switch instance.source.kind {
    case .setCover: ["set"]
    case .monotoneCircuit: ["input"]
    case .densestSubgraph: ["edge", "vertex"]
    case .colouring: instance.threshold.isZero ? [] : nil
    }
  }
}
