import DataFiles
public import LinearAlgebra
public import Networks

/// Finds the directions of Gaussian inputs on which the labels of a deep ReLU network depend, or refuses.
///
/// ```swift
/// let outcome = try FilteredPCALearner().findSubspace(Samples(inputs: x, labels: y))
/// print(outcome.status, outcome.dimension)
/// ```
///
/// For x ~ N(0, I) and labels F(x) = G(Vᵀx) with a ReLU network *G* of any depth, the span of *V* is found from second
/// moments of samples that a filter of the residual selects: a direction that the filtered samples show with another
/// variance than 1, or another mean than 0, is one that the labels depend on. Rounds go on in the complement of what is
/// known, with the residual of a regressor on it, since some directions show only after others are taken out.
///
/// Beyond the paper's loop, which stays available as ``Options/Method/singleFilter``, all slices and thresholds are used
/// at once, the subspace is polished by Gauss–Newton steps, and directions are confirmed on samples that the search has
/// not seen. It is that last step on which the stated rate of false directions rests, 0.0014 for each one asked about.
///
/// Source: Chen, Klivans, Meka, "Learning Deep ReLU Networks Is Fixed-Parameter Tractable", FOCS 2021,
/// arXiv:2009.13512.
///
/// - Complexity: O(n d²) for each round. Memory does not grow with n beyond about 100 MB at d = 100.
public struct FilteredPCALearner: SubspaceLearner {
  /// The name on the command line and in reports.
  public static let identifier: String = "filtered-pca"
  /// What the learner does, in one line.
  public static let summary: String =
    "finds the directions on which the labels of a ReLU network of any depth depend"
  /// The paper that it comes from.
  public static let source: String =
    "Chen, Klivans, Meka, Learning Deep ReLU Networks Is Fixed-Parameter Tractable, FOCS 2021, arXiv:2009.13512"

  /// What the caller knows or wishes.
  public struct Options: Sendable, Hashable {
    /// Which search is made.
    public enum Method: String, Sendable, Hashable, Codable, CaseIterable {
      /// All filters, polish, prune and held-out confirmation.
      case allFilters
      /// The paper's own loop: one two-sided threshold, one direction each round. Nothing is confirmed.
      case singleFilter
    }

    /// The number of directions, *k*, where it is known; nil finds it.
    public var rank: Int?
    /// The most directions to look for where ``rank`` is nil.
    public var largestRank: Int = 6
    /// Which search is made.
    public var method: Method = .allFilters
    /// The slices of equal size into which residuals are cut.
    public var slices: Int = 10
    /// The random features of the regressor.
    public var features: Int = 200
    /// The most rounds.
    public var rounds: Int = 8
    /// Whether inputs of another mean and covariance are made standard first.
    public var whitensInputs: Bool = false
    /// Whether the error is bounded from two halves of the samples, which about doubles the time.
    public var boundsError: Bool = true
    /// The training steps of a network that measures what the subspace explains, where regressors leave much open; 0
    /// for none, which may call a subspace partial that is not.
    public var networkSteps: Int = 4000
    /// The samples that are kept in memory, at least; with more of them a bounded choice of about so many, or
    /// 50 for each input, serves the regressor and the first steps of the polish, and each pass reads the rest again.
    public var residentRows: Int = 32_768
    /// The column of the labels to study; nil takes the only one, and refuses several.
    public var labelColumn: Int?
    /// The seed of the random features and of what is held out.
    public var seed: UInt64 = 0

    /// The default options.
    public init() {}
  }

  /// The fewest samples of which something is held out.
  public static let fewestSamples: Int = 200
  /// The relative error on held-out samples from which an answer is only partial.
  public static let partialError: Double = 0.2

  let options: Options
  let fault: FilteredPCAFault?
  let progress: @Sendable (String) -> Void

  /// Creates the learner.
  ///
  /// - Parameter progress: told now and then how far the search has come, for people.
  /// - Precondition: `rank`, `largestRank`, `features` and `rounds` are positive, and `slices` is at least 2.
  public init(_ options: Options = Options(), progress: @escaping @Sendable (String) -> Void = { _ in }) {
    self.init(options, fault: nil, progress: progress)
  }

  /// Creates a learner with a fault.
  package init(
    _ options: Options, fault: FilteredPCAFault?, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    precondition(options.rank ?? 1 > 0 && options.largestRank > 0, "a subspace has at least one direction")
    precondition(options.slices > 1, "one slice filters nothing; give at least two")
    precondition(options.residentRows > 0, "some rows are kept in memory")
    precondition(options.features > 0 && options.rounds > 0, "features and rounds are positive")
    precondition(options.labelColumn ?? 0 >= 0, "columns are counted from 0")
    self.options = options
    self.fault = fault
    self.progress = progress
  }

  /// Finds the subspace.
  ///
  /// - Throws: `DataError` where the samples cannot be read, an entry is NaN, infinite or beyond 1e140, or there is no
  ///   label column of the number asked for, or several and none is asked for.
  public func findSubspace(
    _ samples: some SampleSource, threads: Int = Parallel.coreCount
  ) throws -> SubspaceOutcome {
    try FilteredPCARun(source: samples, learner: self, threads: threads).outcome()
  }
}
