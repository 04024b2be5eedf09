/// What a source problem is asked: the targets that the command line takes, `nil` where none is given.
public struct SourceTargets: Sendable, Hashable {
  /// A target that can be asked to be the optimum, which is computed first.
  public enum Target: Sendable, Hashable {
    /// A given number.
    case value(Int)
    /// The optimum.
    case optimum
  }

  /// κ: the cost of a cover, the true inputs of a circuit, the vertices of a subgraph.
  public var kappa: Target?
  /// k: the number of colours.
  public var colours: Target?
  /// ℓ: the edges of a dense subgraph.
  public var edges: Target?
  /// Whether every set is to cost 1.
  public var isUnicost: Bool
  /// How a graph becomes a covering problem.
  public var covering: Covering

  /// Which covering problem a graph or hypergraph stands for.
  public enum Covering: String, Sendable, Hashable, CaseIterable {
    /// Edges are to be covered by vertices; of a hypergraph a hitting set.
    case vertexCover = "vertex-cover"
    /// Every vertex is to be in the closed neighbourhood of a chosen one.
    case dominatingSet = "dominating-set"
  }

  /// Creates targets.
  public init(
    kappa: Target? = nil, colours: Target? = nil, edges: Target? = nil, isUnicost: Bool = false,
    covering: Covering = .vertexCover
  ) {
    self.kappa = kappa
    self.colours = colours
    self.edges = edges
    self.isUnicost = isUnicost
    self.covering = covering
  }

  /// These targets, with those of `others` where none is given.
  func filled(from others: SourceTargets) -> SourceTargets {
    guard kappa == nil, colours == nil, edges == nil else { return self }
    var filled: SourceTargets = self
    filled.kappa = others.kappa
    filled.colours = others.colours
    filled.edges = others.edges
    return filled
  }
}
