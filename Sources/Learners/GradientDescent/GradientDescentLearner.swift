import LinearAlgebra
public import Networks

/// ``GradientDescent`` as a learner: it looks for a network that fits, and refuses whatever it finds.
///
/// A fit by descent proves nothing of other networks, so there is no certificate for it. A network that fits is the
/// candidate of a refusal with the reason `insufficient`; where none does the reason is `notFound`.
public struct GradientDescentLearner: Learner {
  /// The name on the command line and in reports.
  public static let identifier: String = "gradient-descent"
  /// What the learner does, in one line.
  public static let summary: String =
    "Fits a ReLU network by gradient descent from many starts; its answers are candidates without a certificate."
  /// The paper that it comes from, with its identifier.
  public static let source: String =
    "Kingma, Ba, \"Adam: A Method for Stochastic Optimization\", ICLR 2015, arXiv:1412.6980"

  /// The largest error of a label, relative to the largest label, that counts as a fit.
  public static let fitTolerance: Double = 1e-3

  /// The number of hidden units, *k*.
  public let hiddenUnits: Int
  private let descent: GradientDescent

  /// Creates a learner of networks of `hiddenUnits` hidden units.
  ///
  /// - Precondition: `hiddenUnits` is at least 1.
  public init(hiddenUnits: Int, _ options: GradientDescent.Options = GradientDescent.Options()) {
    precondition(hiddenUnits > 0, "give at least one hidden unit")
    self.hiddenUnits = hiddenUnits
    self.descent = GradientDescent(options)
  }

  /// Studies samples, each of weight 1.
  ///
  /// - Throws: `DataError` where the samples cannot be used, or every restart overflowed.
  public func study(_ samples: some SampleSource, threads: Int) throws -> LearnerOutcome {
    let all: Samples = try samples.samples(0..<samples.count)
    let report: DescentReport = try descent.fit(
      inputs: all.inputs, labels: all.labels, units: hiddenUnits, threads: threads)
    let scale: Double = all.labels.maximumMagnitude
    let error: Double = (report.student.evaluate(all.inputs, threads: threads) - all.labels).maximumMagnitude
    let residual: Double = scale > 0 ? error / scale : error
    guard residual <= Self.fitTolerance else {
      return .refused(
        Refusal(
          .notFound,
          "the best of \(report.restarts.count) restarts has loss \(report.loss); whether a network fits is open",
          residual: residual))
    }
    return .refused(
      Refusal(
        .insufficient,
        "the best of \(report.restarts.count) restarts fits, but descent cannot tell it from others that fit as well",
        candidate: report.student, residual: residual))
  }
}
