import LinearAlgebra
public import Networks
import RandomStreams

/// A teacher, the distribution of its inputs, and a number of samples: all that is needed to draw them again.
///
/// The samples are a function of the seed alone. They are drawn block by block, on any number of threads, and a
/// block is the same whichever blocks were drawn before.
public struct Problem: SampleSource {
  /// The name of the teacher family.
  public let family: String
  /// The size of the teacher.
  public let size: TeacherSize
  /// The number of samples, *n*.
  public let count: Int
  /// The seed of everything that is drawn.
  public let seed: UInt64
  /// The network that labels the samples.
  public let teacher: Network
  private let inputStream: RandomStream

  /// The number of samples beyond which a problem is refused.
  public static let largestCount: Int = 1 << 40

  /// Draws the teacher of a problem.
  ///
  /// - Throws: ``ProblemError`` where the number of samples is out of range or the family has no such teacher.
  public init(
    family: any TeacherFamily.Type, size: TeacherSize, samples: Int, seed: UInt64
  ) throws {
    try Self.check(samples: samples)
    let root: RandomStream = RandomStream(seed: seed).child("problem")
    self.family = family.identifier
    self.size = size
    self.count = samples
    self.seed = seed
    self.teacher = try family.teacher(size, from: root.child("teacher"))
    self.inputStream = root.child("inputs")
  }

  /// Joins a teacher that is given with samples that are drawn.
  ///
  /// - Parameters:
  ///   - teacher: a network of two layers.
  ///   - family: what made the teacher, for reports and problem files.
  /// - Throws: ``ProblemError`` where the teacher has not two layers, or the number of samples is out of range.
  public init(teacher: Network, family: String, samples: Int, seed: UInt64) throws {
    guard teacher.layers.count == 2 else {
      throw ProblemError(
        parameter: "teacher", problem: "has \(teacher.layers.count) layers", mend: "give one of two layers")
    }
    try Self.check(samples: samples)
    self.family = family
    self.size = try TeacherSize(
      inputsDimension: teacher.inputsDimension, hidden: teacher.layers[0].outputs,
      outputs: teacher.outputsDimension)
    self.count = samples
    self.seed = seed
    self.teacher = teacher
    self.inputStream = RandomStream(seed: seed).child("problem").child("inputs")
  }

  /// The same teacher with as many other samples.
  ///
  /// - Throws: ``ProblemError`` where the teacher has not two layers, which no teacher of a family does.
  public func withSamples(seed: UInt64) throws -> Problem {
    try Problem(teacher: teacher, family: family, samples: count, seed: seed)
  }

  private static func check(samples: Int) throws(ProblemError) {
    guard (1...largestCount).contains(samples) else {
      throw ProblemError(
        parameter: "number of samples", problem: "is \(samples)",
        mend: "choose a number from 1 to \(largestCount)")
    }
  }

  /// The number of inputs, *d*.
  public var inputsDimension: Int { size.inputsDimension }
  /// The number of labels of a sample, *m*.
  public var outputsDimension: Int { size.outputs }

  /// The samples of a range, standard Gaussian inputs with the teacher's labels.
  public func samples(_ range: Range<Int>) -> Samples {
    samples(range, threads: Parallel.coreCount)
  }

  /// The samples of a range, drawn on at most `threads` threads.
  public func samples(_ range: Range<Int>, threads: Int) -> Samples {
    let inputs: Matrix = InputDistribution.gaussian.block(
      rows: range, dimension: inputsDimension, from: inputStream, threads: threads)
    return Samples(inputs: inputs, labels: teacher.evaluate(inputs, threads: threads))
  }
}
