/// Whether the activity patterns of step neurons are the only ones that explain the labels.
///
/// For the step every unit is 0 or 1, and every other unit that fits is a sum Σ gᵢ hᵢ with values 0 and 1 only. Let
/// the samples show, for neurons i and l, the patterns a, a ∪ i, a ∪ l and a ∪ {i, l} for one a without them (the empty
/// pattern need not be seen: its sum is 0). Adding i changes the sum by gᵢ and must lead from {0, 1} to {0, 1}, twice;
/// where gᵢ and g_l both differ from 0 one of the four sums leaves {0, 1}. So if every pair has such a square, one g
/// alone differs from 0, and it is 1: the units, and with them the output weights, are unique whatever the inputs.
struct PatternSquares {
  private let count: Int
  private let patterns: [[UInt64]]
  private let seen: Set<[UInt64]>

  /// - Parameter activity: for each neuron, whether it is active on each sample.
  init(activity: [[Bool]]) {
    self.count = activity.count
    let words: Int = (activity.count + 63) / 64
    let empty: [UInt64] = [UInt64](repeating: 0, count: words)
    var patterns: [[UInt64]] = [empty]
    var seen: Set<[UInt64]> = [empty]
    for sample in (activity.first ?? []).indices {
      var pattern: [UInt64] = empty
      for neuron in activity.indices where activity[neuron][sample] {
        pattern[neuron >> 6] |= 1 << UInt64(neuron & 63)
      }
      if seen.insert(pattern).inserted { patterns.append(pattern) }
    }
    self.patterns = patterns
    self.seen = seen
  }

  /// A pair of neurons without a square; nothing where every pair has one.
  ///
  /// - Complexity: O(k² · patterns).
  var pairWithoutSquare: (Int, Int)? {
    for first in 0..<count {
      for second in (first + 1)..<max(first + 1, count) where !hasSquare(first, second) {
        return (first, second)
      }
    }
    return nil
  }

  private func hasSquare(_ first: Int, _ second: Int) -> Bool {
    patterns.contains { pattern in
      guard !Self.has(pattern, first), !Self.has(pattern, second) else { return false }
      let withFirst: [UInt64] = Self.adding(first, to: pattern)
      return seen.contains(withFirst) && seen.contains(Self.adding(second, to: pattern))
        && seen.contains(Self.adding(second, to: withFirst))
    }
  }

  private static func has(_ pattern: [UInt64], _ neuron: Int) -> Bool {
    pattern[neuron >> 6] & (1 << UInt64(neuron & 63)) != 0
  }

  private static func adding(_ neuron: Int, to pattern: [UInt64]) -> [UInt64] {
    var result: [UInt64] = pattern
    result[neuron >> 6] |= 1 << UInt64(neuron & 63)
    return result
  }
}
