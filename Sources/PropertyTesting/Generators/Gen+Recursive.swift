extension Gen {
  /// Values that hold values of their own kind, such as trees; leaves are simplest.
  ///
  /// ```swift
  /// indirect enum Term { case number(Int), sum(Term, Term) }
  /// let terms: Gen<Term> = .recursive(budget: 20, leaf: Gen<Int>.integer(in: 0...9).map { .number($0) }) { term in
  ///   zip(term, term).map { .sum($0, $1) }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - budget: how many parts of the kind a value may have beside the leaves that close it, at least 0; the parts of
  ///     all levels share it.
  ///   - leaf: values without parts of the kind.
  ///   - branch: makes values of smaller ones, which its argument draws.
  public static func recursive(
    budget: Int = 32, leaf: Gen<Value>, branch: @escaping @Sendable (Gen<Value>) -> Gen<Value>
  ) -> Gen<Value> {
    precondition(budget >= 0, "a size budget is 0 or more")
    return Gen { source in
      let outer: Int? = source.recursionBudget
      source.recursionBudget = budget
      defer { source.recursionBudget = outer }
      return try source(Gen.part(leaf: leaf, branch: branch))
    }
  }

  private static func part(
    leaf: Gen<Value>, branch: @escaping @Sendable (Gen<Value>) -> Gen<Value>
  ) -> Gen<Value> {
    Gen { source in
      try source.span(.recursion) { source in
        let remaining: Int = source.recursionBudget ?? 0
        guard remaining > 0, try source.chooseBoolean(probability: branchProbability) else {
          return try source(leaf)
        }
        source.recursionBudget = remaining - 1
        return try source(branch(part(leaf: leaf, branch: branch)))
      }
    }
  }

  /// With two parts to a branch, about half of the random values end before their budget does.
  private static var branchProbability: Double { 0.5 }
}
