import LinearAlgebra

/// Counts of how often one, two or three neurons are active together, over samples that come in blocks.
struct PatternTally {
  /// The number of samples.
  private(set) var count: Int = 0
  /// For each neuron, on how many samples it is active, and on how many it is the only one.
  private(set) var active: [Int]
  private(set) var alone: [Int]
  private var both: [[Int]]
  private var all: [Int]

  private typealias Bits = [UInt64]

  init(neurons: Int) {
    self.active = [Int](repeating: 0, count: neurons)
    self.alone = active
    self.both = [[Int]](repeating: active, count: neurons)
    self.all = [Int](repeating: 0, count: max(0, neurons * (neurons - 1) * (neurons - 2) / 6))
  }

  /// Adds samples, of which the hidden units' arguments are given, `n × k`.
  mutating func add(_ arguments: Matrix) {
    let neurons: Int = active.count
    count += arguments.rows
    var sets: [Bits] = [Bits](
      repeating: Bits(repeating: 0, count: (arguments.rows + 63) / 64), count: neurons)
    for row in 0..<arguments.rows {
      var last: Int = 0
      var together: Int = 0
      for unit in 0..<neurons where arguments[row, unit] > 0 {
        sets[unit][row >> 6] |= 1 << UInt64(row & 63)
        last = unit
        together += 1
      }
      if together == 1 { alone[last] += 1 }
    }
    var triple: Int = 0
    for i in 0..<neurons {
      active[i] += sets[i].reduce(0) { $0 + $1.nonzeroBitCount }
      for j in (i + 1)..<max(i + 1, neurons) {
        let common: Bits = zip(sets[i], sets[j]).map { $0 & $1 }
        both[i][j] += common.reduce(0) { $0 + $1.nonzeroBitCount }
        for l in (j + 1)..<max(j + 1, neurons) {
          for word in common.indices { all[triple] += (common[word] & sets[l][word]).nonzeroBitCount }
          triple += 1
        }
      }
    }
  }

  /// N₂, or for one neuron the number of its active samples.
  var pairs: Int {
    var least: Int = active.min() ?? 0
    for i in active.indices {
      for j in (i + 1)..<max(i + 1, active.count) {
        least = min(least, Self.evidence([both[i][j], active[i] - both[i][j], active[j] - both[i][j]]))
      }
    }
    return least
  }

  /// N₃; nil below three neurons.
  var triples: Int? {
    let neurons: Int = active.count
    guard neurons >= 3 else { return nil }
    var least: Int = .max
    var triple: Int = 0
    for i in 0..<neurons {
      for j in (i + 1)..<max(i + 1, neurons) {
        for l in (j + 1)..<max(j + 1, neurons) {
          let three: Int = all[triple]
          triple += 1
          let (ij, il, jl): (Int, Int, Int) = (both[i][j] - three, both[i][l] - three, both[j][l] - three)
          least = min(
            least,
            Self.evidence([
              three, ij, il, jl, active[i] - ij - il - three, active[j] - ij - jl - three,
              active[l] - il - jl - three,
            ]))
        }
      }
    }
    return least
  }

  /// The samples of all patterns but the most frequent one.
  private static func evidence(_ patterns: [Int]) -> Int {
    patterns.reduce(0, +) - (patterns.max() ?? 0)
  }
}
