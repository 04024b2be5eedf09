import LinearAlgebra
public import Networks
public import RandomStreams

/// A teacher, the distribution of its inputs, the noise of its labels, and a number of samples: all that is needed to
/// draw them again.
///
/// The samples are a function of the seed alone. They are drawn block by block, on any number of threads, and a
/// block is the same whichever blocks were drawn before. Inputs, errors and teacher come from streams of their own, so
/// that one seed has the same inputs with noise and without.
public struct Problem: SampleSource {
  /// The name of the teacher family.
  public let family: String
  /// The size of the teacher.
  public let size: TeacherSize
  /// The values of the family's parameters.
  public let parameters: TeacherParameters
  /// The number of samples, *n*.
  public let count: Int
  /// The seed of everything that is drawn.
  public let seed: UInt64
  /// The network that labels the samples.
  public let teacher: Network
  /// The distribution of the inputs.
  public let inputs: InputDistribution
  /// What is wrong with the labels; nil where they are the teacher's outputs.
  public let noise: LabelNoise?
  private let inputStream: RandomStream
  private let noiseSource: NoiseSource?

  /// The number of samples beyond which a problem is refused.
  public static let largestCount: Int = 1 << 40

  /// Draws the teacher of a problem.
  ///
  /// - Parameters:
  ///   - parameters: the values of the family's parameters.
  ///   - activation: what the hidden units apply; the weights are those of the family whatever it is.
  ///   - noise: what is wrong with the labels; nil for the teacher's outputs.
  /// - Throws: ``ProblemError`` where the number of samples is out of range, the family has no such teacher, or the
  ///   inputs are none.
  public init(
    family: any TeacherFamily.Type, size: TeacherSize, parameters: TeacherParameters = .defaults,
    samples: Int,
    seed: UInt64, activation: Activation = .relu, inputs: InputDistribution = .gaussian,
    noise: LabelNoise? = nil
  ) throws {
    try Self.check(samples: samples)
    try family.sizes.check(size, family: family.identifier)
    let root: RandomStream = RandomStream(seed: seed).child("problem")
    let drawn: Network = try family.teacher(size, parameters, from: root.child("teacher"))
    let teacher: Network =
      activation == .relu
      ? drawn
      : try Network(
        hidden: drawn.layers[0].weights, output: drawn.layers[1].weights, activation: activation)
    try self.init(
      teacher: teacher, family: family.identifier, size: size, parameters: parameters, samples: samples,
      seed: seed, inputs: inputs, noise: noise)
  }

  /// Joins a teacher that is given with samples that are drawn.
  ///
  /// - Parameters:
  ///   - teacher: a network of two layers.
  ///   - family: what made the teacher, for reports and problem files.
  ///   - noise: what is wrong with the labels; nil for the teacher's outputs.
  /// - Throws: ``ProblemError`` where the teacher has not two layers, the number of samples is out of range, or the
  ///   inputs are none.
  public init(
    teacher: Network, family: String, samples: Int, seed: UInt64, inputs: InputDistribution = .gaussian,
    noise: LabelNoise? = nil
  ) throws {
    guard teacher.layers.count == 2 else {
      throw ProblemError(
        parameter: "teacher", problem: "has \(teacher.layers.count) layers", mend: "give one of two layers")
    }
    try Self.check(samples: samples)
    let size: TeacherSize = try TeacherSize(
      inputsDimension: teacher.inputsDimension, hidden: teacher.layers[0].outputs,
      outputs: teacher.outputsDimension)
    try self.init(
      teacher: teacher, family: family, size: size, parameters: .defaults, samples: samples, seed: seed,
      inputs: inputs, noise: noise)
  }

  init(
    teacher: Network, family: String, size: TeacherSize, parameters: TeacherParameters, samples: Int,
    seed: UInt64, inputs: InputDistribution, noise: LabelNoise?
  ) throws {
    try Self.check(inputs, dimension: size.inputsDimension)
    let root: RandomStream = RandomStream(seed: seed).child("problem")
    self.family = family
    self.size = size
    self.parameters = parameters
    self.count = samples
    self.seed = seed
    self.teacher = teacher
    self.inputs = inputs
    self.noise = noise
    self.inputStream = root.child("inputs")
    self.noiseSource = noise.map {
      NoiseSource($0, teacher: teacher, inputs: inputs, count: samples, stream: root.child("noise"))
    }
  }

  /// The same teacher with other samples of it.
  ///
  /// - Parameters:
  ///   - count: how many; by default as many as there are. More samples begin with the same ones.
  ///   - seed: the seed of inputs and noise.
  /// - Throws: ``ProblemError`` where the number of samples is out of range.
  public func withSamples(count: Int? = nil, seed: UInt64) throws -> Problem {
    try Self.check(samples: count ?? self.count)
    return try Problem(
      teacher: teacher, family: family, size: size, parameters: parameters, samples: count ?? self.count,
      seed: seed, inputs: inputs, noise: noise)
  }

  /// The same teacher and the same inputs with other noise, or none.
  ///
  /// - Throws: ``ProblemError`` never, as the rest of the problem is one already.
  public func withNoise(_ noise: LabelNoise?) throws -> Problem {
    try Problem(
      teacher: teacher, family: family, size: size, parameters: parameters, samples: count, seed: seed,
      inputs: inputs, noise: noise)
  }

  /// The same layers with another activation of the hidden units, and the same inputs.
  ///
  /// - Throws: ``ProblemError`` never, as the rest of the problem is one already.
  public func withActivation(_ activation: Activation) throws -> Problem {
    let network: Network = try Network(
      layers: [
        Layer(weights: teacher.layers[0].weights, bias: teacher.layers[0].bias, activation: activation),
        teacher.layers[1],
      ])
    return try Problem(
      teacher: network, family: family, size: size, parameters: parameters, samples: count, seed: seed,
      inputs: inputs, noise: noise)
  }

  static func check(samples: Int) throws(ProblemError) {
    guard (1...largestCount).contains(samples) else {
      throw ProblemError(
        parameter: "number of samples", problem: "is \(samples)",
        mend: "choose a number from 1 to \(largestCount)")
    }
  }

  private static func check(_ inputs: InputDistribution, dimension: Int) throws(ProblemError) {
    guard inputs.kind?.distribution(inputs.parameterValue) == inputs else {
      let parameter: InputDistribution.Parameter? = inputs.kind?.parameter
      throw ProblemError(
        parameter: "inputs' \(parameter?.name ?? "distribution")",
        problem: "is \(inputs.parameterValue ?? .nan)",
        mend:
          "choose a number from \(parameter?.range.lowerBound ?? 0) to \(parameter?.range.upperBound ?? 0)")
    }
    if case .lowRank(let rank) = inputs, rank > dimension {
      throw ProblemError(
        parameter: "inputs' rank", problem: "is \(rank), more than the \(dimension) inputs",
        mend: "choose an integer from 1 to \(dimension)")
    }
  }

  /// What the teacher's hidden units apply.
  public var activation: Activation { teacher.layers[0].activation }
  /// The number of inputs, *d*.
  public var inputsDimension: Int { size.inputsDimension }
  /// The number of labels of a sample, *m*.
  public var outputsDimension: Int { size.outputs }

  /// The samples of a range.
  public func samples(_ range: Range<Int>) -> Samples {
    samples(range, threads: Parallel.coreCount)
  }

  /// The samples of a range, drawn on at most `threads` threads.
  public func samples(_ range: Range<Int>, threads: Int) -> Samples {
    let rows: Matrix = inputRows(range, threads: threads)
    guard let noiseSource else {
      return Samples(inputs: rows, labels: teacher.evaluate(rows, threads: threads))
    }
    return Samples(inputs: rows, labels: noiseSource.labels(range, inputs: rows, threads: threads))
  }

  /// The inputs of a range of samples, without their labels.
  func inputRows(_ range: Range<Int>, threads: Int = 1) -> Matrix {
    inputs.block(rows: range, dimension: inputsDimension, from: inputStream, threads: threads)
  }
}
