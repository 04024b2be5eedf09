/// Every teacher family that can be named on the command line; a new one is a line here.
public enum TeacherRegistry {
  /// The families, in the order in which they are listed.
  public static let all: [any TeacherFamily.Type] = [
    GaussianTeachers.self,
    NearParallelTeachers.self,
    AntipodalTeachers.self,
    NearAntipodalTeachers.self,
    DuplicateRowTeachers.self,
    ZeroOutputColumnTeachers.self,
    NeverActiveTeachers.self,
    TinyNeuronTeachers.self,
    SpreadNormTeachers.self,
    GaugeScaledTeachers.self,
    IllConditionedTeachers.self,
    CommonDirectionTeachers.self,
    DependentOutputTeachers.self,
    SquareTeachers.self,
    OvercompleteTeachers.self,
    ManyOutputTeachers.self,
    ZeroSumTeachers.self,
    SumOfOthersTeachers.self,
    LinearPairTeachers.self,
    EqualPatternTeachers.self,
    AlwaysActiveTeachers.self,
    RationalTeachers.self,
  ]

  /// The family of a name, if there is one.
  public static func family(_ identifier: String) -> (any TeacherFamily.Type)? {
    all.first { $0.identifier == identifier }
  }

  /// The names of all families' parameters, each once, in the order of the list.
  public static let parameterNames: [String] = all.reduce(into: []) { names, family in
    names += family.parameters.map(\.name).filter { !names.contains($0) }
  }
}
