import ExactArithmetic
import RandomStreams

/// Draws the samples of an ``AddConsistentTransformation``: sums, multiples and splits in turn.
struct ConsistentDraw {
  /// The new samples are one for each this many, and at least ``fewest``.
  static let samplesForEachAddition: Int = 8
  /// The fewest samples that are added, one of each sort.
  static let fewest: Int = 3
  /// A split leaves one of these shares.
  private static let shares: [Rational] = [1 / 2, 1 / 4, 3 / 4]
  /// The weights of multiples and sums.
  private static let weights: [Rational] = [1 / 2, 1, 2]

  private let instance: TrainingInstance
  /// The rows of the samples that every image fits.
  private let fitted: [Int]
  /// Those of label 0 among them.
  private let off: [Int]
  private var draws: RandomDraws

  init(_ instance: TrainingInstance, _ stream: RandomStream) {
    self.instance = instance
    self.draws = RandomDraws(stream)
    var fitted: [Int] = []
    var off: [Int] = []
    if let costly = FittedSamples.costlyTags(of: instance) {
      for (row, sample) in instance.samples.enumerated() where !costly.contains(sample.tag) {
        fitted.append(row)
        if sample.y.allSatisfy(\.isZero) { off.append(row) }
      }
    }
    self.fitted = fitted
    self.off = off
  }

  func draw() -> AddConsistentTransformation {
    var draw: ConsistentDraw = self
    let count: Int = max(Self.fewest, instance.samples.count / Self.samplesForEachAddition)
    var unsplit: [Int] = draw.draws.subset(
      of: instance.samples.count, count: min(count, instance.samples.count))
    draw.draws.shuffle(&unsplit)
    var additions: [AddConsistentTransformation.Addition] = []
    for index in 0..<count {
      if index % 3 == 0, off.count >= 2 {
        additions.append(draw.sum())
      } else if index % 3 != 2, !fitted.isEmpty {
        additions.append(draw.multiple())
      } else if let row = unsplit.popLast() {
        additions.append(.split(row: row, share: Self.shares[draw.draws.integer(below: Self.shares.count)]))
      }
    }
    return AddConsistentTransformation(samples: additions)
  }

  private mutating func weight() -> Rational { Self.weights[draws.integer(below: Self.weights.count)] }

  /// The coefficients of a sum of two; what they may add up to depends on the class.
  private mutating func coefficients() -> (Rational, Rational) {
    let choices: [(Rational, Rational)]
    if instance.allowsBiases {
      choices = [(1 / 2, 1 / 2), (1 / 4, 3 / 4)]
    } else if instance.squaredNormBound != nil {
      choices = [(1 / 2, 1 / 2), (1 / 4, 1 / 2), (1 / 4, 3 / 4)]
    } else {
      choices = [(1, 1), (1, 2), (1 / 2, 3)]
    }
    return choices[draws.integer(below: choices.count)]
  }

  private mutating func sum() -> AddConsistentTransformation.Addition {
    let first: Int = draws.integer(below: off.count)
    let second: Int = (first + 1 + draws.integer(below: off.count - 1)) % off.count
    let (a, b): (Rational, Rational) = coefficients()
    let terms: [SparseEntry] = [SparseEntry(off[first], a), SparseEntry(off[second], b)]
    return .combination(terms.sorted { $0.index < $1.index }, weight: weight())
  }

  private mutating func multiple() -> AddConsistentTransformation.Addition {
    let row: Int = fitted[draws.integer(below: fitted.count)]
    let choices: [Rational]
    if instance.allowsBiases {
      choices = [1]
    } else if instance.squaredNormBound != nil {
      choices = [1 / 2, 1 / 4]
    } else {
      choices = [1 / 2, 2, 3]
    }
    return .combination(
      [SparseEntry(row, choices[draws.integer(below: choices.count)])], weight: weight())
  }
}
