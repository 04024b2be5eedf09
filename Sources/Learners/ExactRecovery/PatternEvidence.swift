import LinearAlgebra

/// How many samples tell neurons apart, from their activity patterns.
///
/// For a set τ of two or three neurons it counts the samples on which one of them is active, less those that share
/// the most frequent pattern. Another network that fits would need each of the rest to lie on a hypersurface; for
/// inputs from a density that is impossible once they outnumber its degrees of freedom: d + 2 for pairs, d + k for
/// triples, given that the active samples of every neuron span the inputs.
struct PatternEvidence {
  /// The least count over pairs, N₂; for a single neuron the number of its active samples.
  let pairs: Int
  /// The least count over triples, N₃; `nil` below three neurons.
  let triples: Int?

  private let neurons: Int

  private typealias Bits = [UInt64]

  /// Counts the patterns of the given samples.
  ///
  /// - Parameter activity: for each neuron, whether it is active on each sample.
  init(activity: [[Bool]]) {
    let count: Int = activity.count
    self.neurons = count
    let sets: [Bits] = activity.map { flags in
      var words: Bits = Bits(repeating: 0, count: (flags.count + 63) / 64)
      for (index, flag) in flags.enumerated() where flag { words[index >> 6] |= 1 << UInt64(index & 63) }
      return words
    }
    let sizes: [Int] = sets.map { $0.reduce(0) { $0 + $1.nonzeroBitCount } }
    var both: [[Int]] = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
    var pairs: Int = sizes.min() ?? 0
    for i in 0..<count {
      for j in (i + 1)..<max(i + 1, count) {
        let common: Int = Self.commonCount(sets[i], sets[j])
        both[i][j] = common
        let patterns: [Int] = [common, sizes[i] - common, sizes[j] - common]
        pairs = min(pairs, patterns.reduce(0, +) - (patterns.max() ?? 0))
      }
    }
    self.pairs = pairs
    guard count >= 3 else {
      self.triples = nil
      return
    }
    var triples: Int = .max
    for i in 0..<(count - 2) {
      for j in (i + 1)..<(count - 1) {
        let common: Bits = zip(sets[i], sets[j]).map { $0 & $1 }
        for l in (j + 1)..<count {
          let all: Int = Self.commonCount(common, sets[l])
          let (ij, il, jl): (Int, Int, Int) = (both[i][j] - all, both[i][l] - all, both[j][l] - all)
          let patterns: [Int] = [
            all, ij, il, jl, sizes[i] - ij - il - all, sizes[j] - ij - jl - all, sizes[l] - il - jl - all,
          ]
          triples = min(triples, patterns.reduce(0, +) - (patterns.max() ?? 0))
        }
      }
    }
    self.triples = triples
  }

  /// Whether the counts are those that the uniqueness theorem asks for.
  func suffices(dimension: Int) -> Bool {
    pairs >= Self.pairsNeeded(dimension)
      && (triples.map { $0 >= Self.triplesNeeded(dimension, neurons: neurons) } ?? true)
  }

  static func pairsNeeded(_ dimension: Int) -> Int { dimension + 2 }

  static func triplesNeeded(_ dimension: Int, neurons: Int) -> Int { dimension + neurons }

  private static func commonCount(_ a: Bits, _ b: Bits) -> Int {
    var count: Int = 0
    for index in a.indices { count += (a[index] & b[index]).nonzeroBitCount }
    return count
  }
}
