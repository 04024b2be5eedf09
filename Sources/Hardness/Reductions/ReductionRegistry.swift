/// The reductions that there are, in the order in which they are listed.
public enum ReductionRegistry {
  /// Every reduction, each once.
  public static let all: [any Reduction.Type] = [
    SetCoverToReLU.self,
    MonotoneCircuitToReLU.self,
    ColouringToReLUs.self,
    SignedColouringToReLUs.self,
    LabelMatrixToReLUs.self,
    DensestSubgraphToReLU.self,
    GapColouringToReLUs.self,
  ]

  /// What each reduction is and where it comes from, in the same order.
  public static var summaries: [ReductionSummary] { all.map { $0.summary } }

  /// The reduction of a name on the command line; `nil` where there is none.
  public static func reduction(named id: String) -> (any Reduction.Type)? {
    all.first { $0.summary.id == id }
  }

  /// The reduction that writes a name of the exchange format, affine or not; `nil` where there is none.
  public static func reduction(ofFormat name: String) -> (any Reduction.Type)? {
    all.first { reduction in formatNames(of: reduction).contains(name) }
  }

  /// The names in the exchange format that a reduction writes.
  public static func formatNames(of reduction: any Reduction.Type) -> [String] {
    let summary: ReductionSummary = reduction.summary
    return reduction.optionNames.contains(.affine)
      ? [summary.formatName, summary.affineFormatName] : [summary.formatName]
  }
}
