/// Every family of subspace teachers that can be named on the command line; a new one is a line here.
public enum SubspaceRegistry {
  /// The families, in the order in which they are listed.
  public static let all: [any SubspaceFamily.Type] = [
    OneHiddenMixedTeachers.self,
    OneHiddenPositiveTeachers.self,
    BiasedTeachers.self,
    NearParallelPairTeachers.self,
    DeepTeachers.self,
    LatticeTeachers.self,
    BalancedTeachers.self,
    WheelTeachers.self,
    ParityNetworkTeachers.self,
    StagedTeachers.self,
    VanishingGapTeachers.self,
    WedgeTeachers.self,
    TriangleTeachers.self,
    FullDimensionalTeachers.self,
  ]

  /// The family of a name, if there is one.
  public static func family(_ identifier: String) -> (any SubspaceFamily.Type)? {
    all.first { $0.identifier == identifier }
  }

  /// The names of all families' parameters, each once, in the order of the list.
  public static let parameterNames: [String] = all.reduce(into: []) { names, family in
    names += family.parameters.map(\.name).filter { !names.contains($0) }
  }
}
