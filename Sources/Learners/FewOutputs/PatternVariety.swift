import LinearAlgebra

/// Whether the activity of neurons on the samples is varied enough to leave no room for another network.
///
/// Let another network of the same size share all neurons but *s*. Wherever the two have different linear pieces, a
/// sample of a density is one equation on the other's s d unknowns. The pieces agree for nothing only where all *s*
/// neurons are inactive; every *r* further independent agreements fix r d unknowns and cover at most 2^r − 1 patterns.
/// So for each set of *s* neurons and each r < s the samples outside the empty and the 2^r − 1 most frequent patterns
/// must outnumber (s − r) d. Sets of more neurons than there are inputs are left out, since their directions depend on
/// one another.
struct PatternVariety {
  /// The least of the ratios samples / unknowns over all sets; above 1 where the patterns are varied enough.
  let leastRatio: Double

  /// Counts the patterns of samples that no hyperplane comes close to.
  ///
  /// - Complexity: O(n k d + k 3^k) at most.
  ///
  /// - Precondition: there are at most ``FewOutputsLearner/largestHiddenUnits`` neurons.
  init(inputs: Matrix, hidden: Matrix, isCounted: [Bool]) {
    let (k, d): (Int, Int) = (hidden.rows, hidden.columns)
    let margins: Matrix = inputs.timesTransposed(hidden)
    var counts: [Int] = [Int](repeating: 0, count: 1 << k)
    for row in 0..<inputs.rows where isCounted[row] {
      let band: Double = ExactRecoveryTolerances.finestBand * inputs.row(row).euclideanNorm
      guard (0..<k).allSatisfy({ margins[row, $0].magnitude > band }) else { continue }
      var pattern: Int = 0
      for unit in 0..<k where margins[row, unit] > 0 { pattern |= 1 << unit }
      counts[pattern] += 1
    }
    var least: Double = .infinity
    for set in 1..<(1 << k) where set.nonzeroBitCount <= d {
      least = min(least, Self.ratio(set, counts: counts, units: k, dimension: d))
    }
    self.leastRatio = least
  }

  private static func ratio(_ set: Int, counts: [Int], units: Int, dimension: Int) -> Double {
    let members: [Int] = (0..<units).filter { set & (1 << $0) != 0 }
    var merged: [Int] = [Int](repeating: 0, count: 1 << members.count)
    for (pattern, count) in counts.enumerated() where count > 0 {
      var part: Int = 0
      for (place, unit) in members.enumerated() where pattern & (1 << unit) != 0 { part |= 1 << place }
      merged[part] += count
    }
    let frequent: [Int] = merged.dropFirst().sorted(by: >)
    let active: Int = frequent.reduce(0, +)
    var least: Double = .infinity
    for agreements in 0..<members.count {
      let covered: Int = frequent.prefix((1 << agreements) - 1).reduce(0, +)
      least = min(least, Double(active - covered) / Double((members.count - agreements) * dimension))
    }
    return least
  }
}
