import LinearAlgebra
import Networks

/// Where a descent begins.
enum DescentStart: Sendable {
  /// Hidden rows in the coordinates of the estimated row space.
  case inRowSpace(Matrix)
  /// Hidden rows in all dimensions.
  case inAllDimensions(Matrix)
}

/// What a start ended on.
enum DescentEnd: Sendable {
  /// A network that fits what was studied, and the condition number of the exact step.
  case fits(hidden: Matrix, output: Matrix, conditionNumber: Double)
  /// A network that fits approximately, whose patterns leave the exact one open.
  case open(NetworkPoint)
  /// A network that descent found to fit, and the exact step did not.
  case rejected
  /// A minimum that does not fit.
  case misses(relativeSquaredLoss: Double)
}

/// From a start to a network that fits: descent in few dimensions, descent in all of them, and the exact step.
struct StartDescent: Sendable {
  private let space: Matrix
  private let projected: FitSamples
  private let whole: FitSamples
  private let samples: Samples
  private let tolerances: ExactRecoveryTolerances

  /// Samples for each unknown of the descent, and besides.
  private static let projectedSamplesPerUnknown: Int = 40
  private static let samplesPerUnknown: Int = 20
  private static let moreSamples: Int = 400
  private static let projectedSteps: Int = 60
  private static let wholeSteps: Int = 200
  /// A step that is expected to lower the loss by less than this share tells a minimum that does not fit.
  private static let smallestDecrease: Double = 1e-4

  /// Prepares samples in the coordinates of a row space and in all dimensions.
  init(
    _ problem: FewOutputsProblem, hiddenUnits: Int, space: RowSpace, tolerances: ExactRecoveryTolerances
  ) throws {
    let unknowns: Int = hiddenUnits * (space.basis.columns + problem.outputs)
    let few: Samples = problem.subset(Self.projectedSamplesPerUnknown * unknowns + Self.moreSamples)
    let allUnknowns: Int = hiddenUnits * (problem.dimension + problem.outputs)
    self.samples = problem.subset(Self.samplesPerUnknown * allUnknowns + Self.moreSamples)
    self.space = space.basis
    self.projected = try FitSamples(Samples(inputs: few.inputs * space.basis, labels: few.labels))
    self.whole = try FitSamples(samples)
    self.tolerances = tolerances
  }

  /// Follows a start to its end, on the calling thread.
  func follow(_ start: DescentStart) throws -> DescentEnd {
    var options: LeastSquares.Options = LeastSquares.Options()
    options.lossGoal = FewOutputsTolerances.lossGoal
    options.smallestDecrease = Self.smallestDecrease
    let lifted: LeastSquaresStart
    switch start {
    case .inAllDimensions(let hidden): lifted = LeastSquaresStart(hidden: hidden)
    case .inRowSpace(let hidden):
      options.largestSteps = Self.projectedSteps
      let fit: LeastSquaresFit = try LeastSquares(options, threads: 1)
        .fit(projected, from: LeastSquaresStart(hidden: hidden))
      lifted = LeastSquaresStart(
        hidden: fit.network.hidden.timesTransposed(space), output: fit.network.output)
    }
    options.largestSteps = Self.wholeSteps
    let fit: LeastSquaresFit = try LeastSquares(options, threads: 1).fit(whole, from: lifted)
    guard fit.relativeSquaredLoss <= FewOutputsTolerances.acceptedLoss else {
      return .misses(relativeSquaredLoss: fit.relativeSquaredLoss)
    }
    do {
      let step: PatternStep = try PatternStep(samples, near: fit.network.hidden)
      let units: Matrix = samples.inputs.timesTransposed(step.hidden).mapElements { max(0, $0) }
      let error: Double = (samples.labels - units.timesTransposed(step.output)).maximumMagnitude
      let cancellation: Double = max(1, units.maximumMagnitude * step.output.maximumMagnitude)
      guard error <= tolerances.networkFit * max(cancellation, samples.labels.maximumMagnitude) else {
        return .rejected
      }
      return .fits(hidden: step.hidden, output: step.output, conditionNumber: step.conditionNumber)
    } catch PatternStep.Failure.deficient {
      return .open(fit.network)
    } catch PatternStep.Failure.notANeuron {
      return .open(fit.network)
    }
  }
}
