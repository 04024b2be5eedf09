public import ExactArithmetic

/// A training instance built anew from its source problem and its constants, for the verifier.
///
/// Written apart from the generator on purpose, so that a mistake would have to be made twice.
public protocol InstanceRebuild: Sendable {
  /// Reads the source and the constants of an instance.
  ///
  /// - Throws: ``SourceFault`` whose place is the missing field, such as `params.t`.
  init(_ instance: TrainingInstance) throws

  /// What makes the source unfit for the reduction; `nil` where nothing does.
  var sourceFault: String? { get }
  /// Which of the constants' conditions fails; `nil` where all hold.
  var parameterFault: String? { get }
  /// The constants in words, for a check that passes.
  var parameterDetail: String { get }
  /// How the constants differ from those that this program writes; `nil` where they do not.
  var generatorFault: String? { get }
  /// What the instance must say besides its samples.
  var shape: InstanceShape { get }
  /// The samples that there must be, in any order.
  var samples: [ExactSample] { get }

  /// The source solution that a network encodes.
  func decode(_ network: CertificateNetwork) -> SourceSolution
  /// The exact network of a solution; `nil` where the solution is not of the source.
  func image(of solution: SourceSolution) -> CertificateNetwork?

  /// What keeps the solution that a network encodes from being an answer yes; `nil` where it is one.
  ///
  /// Without an own answer it must solve the source problem; the gap versions are content with less.
  func solutionFault(of solution: SourceSolution, in problem: SourceProblem) -> String?
  /// What a solution without a fault is; `nil` where it solves the source problem.
  func solutionDetail(of solution: SourceSolution) -> String?
}

extension InstanceRebuild {
  /// What keeps the solution from solving the source problem.
  public func solutionFault(of solution: SourceSolution, in problem: SourceProblem) -> String? {
    SolutionCheck.fault(of: solution, in: problem)
  }

  /// `nil`: it solves the source problem.
  public func solutionDetail(of solution: SourceSolution) -> String? { nil }
}

/// What an instance says besides its source and its samples.
public struct InstanceShape: Sendable, Equatable {
  /// The number of input coordinates.
  public let dimension: Int
  /// The most hidden units.
  public let units: Int
  /// The number of outputs.
  public let outputs: Int
  /// Which output weights the class allows.
  public let coefficients: TrainingInstance.Coefficients
  /// The most that a unit's squared norm may be.
  public let squaredNormBound: Rational?
  /// The largest loss that proves a yes instance.
  public let threshold: Rational
  /// How far above the threshold every loss of a no instance lies.
  public let slack: Rational

  /// Creates a shape; without `outputs` there is one, without a bound the norms are free.
  public init(
    dimension: Int, units: Int, outputs: Int = 1, coefficients: TrainingInstance.Coefficients,
    squaredNormBound: Rational? = nil, threshold: Rational, slack: Rational
  ) {
    self.dimension = dimension
    self.units = units
    self.outputs = outputs
    self.coefficients = coefficients
    self.squaredNormBound = squaredNormBound
    self.threshold = threshold
    self.slack = slack
  }

  /// How an instance's fields differ from these, threshold and slack left out; `nil` where they do not.
  func fault(of instance: TrainingInstance) -> String? {
    if instance.dimension != dimension { return "dim \(instance.dimension) is not \(dimension)" }
    if instance.units != units { return "units \(instance.units) is not \(units)" }
    if instance.outputs != outputs { return "outputs \(instance.outputs) is not \(outputs)" }
    if instance.coefficients != coefficients {
      return "coefficients \"\(instance.coefficients)\" is not \"\(coefficients)\""
    }
    if instance.squaredNormBound != squaredNormBound {
      return "norm_squared_bound \(instance.squaredNormBound?.description ?? "null") is not "
        + "\(squaredNormBound?.description ?? "null")"
    }
    return nil
  }
}
