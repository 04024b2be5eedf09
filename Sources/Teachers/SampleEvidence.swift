import LinearAlgebra
import Networks

/// How far a problem's own samples tell its teacher's neurons apart, from their activity patterns.
///
/// For a pair or a triple τ of neurons, the samples are counted on which one of τ is active, less those of the pattern
/// that is most frequent among them; N₂ and N₃ are the least counts. Inputs from a density make the teacher unique
/// where N₂ ≥ d + 2, N₃ ≥ d + k, every neuron is active on d samples, and V has full row rank. Where N₂ = 0, one of two
/// neurons is never active, or both always are together: then the samples have several networks, whatever the inputs.
public struct SampleEvidence: Sendable, Hashable {
  /// The least count over pairs, N₂; for a single neuron the number of its active samples.
  public let pairs: Int
  /// The least count over triples, N₃; nil below three neurons.
  public let triples: Int?
  /// The number of samples on which the least active neuron is active.
  public let leastActive: Int
  /// The number of samples on which one neuron alone is active, for the neuron that has fewest.
  public let leastAlone: Int
  /// The number of samples that were looked at; fewer than there are where the first ones suffice.
  public let count: Int

  private let dimension: Int
  private let neurons: Int

  /// The most neurons whose patterns are counted.
  public static let largestNeurons: Int = 64
  /// The most entries of inputs that are looked at.
  private static let largestCells: Int = 1 << 25

  /// Looks at the samples of a problem; nil where the teacher has more than ``largestNeurons`` hidden units.
  ///
  /// - Parameter needsAlone: whether to look on until every neuron is alone often enough, too.
  /// - Complexity: O(n k (d + k²)), where n ends with the samples that suffice.
  public init?(_ problem: Problem, needsAlone: Bool = false) {
    let hidden: Matrix = problem.teacher.layers[0].weights
    guard hidden.rows <= Self.largestNeurons else { return nil }
    var tally: PatternTally = PatternTally(neurons: hidden.rows)
    let most: Int = min(problem.count, max(1, Self.largestCells / problem.inputsDimension))
    var found: SampleEvidence = SampleEvidence(tally, dimension: problem.inputsDimension)
    var start: Int = 0
    var size: Int = Self.firstBlock
    while start < most {
      let end: Int = min(most, start + size)
      tally.add(problem.inputRows(start..<end).timesTransposed(hidden))
      found = SampleEvidence(tally, dimension: problem.inputsDimension)
      if found.tellsApart, !needsAlone || found.isAloneOften { break }
      start = end
      size = min(2 * size, Self.largestBlock)
    }
    self = found
  }

  private static let firstBlock: Int = 512
  private static let largestBlock: Int = 1 << 14

  private init(_ tally: PatternTally, dimension: Int) {
    self.pairs = tally.pairs
    self.triples = tally.triples
    self.leastActive = tally.active.min() ?? 0
    self.leastAlone = tally.alone.min() ?? 0
    self.count = tally.count
    self.dimension = dimension
    self.neurons = tally.active.count
  }

  /// The count over pairs from which on inputs of a density are unique, d + 2.
  public var pairsNeeded: Int { dimension + 2 }
  /// The same over triples, d + k.
  public var triplesNeeded: Int { dimension + neurons }

  /// Whether inputs of a density single the teacher out, given that V has full row rank.
  public var tellsApart: Bool {
    pairs >= pairsNeeded && leastActive >= dimension && (triples.map { $0 >= triplesNeeded } ?? true)
  }

  /// Whether some neuron cannot be told from another, or from none, on these samples, whoever looks at them.
  public var isAmbiguous: Bool { neurons > 1 ? pairs == 0 : leastActive == 0 }

  /// Whether every neuron is the only active one on twice as many samples as there are inputs, which span them whatever
  /// the inputs, as good as always: then the teacher is unique without a density, too.
  public var isAloneOften: Bool { leastAlone >= 2 * dimension }
}
