import LinearAlgebra
public import Networks
public import RandomStreams

/// A subspace teacher, the distribution of its inputs, the noise of its labels, and a number of samples: all that is needed to
/// draw them again.
///
/// ```swift
/// let problem = try SubspaceProblem(WheelTeachers.self, inputsDimension: 50, samples: 10_000, seed: 1)
/// let samples = problem.samples(0..<10_000)
/// problem.teacher.significantDirections()  // what a learner should find, d × k
/// ```
///
/// As with ``Problem``, samples are a function of the seed alone, block by block; teacher, inputs and errors come from streams
/// of their own.
public struct SubspaceProblem: SampleSource {
  /// The name of the teacher family.
  public let family: String
  /// The values of the family's parameters.
  public let parameters: TeacherParameters
  /// The teacher.
  public let teacher: SubspaceTeacher
  /// The seed of everything that is drawn.
  public let seed: UInt64
  /// The samples are those of this problem, whose teacher is the network.
  let drawn: Problem

  /// Draws the teacher of a problem.
  ///
  /// - Parameter noise: what is wrong with the labels; nil for the teacher's outputs. Biased and leaky units are those of
  ///   networks of one hidden layer only.
  /// - Throws: ``ProblemError`` where the number of samples is out of range, the family has no such teacher, or inputs or noise
  ///   cannot be.
  public init(
    _ family: any SubspaceFamily.Type, _ parameters: TeacherParameters = .defaults, inputsDimension: Int,
    samples: Int, seed: UInt64, inputs: InputDistribution = .gaussian, noise: LabelNoise? = nil
  ) throws {
    let stream: RandomStream = RandomStream(seed: seed).child("subspace problem").child(family.identifier)
    try self.init(
      teacher: try SubspaceTeacher(family, parameters, inputsDimension: inputsDimension, from: stream),
      family: family.identifier, parameters: parameters, samples: samples, seed: seed, inputs: inputs,
      noise: noise)
  }

  /// Joins a teacher that is given with samples that are drawn.
  ///
  /// - Throws: ``ProblemError`` where the number of samples is out of range, or inputs or noise cannot be.
  public init(
    teacher: SubspaceTeacher, family: String, parameters: TeacherParameters = .defaults, samples: Int,
    seed: UInt64, inputs: InputDistribution = .gaussian, noise: LabelNoise? = nil
  ) throws {
    if let noise, noise.law == .biased || noise.law == .leaky {
      throw ProblemError(
        parameter: "noise", problem: "is \(noise.law.rawValue), which changes the units of one hidden layer",
        mend: "choose another, or a family of two-layer teachers")
    }
    try Problem.check(samples: samples)
    self.family = family
    self.parameters = parameters
    self.teacher = teacher
    self.seed = seed
    let size: TeacherSize = try TeacherSize(
      inputsDimension: teacher.network.inputsDimension, hidden: teacher.network.layers[0].outputs, outputs: 1)
    self.drawn = try Problem(
      teacher: teacher.network, family: family, size: size, parameters: parameters, samples: samples,
      seed: seed, inputs: inputs, noise: noise)
  }

  /// The same teacher with other samples of it; more samples of the same seed begin with the same ones.
  ///
  /// - Throws: ``ProblemError`` where the number of samples is out of range.
  public func withSamples(count: Int? = nil, seed: UInt64) throws -> SubspaceProblem {
    try SubspaceProblem(
      teacher: teacher, family: family, parameters: parameters, samples: count ?? self.count, seed: seed,
      inputs: inputs, noise: noise)
  }

  /// The number of samples, *n*.
  public var count: Int { drawn.count }
  /// The number of inputs, *d*.
  public var inputsDimension: Int { drawn.inputsDimension }
  /// One.
  public var outputsDimension: Int { 1 }
  /// The distribution of the inputs.
  public var inputs: InputDistribution { drawn.inputs }
  /// What is wrong with the labels; nil where they are the teacher's outputs.
  public var noise: LabelNoise? { drawn.noise }

  /// What a learner of relevant subspaces should make of the problem.
  ///
  /// On inputs that are not standard Gaussian nothing is promised.
  public var expectation: SubspaceExpectation {
    guard inputs == .gaussian, let known = SubspaceRegistry.family(family) else { return .foundOrNothing }
    return known.expectation(parameters, inputsDimension: inputsDimension)
  }

  /// The samples of a range.
  public func samples(_ range: Range<Int>) -> Samples { drawn.samples(range) }

  /// The samples of a range, drawn on at most `threads` threads.
  public func samples(_ range: Range<Int>, threads: Int) -> Samples { drawn.samples(range, threads: threads) }
}
