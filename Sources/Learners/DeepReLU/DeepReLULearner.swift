import DataFiles
public import LinearAlgebra
public import Networks
import RandomStreams

/// Fits a ReLU network of any depth to labels of Gaussian inputs by way of the few directions that they depend on.
///
/// ```swift
/// switch try DeepReLULearner().study(Samples(inputs: x, labels: y)) {
/// case .recovered(let recovery): try recovery.student.write(to: "student.json")
/// case .refused(let refusal): print(refusal.reason, refusal.detail)
/// }
/// ```
///
/// Filtered PCA finds the directions (``FilteredPCALearner``). A network of one or two hidden layers is fitted on them,
/// lifted to the inputs, and refined there with all weights, which corrects the subspace too. The student predicts as the
/// teacher does, up to the error stated on samples held out; it is not the teacher's network.
///
/// Source: Chen, Klivans, Meka, "Learning Deep ReLU Networks Is Fixed-Parameter Tractable", FOCS 2021,
/// arXiv:2009.13512. The fit by Adam in place of the paper's search over a net is this implementation's own.
///
/// - Complexity: that of filtered PCA, and a training on a bounded choice of the samples.
public struct DeepReLULearner: Learner {
  /// The name on the command line and in reports.
  public static let identifier: String = "deep-relu"
  /// What the learner does, in one line.
  public static let summary: String =
    "fits a ReLU network to labels of one of any depth, by way of the few directions they depend on"
  /// The paper that it comes from.
  public static let source: String = FilteredPCALearner.source

  /// What the caller knows or wishes.
  public struct Options: Sendable, Hashable {
    /// The search for the directions; its seed is that of the training too.
    public var subspace: FilteredPCALearner.Options = FilteredPCALearner.Options()
    /// The steps of training on the subspace, and of the refinement.
    public var steps: Int = 4000
    /// The samples that the training uses, at most.
    public var trainingRows: Int = 32_768

    /// The default options.
    public init() {
      subspace.boundsError = false
      subspace.networkSteps = 0
    }
  }

  /// A student whose relative error on samples held out is this large is not handed out.
  public static let largestError: Double = 0.2

  let options: Options
  let progress: @Sendable (String) -> Void

  /// Creates the learner.
  ///
  /// - Parameter progress: told now and then how far the search has come, for people.
  /// - Precondition: `steps` and `trainingRows` are positive.
  public init(_ options: Options = Options(), progress: @escaping @Sendable (String) -> Void = { _ in }) {
    precondition(options.steps > 0 && options.trainingRows > 0, "a training has steps and samples")
    self.options = options
    self.progress = progress
  }

  /// Studies samples.
  ///
  /// - Throws: `DataError` as ``FilteredPCALearner/findSubspace(_:threads:)`` does.
  public func study(_ samples: some SampleSource, threads: Int = Parallel.coreCount) throws -> LearnerOutcome
  {
    let found: SubspaceOutcome = try FilteredPCALearner(options.subspace, progress: progress)
      .findSubspace(samples, threads: threads)
    guard found.dimension > 0 else {
      let isShort: Bool = found.reason == .tooFewSamples || found.reason == .nothingAboveNoise
      return .refused(Refusal(isShort ? .insufficient : .notFound, found.detail))
    }
    let data: StudyData = try StudyData(
      samples, options: dataOptions, half: nil, threads: threads, clipsLabels: false)
    return try DeepReLUAttempt(
      learner: self, found: found, data: data, samples: samples, threads: threads
    ).run()
  }

  private var dataOptions: FilteredPCALearner.Options {
    var changed: FilteredPCALearner.Options = options.subspace
    changed.residentRows = options.trainingRows
    return changed
  }
}
