public import LinearAlgebra

/// The directions on which labels depend, as far as a learner found and confirmed them.
public struct SubspaceOutcome: Sendable {
  /// How much of the labels the answer accounts for.
  public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
    /// Directions were confirmed, and they account for the labels.
    case ok
    /// Directions were confirmed, but they do not account for the labels, or are fewer than were asked for.
    case partial
    /// No direction was confirmed.
    case none
    /// The labels depend on more directions than may be looked for.
    case tooMany
  }

  /// Why there is no subspace to hand out.
  public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
    /// No direction stands out of the noise, or none lowers the error on samples held out.
    case nothingAboveNoise
    /// More directions stand out than may be looked for.
    case tooManyDirections
    /// The inputs do not look like samples of the standard Gaussian distribution.
    case inputsNotStandardGaussian
    /// All labels are equal.
    case constantLabels
    /// There are too few samples to look for anything.
    case tooFewSamples
  }

  /// How much of the labels the answer accounts for.
  public let status: Status
  /// Why there is no subspace to hand out; nil with `ok` and `partial`.
  public let reason: Reason?
  /// What was seen, and what to try, for people.
  public let detail: String
  /// The certified subspace, `d × k` with orthonormal columns, strongest direction first; `d × 0` where there is none.
  ///
  /// Each of its directions lowered the error on samples held out.
  public let basis: Matrix
  /// The subspace before held-out samples were asked, `d × k'` with orthonormal columns.
  ///
  /// It holds every direction that stood out of the noise; a fit loses little by a direction too many.
  public let candidate: Matrix
  /// The standard deviation of what the learner's own regressor leaves of the labels, relative to theirs, in sample.
  public let residual: Double
  /// What the search did, round by round.
  public let rounds: [FilterRound]
  /// What held-out samples said of each direction that was asked about.
  public let validation: [ValidationStep]
  /// What bounds the error; nil where nothing was found.
  public let accuracy: SubspaceAccuracy?
  /// The checks of the inputs; nil where there were too few samples to make them.
  public let inputs: GaussianInputCheck?

  /// Creates an outcome.
  public init(
    status: Status, reason: Reason?, detail: String, basis: Matrix, candidate: Matrix, residual: Double,
    rounds: [FilterRound] = [], validation: [ValidationStep] = [], accuracy: SubspaceAccuracy? = nil,
    inputs: GaussianInputCheck? = nil
  ) {
    self.status = status
    self.reason = reason
    self.detail = detail
    self.basis = basis
    self.candidate = candidate
    self.residual = residual
    self.rounds = rounds
    self.validation = validation
    self.accuracy = accuracy
    self.inputs = inputs
  }

  /// The dimension of the certified subspace.
  public var dimension: Int { basis.columns }
}

/// What is known of the error of a certified subspace.
public struct SubspaceAccuracy: Sendable, Hashable, Encodable {
  /// The relative error of the best regressor on the subspace, on samples held out.
  ///
  /// Its square bounds the share of the labels' variance that the subspace does not explain: for any predictor *h*,
  /// E Var(F | Uᵀx) ≤ E (F − h(Uᵀx))².
  public let heldOutError: Double
  /// The size √E‖Δ‖² of the error that the linearised fit predicts. It is no bound: the true error is often 1.1 to 1.9
  /// times as large.
  public let nominalError: Double?
  /// The bound from two halves of the samples; nil where it was not asked for or the halves disagree.
  public let splitBound: Double?
  /// Why there is no bound from two halves; nil where there is one.
  public let splitBoundMissing: String?
}

/// What one round of the search saw and did.
public struct FilterRound: Sendable, Hashable, Encodable {
  /// The number of the round, from 1.
  public let round: Int
  /// The new directions that were accepted, *q*.
  public let found: Int
  /// The filter that showed them; nil where none did.
  public let filter: String?
  /// The largest eigenvalues of the slices' matrix, from the largest; with a single filter those of its matrix, in units
  /// of their edges, so that the edge is 1.
  public let eigenvalues: [Double]
  /// The upper edge of these eigenvalues under noise.
  public let noiseEdge: Double
  /// The factor above the edge from which an eigenvalue counts.
  public let slack: Double
  /// The largest ratio of an eigenvalue to its edge, of each filter that was tried, the slices first.
  public let filters: [FilterReading]
  /// The slices that were left of those asked for, where labels are tied.
  public let slices: Int
  /// The samples in the smallest slice.
  public let smallestSlice: Int
  /// The null law that the slices' ratio was held against; nil where the slack alone decided.
  public let calibration: NullCalibration?
  /// The dimension of the subspace after the round.
  public let dimension: Int
  /// The residual after the round, relative to the labels.
  public let residual: Double
  /// Why the round's directions were not kept; nil where they were.
  public let dropped: String?
}

/// The largest eigenvalue of a filter.
public struct FilterReading: Sendable, Hashable, Encodable {
  /// The filter: `slices`, `absolute>0.80`, `linear`, `absolute`.
  public let filter: String
  /// The largest ratio of an eigenvalue to its edge.
  public let ratio: Double
}

/// The law of a round's largest ratio on labels that do not depend on the inputs.
public struct NullCalibration: Sendable, Hashable, Encodable {
  /// Where the law comes from.
  public enum Method: String, Sendable, Hashable, Codable {
    /// The samples themselves with permuted residuals.
    case permutations
    /// Draws of the law's limit for slices of many samples.
    case nullLaw
  }

  /// Where the law comes from.
  public let method: Method
  /// The number of draws.
  public let draws: Int
  /// The mean of the largest ratio.
  public let mean: Double
  /// Its standard deviation.
  public let standardDeviation: Double
  /// The number of standard deviations that a direction must stand out.
  public let required: Double
}

/// The question to held-out samples whether a subspace's weakest direction is needed.
public struct ValidationStep: Sendable, Hashable, Encodable {
  /// The dimension of the subspace asked about.
  public let dimension: Int
  /// The mean of what the direction takes from the squared error, in its standard errors.
  public let score: Double
  /// The error without the direction, relative to that with it.
  public let errorRatio: Double
  /// The held-out samples.
  public let samples: Int
  /// Whether the direction was kept.
  public let kept: Bool
}
