import DataFiles
public import LinearAlgebra
import Networks
import RandomStreams

/// Full-batch gradient descent on the weighted square loss of f(x) = U relu(W x), from random starts.
///
/// It is what practice would try, and proves nothing: a student of it is a candidate and never comes with a
/// certificate. Each restart is Adam with a learning rate that falls as a cosine to 0; the loss is
/// Σ mᵢ |f(xᵢ) − yᵢ|², not averaged. A restart depends on the seed and its own index alone, so that more restarts
/// only add to those of fewer.
///
/// Source: D. P. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, arXiv:1412.6980; the falling
/// rate: I. Loshchilov, F. Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017,
/// arXiv:1608.03983.
///
/// ```swift
/// let report = try GradientDescent().fit(inputs: x, labels: y, weights: nil, units: 3)
/// print(report.loss, report.losses)
/// ```
public struct GradientDescent: Sendable {
  /// How the kink of the activation is treated.
  public enum Variant: String, Sendable, Hashable, Codable, CaseIterable {
    /// The ReLU itself; a sample on which no unit is active gives no gradient.
    case plain
    /// Softplus of growing sharpness, log(1 + exp(β t)) / β; the loss reported is that of the ReLU.
    case anneal
  }

  /// Which output weights there may be.
  public enum OutputWeights: String, Sendable, Hashable, Codable, CaseIterable {
    /// All are +1.
    case plus
    /// Any; they are trained.
    case real
  }

  /// What a run can be asked for; the defaults are those of the published measurements of this project.
  public struct Options: Sendable, Hashable {
    /// How the kink is treated.
    public var variant: Variant = .anneal
    /// Which output weights there may be.
    public var outputWeights: OutputWeights = .real
    /// The number of starts.
    public var restarts: Int = 64
    /// The steps of each restart.
    public var steps: Int = 3000
    /// The learning rate at the first step.
    public var learningRate: Double = 0.02
    /// The standard deviation of every weight at the start.
    public var initialScale: Double = 0.3
    /// The sharpness β at the first step and at the last, between which it grows by a constant factor.
    public var sharpness: ClosedRange<Double> = 1...200
    /// The seed of the starts.
    public var seed: UInt64 = 0

    /// Creates the default options.
    public init() {}
  }

  /// What is asked for.
  public let options: Options

  /// Creates a descent.
  ///
  /// - Precondition: restarts and steps are at least 1; learning rate, initial scale and sharpness are positive and
  ///   finite.
  public init(_ options: Options = Options()) {
    precondition(options.restarts > 0 && options.steps > 0, "give at least one restart and one step")
    precondition(
      options.learningRate > 0 && options.learningRate.isFinite && options.initialScale > 0
        && options.initialScale.isFinite && options.sharpness.lowerBound > 0
        && options.sharpness.upperBound.isFinite,
      "give a learning rate, an initial scale and a sharpness that are positive and finite")
    self.options = options
  }

  /// Runs all restarts and keeps the best network.
  ///
  /// - Parameters:
  ///   - inputs: *X*, `n × d`.
  ///   - labels: *Y*, `n × m`.
  ///   - weights: *m*, one for each sample; 1 each where nil.
  ///   - units: *k*, the number of hidden units.
  ///   - threads: how many threads may be used; the outcome does not depend on it.
  /// - Precondition: `units` is at least 1.
  /// - Throws: `DataError` where shapes do not fit, there is no sample, a weight is negative, a number is not finite,
  ///   or every restart overflowed.
  /// - Complexity: O(restarts · steps · (e + n m) k) for e entries that are not 0.
  public func fit(
    inputs: Matrix, labels: Matrix, weights: [Double]? = nil, units: Int, threads: Int = Parallel.coreCount
  ) throws -> DescentReport {
    precondition(units > 0, "give at least one hidden unit")
    let problem: DescentProblem = try DescentProblem(
      inputs: inputs, labels: labels, weights: weights, units: units)
    let stream: RandomStream = RandomStream(seed: options.seed, path: ["gradient-descent"])
    let ends: [DescentRun.End] = Parallel.map(options.restarts, threads: threads) { restart in
      DescentRun.run(problem, options, stream.child(restart))
    }
    guard let best = ends.indices.min(by: { ends[$0].loss < ends[$1].loss }), ends[best].loss.isFinite else {
      throw DataError(
        .badData, file: "inputs",
        problem: "are so large, or the learning rate is, that every restart overflowed",
        mend: "scale inputs and labels down")
    }
    return DescentReport(
      student: try problem.network(ends[best]), loss: ends[best].loss, bestRestart: best,
      restarts: ends.map { DescentReport.Restart(loss: $0.loss, deadSamples: $0.deadSamples) },
      labelledSamples: problem.labelledSamples)
  }
}
