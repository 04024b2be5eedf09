public import Learners
public import Teachers

/// One claim about a learner, with all that is needed to try it: problems, the learner, and what is asked of its answer.
///
/// ```swift
/// RecoveryClaim(
///   name: "recovered at d=5, k=2, m=2", statement: "with n = 56 samples every parameter is recovered",
///   tolerance: .few(profile), problems: .gaussian(size, samples: counts),
///   simpler: [.integer(upTo: size, samples: counts)], learner: learner, judge: .recovered(within: 1e-12))
/// ```
///
/// The machinery draws the trials, decides by sequential tests, looks for a counterexample among the simpler problems and
/// then among the claim's own, shrinks it, says what of it does not matter, keeps it, and replays it.
public struct RecoveryClaim: Sendable {
  /// Measures a quantity on a problem; it must depend on nothing but the problem. The learner is the claim's.
  public typealias Measure = @Sendable (Problem, any Learner) throws -> TrialMeasurement

  /// What a trial does.
  enum Trial: Sendable {
    case judged(RecoveryJudge)
    case measured(MeasuredQuantity, Measure)
  }

  /// A name that is unique within the guarantee; kept examples are found by it.
  public let name: String
  /// The statement as a clause, without the share of problems that may fail.
  public let statement: String
  /// What share of trials may fail, or which quantity is bounded.
  public let tolerance: Claim.Tolerance
  /// What the metric of a trial is, with its unit or scale.
  public let metricName: String
  /// What the trials draw.
  public let problems: RecoveryProblems
  /// What is searched first for a counterexample, in turn.
  public let simpler: [SimplerProblems]
  /// Who is tried.
  public let learner: any Learner
  /// The words after `assay learn` that try the product's own learner on files: its name, and options; `{hidden}` stands
  /// for the problem's number of hidden units, `{density}` for the option that vouches for its inputs, where they have
  /// a density.
  public let command: String
  /// How many trials run at most; nil goes on until nearly every test has ended.
  public let trialLimit: Int?
  let trial: Trial
  /// The learner for a problem, which may be told something of it.
  let learnerFor: @Sendable (Problem) -> any Learner

  /// A claim on each problem: no trial fails, or few do.
  ///
  /// - Parameters:
  ///   - tolerance: ``Claim/Tolerance/few(_:)``, ``Claim/Tolerance/never(_:)``, or shares of your own.
  ///   - metric: what the judge measures, with its unit or scale.
  ///   - learnerFor: the learner that is told something of a problem, such as its number of hidden units; nil for
  ///     `learner` itself.
  ///   - command: the words after `assay learn`; the learner's name by default.
  /// - Precondition: the tolerance is not that of a measured quantity; use the other initializer for that.
  public init(
    name: String, statement: String, tolerance: Claim.Tolerance,
    metric: String = "relative error of the worst parameter", problems: RecoveryProblems,
    simpler: [SimplerProblems] = [], learner: any Learner,
    learnerFor: (@Sendable (Problem) -> any Learner)? = nil, judge: RecoveryJudge, command: String? = nil,
    trialLimit: Int? = nil
  ) {
    if case .measured = tolerance {
      preconditionFailure("a claim about a quantity takes 'quantity' and 'measure' in place of a tolerance")
    }
    self.init(
      name, statement, tolerance, metric, problems, simpler, learner, learnerFor, command, trialLimit,
      .judged(judge))
  }

  /// A claim about a quantity that each trial measures: a slope, a mean, a quantile.
  ///
  /// - Parameters:
  ///   - quantity: what is measured, and where it is claimed to lie.
  ///   - learnerFor: the learner that is told something of a problem; nil for `learner` itself.
  ///   - measure: measures it on a problem.
  ///   - command: the words after `assay learn`; the learner's name by default.
  public init(
    name: String, statement: String, quantity: MeasuredQuantity, problems: RecoveryProblems,
    learner: any Learner, learnerFor: (@Sendable (Problem) -> any Learner)? = nil, command: String? = nil,
    trialLimit: Int? = nil, measure: @escaping Measure
  ) {
    self.init(
      name, statement, .measured(quantity), quantity.name, problems, [], learner, learnerFor, command,
      trialLimit, .measured(quantity, measure))
  }

  private init(
    _ name: String, _ statement: String, _ tolerance: Claim.Tolerance, _ metric: String,
    _ problems: RecoveryProblems, _ simpler: [SimplerProblems], _ learner: any Learner,
    _ learnerFor: (@Sendable (Problem) -> any Learner)?, _ command: String?, _ trialLimit: Int?,
    _ trial: Trial
  ) {
    self.name = name
    self.statement = statement
    self.tolerance = tolerance
    self.metricName = metric
    self.problems = problems
    self.simpler = simpler
    self.learner = learner
    self.learnerFor = learnerFor ?? { _ in learner }
    self.command = command ?? type(of: learner).identifier
    self.trialLimit = trialLimit
    self.trial = trial
  }

  /// The statement with its numbers, at a confidence.
  func claim(confidence: Double) -> Claim {
    let numbers: String =
      switch tolerance {
      case .failureProbability(let allowed, _):
        ", in all but a share \(allowed) of problems "
          + "(a share of \(tolerance.excludedFailureProbability) is not accepted)"
      case .none: ""
      case .measured(let quantity): ": \(quantity.name), \(quantity.claimed)"
      }
    return Claim(name: name, statement: statement + numbers, tolerance: tolerance, confidence: confidence)
  }
}

extension Claim.Tolerance {
  /// The part of the excluded share of failures that is indifferent: the claim allows the rest.
  private static let indifferentPart: Double = 0.5

  /// Few problems fail: shares of 10 %, 5 % and 1 % are excluded in the three profiles, half as many allowed.
  public static func few(_ profile: AuditProfile) -> Claim.Tolerance {
    let excluded: Double =
      switch profile {
      case .quick: 0.1
      case .ci: 0.05
      case .thorough: 0.01
      }
    let allowed: Double = excluded * (1 - indifferentPart)
    return .failureProbability(allowed, indifference: excluded - allowed)
  }

  /// No problem fails: the share is shown to be below 2 %, 1.5 % and 0.2 % in the three profiles.
  public static func never(_ profile: AuditProfile) -> Claim.Tolerance {
    switch profile {
    case .quick: .none(shownBelow: 0.02)
    case .ci: .none(shownBelow: 0.015)
    case .thorough: .none(shownBelow: 0.002)
    }
  }
}
