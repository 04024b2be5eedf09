/// The families there are.
public enum SourceFamilyRegistry {
  /// Every family, in the order in which they are listed.
  public static let all: [any SourceFamily.Type] = [
    RandomGraphFamily.self, PlantedColouringFamily.self, QuietColouringFamily.self, CliqueCoreFamily.self,
    MycielskiFamily.self, QueenFamily.self, PlantedDenseFamily.self, PlantedCliqueFamily.self,
    TreeFamily.self, BipartiteFamily.self, EvenCycleFamily.self,
    RandomHypergraphFamily.self, PlantedHypergraphFamily.self, FanoFamily.self,
    CompleteHypergraphFamily.self, SteinerFamily.self,
    RandomCoverFamily.self, PlantedCoverFamily.self, DisjointCoverFamily.self,
    RandomFormulaFamily.self, PlantedFormulaFamily.self, PigeonholeFamily.self, RandomCircuitFamily.self,
  ]

  /// The family of a name, or `nil`.
  public static func named(_ name: String) -> (any SourceFamily.Type)? { all.first { $0.name == name } }

  /// The families of the kinds that a reduction takes.
  public static func of(kinds: [SourceContent.Kind]) -> [any SourceFamily.Type] {
    all.filter { kinds.contains($0.kind) }
  }
}
