public import PropertyTesting
import RandomStreams
public import Teachers

/// How many samples a problem of *d* inputs and *k* hidden units has; the fewest are the simplest.
public typealias SampleCounts = @Sendable (_ inputsDimension: Int, _ hidden: Int) -> ClosedRange<Int>

/// The problems of a claim: what its trials draw, and what a counterexample may shrink to.
public struct RecoveryProblems: Sendable {
  /// What the teachers are called in the names of kept examples: `gaussian`.
  public let name: String
  /// The problems; stored choices are read with it.
  public let generator: Gen<Problem>
  /// Draws from the stream of a trial.
  private let source: @Sendable (RandomStream) -> ChoiceSource

  /// Problems of a generator, drawn uniformly.
  public init(_ name: String, _ generator: Gen<Problem>) {
    self.init(name, generator) { ChoiceSource(seed: $0.word(at: 0)) }
  }

  private init(
    _ name: String, _ generator: Gen<Problem>, source: @escaping @Sendable (RandomStream) -> ChoiceSource
  ) {
    self.name = name
    self.generator = generator
    self.source = source
  }

  /// Problems with Gaussian teachers: trials have exactly this size, and counterexamples any smaller one.
  ///
  /// - Precondition: the size has no more hidden units than outputs.
  public static func gaussian(_ size: TeacherSize, samples: @escaping SampleCounts) -> RecoveryProblems {
    // The sizes are the first choices of the generator that have alternatives; the largest is the claim's own.
    let sizes: Int = [
      size.inputsDimension - 1, min(size.hidden, size.inputsDimension) - 1, size.outputs - size.hidden,
    ].count { $0 > 0 }
    return RecoveryProblems("gaussian", GaussianTeachers.problems(upTo: size, samples: samples)) { stream in
      var left: Int = sizes
      return ChoiceSource { limit in
        left -= 1
        if left >= 0 { return limit }
        return limit == .max
          ? stream.child("problem").word(at: 0) : stream.child("samples").integer(below: limit + 1, at: 0)
      }
    }
  }

  /// The same problems, each put through a function that depends on nothing else: other inputs, noise on the labels.
  public func map(_ transform: @escaping @Sendable (Problem) throws -> Problem) -> RecoveryProblems {
    RecoveryProblems(name, generator.map(transform), source: source)
  }

  /// The problem of a trial, with choices that give it again.
  func problem(from stream: RandomStream) throws -> Generated<Problem> {
    try generator.generate(from: source(stream))
  }
}

/// Problems that are simpler than those of a claim, among which a counterexample is looked for first.
public struct SimplerProblems: Sendable {
  /// What the teachers are called in the names of kept examples: `integer`.
  public let name: String
  /// All of the problems; stored choices are read with it.
  public let generator: Gen<Problem>
  /// Parts of the problems, growing, whose choices mean the same in ``generator``; each gets an equal part of the calls.
  public let turns: [Gen<Problem>]

  /// Creates simpler problems.
  public init(_ name: String, _ generator: Gen<Problem>, turns: [Gen<Problem>]) {
    self.name = name
    self.generator = generator
    self.turns = turns
  }

  /// The largest dimension and weight of the integer teachers searched, in turn.
  private static let integerTurns: [(dimension: Int, weight: Int)] = [
    (1, 1), (2, 1), (3, 1), (2, 2), (3, 2), (4, 2), (3, 3), (5, 3), (8, 3),
  ]

  /// Problems with small integer teachers (`IntegerTeachers`), never larger than a size.
  public static func integer(upTo size: TeacherSize, samples: @escaping SampleCounts) -> SimplerProblems {
    SimplerProblems(
      "integer", IntegerTeachers.problems(.standard, samples: samples),
      turns: integerTurns.map { turn in
        IntegerTeachers.problems(
          IntegerTeachers.Bounds(
            inputsDimension: min(turn.dimension, size.inputsDimension),
            hidden: min(turn.dimension, size.hidden), outputs: min(turn.dimension, size.outputs),
            weight: turn.weight),
          samples: samples)
      })
  }

  /// The same problems, each put through a function that depends on nothing else.
  public func map(_ transform: @escaping @Sendable (Problem) throws -> Problem) -> SimplerProblems {
    SimplerProblems(name, generator.map(transform), turns: turns.map { $0.map(transform) })
  }
}
