/// The reductions that there are, in the order in which they are listed.
public enum ReductionRegistry {
  /// Every reduction, each once.
  public static let all: [any Reduction.Type] = [
    SetCoverToReLU.self
  ]

  /// What each reduction is and where it comes from, in the same order.
  public static var summaries: [ReductionSummary] { all.map { $0.summary } }
}
