import Learners
import LinearAlgebra
public import Networks
import RandomStreams
public import Teachers

/// Samples for a learner of relevant subspaces, and what is true of them.
public enum SubspaceTask: Sendable {
  /// A teacher's samples.
  case teacher(SubspaceProblem)
  /// Labels that say nothing of the inputs.
  case noise(NoiseLabels)

  /// All samples.
  public var samples: Samples {
    switch self {
    case .teacher(let problem): problem.samples(0..<problem.count, threads: 1)
    case .noise(let labels): labels.samples
    }
  }

  /// The number of inputs, *d*.
  public var inputsDimension: Int {
    switch self {
    case .teacher(let problem): problem.inputsDimension
    case .noise(let labels): labels.inputsDimension
    }
  }

  /// The number of samples, *n*.
  public var count: Int {
    switch self {
    case .teacher(let problem): problem.count
    case .noise(let labels): labels.count
    }
  }

  /// The parameters by name, for reports.
  var parameters: [String: String] {
    var result: [String: String] = ["inputs": "\(inputsDimension)", "samples": "\(count)"]
    switch self {
    case .teacher(let problem):
      result["family"] = problem.family
      result["seed"] = "\(problem.seed)"
      for parameter in SubspaceRegistry.family(problem.family)?.parameters ?? [] {
        result[parameter.name] = "\(problem.parameters[parameter])"
      }
    case .noise(let labels):
      result["labels"] = labels.law.rawValue
      result["seed"] = "\(labels.seed)"
    }
    return result
  }

  /// Commands that draw the samples and run a learner on them; none where only a replay draws them.
  func commands(learner: String) -> [String] {
    guard case .teacher(let problem) = self else { return [] }
    let options: String = (SubspaceRegistry.family(problem.family)?.parameters ?? [])
      .map { "--\($0.name) \(Self.number(problem.parameters[$0])) " }.joined()
    return [
      "assay sample \(problem.family) --inputs-dimension \(inputsDimension) \(options)--samples \(count) "
        + "--seed \(problem.seed) --output counterexample",
      "assay learn \(learner) --inputs counterexample/inputs.npy --labels counterexample/labels.npy "
        + "--output \(learner == DeepReLULearner.identifier ? "student.json" : "subspace.npy")",
    ]
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\(value)"
  }
}

/// Gaussian inputs with labels that do not depend on them: whatever a learner finds is made up.
public struct NoiseLabels: Sendable, Hashable {
  /// The law of a label, a function of a Gaussian number *g* of its own.
  public enum Law: String, Sendable, Hashable, CaseIterable {
    /// g.
    case gaussian
    /// The tangent of a uniform angle: tails so heavy that no mean exists.
    case cauchy
    /// g³.
    case cube
    /// The sign of g.
    case sign
    /// relu(g − 1), 0 with probability 0.84.
    case mostlyZero

    func label(_ stream: RandomStream, at row: UInt64) -> Double {
      let g: Double = stream.gaussian(at: row)
      return switch self {
      case .gaussian: g
      // The ratio of two Gaussian numbers has the law of Cauchy.
      case .cauchy: g / stream.child("denominator").gaussian(at: row)
      case .cube: g * g * g
      case .sign: g < 0 ? -1 : 1
      case .mostlyZero: max(0, g - 1)
      }
    }
  }

  /// The law of the labels.
  public let law: Law
  /// The number of inputs, *d*.
  public let inputsDimension: Int
  /// The number of samples, *n*.
  public let count: Int
  /// The seed of inputs and labels.
  public let seed: UInt64

  /// Names samples.
  public init(law: Law, inputsDimension: Int, count: Int, seed: UInt64) {
    self.law = law
    self.inputsDimension = inputsDimension
    self.count = count
    self.seed = seed
  }

  /// All samples.
  var samples: Samples {
    let stream: RandomStream = RandomStream(seed: seed).child("noise labels")
    let labels: RandomStream = stream.child("labels")
    let inputs: Matrix = InputDistribution.gaussian.block(
      rows: 0..<count, dimension: inputsDimension, from: stream.child("inputs"), threads: 1)
    return Samples(
      inputs: inputs,
      labels: Matrix(rows: count, columns: 1) { span in
        for row in 0..<count { span[row] = law.label(labels, at: UInt64(row)) }
      })
  }
}
