import DataFiles
public import Learners
import Networks
public import PropertyTesting
public import Teachers

/// A curve to be drawn: how often a learner certifies the teacher, at some places, with a fixed number of trials at each.
public struct RecoveryCurve: Sendable {
  /// One place of the curve.
  public struct Place: Sendable {
    /// The place, in the unit of the curve's label.
    public let x: Double
    /// The number of samples of each problem.
    public let samples: Int
    /// The problems there, each of that many samples.
    public let problems: Gen<Problem>

    /// Creates a place.
    public init(x: Double, samples: Int, problems: Gen<Problem>) {
      self.x = x
      self.samples = samples
      self.problems = problems
    }
  }

  /// A name that is unique within the guarantee, fit for a file: lower-case letters, digits and hyphens.
  public let name: String
  /// What the places are, for people.
  public let xLabel: String
  /// The places, by growing *x*.
  public let places: [Place]
  /// The number of trials at each place.
  public let trials: Int
  /// The confidence of the interval at each place.
  public let confidence: Double
  /// Who is tried.
  public let learner: any Learner
  /// How far a student is from the teacher; within ``RecoveryJudge/wrongError`` it is right.
  public let distance: RecoveryJudge.Distance

  /// The confidence of intervals where nothing else is said.
  public static let standardConfidence: Double = 0.95
  private static let fileNameCharacters: String = "abcdefghijklmnopqrstuvwxyz0123456789-"

  /// Creates a curve.
  ///
  /// - Precondition: the name is fit for a file, and there is a trial at each place.
  public init(
    name: String, xLabel: String, places: [Place], trials: Int, learner: any Learner,
    confidence: Double = standardConfidence,
    distance: @escaping RecoveryJudge.Distance = RecoveryJudge.parameterError
  ) {
    precondition(
      !name.isEmpty && name.allSatisfy(Self.fileNameCharacters.contains),
      "the curve's name '\(name)' names a file; use lower-case letters, digits and hyphens")
    precondition(trials > 0, "give a curve at least one trial at each place")
    self.name = name
    self.xLabel = xLabel
    self.places = places
    self.trials = trials
    self.learner = learner
    self.confidence = confidence
    self.distance = distance
  }

  /// Runs the trials; an interruption leaves out the places that are not complete.
  ///
  /// - Parameter guarantee: the guarantee's name, from which with the curve's name all random numbers come.
  /// - Throws: what a problem throws that cannot be drawn.
  public func run(guarantee: String, _ context: AuditContext) async throws -> Curve {
    try await CurveTrials(
      name: name, xLabel: xLabel, places: places.map { ($0.x, $0.samples) }, trials: trials,
      confidence: confidence
    ).run(guarantee: guarantee, context) { place, seed in
      try outcome(of: places[place].problems.generate(seed: seed, recording: .choices).value)
    }
  }

  private func outcome(of problem: Problem) throws -> CurveTrials.Outcome {
    let answer: LearnerOutcome
    do {
      answer = try learner.study(problem.samples(0..<problem.count, threads: 1), threads: 1)
    } catch let error as DataError {
      return CurveTrials.Outcome(refusal: error.problem)
    } catch let error as CancellationError {
      throw error
    } catch {
      return CurveTrials.Outcome(refusal: "threw \(type(of: error))")
    }
    switch answer {
    case .recovered(let recovery):
      return CurveTrials.Outcome(isRight: try isRight(recovery.student, problem), isCertified: true)
    case .refused(let refusal):
      let isRight: Bool = try refusal.candidate.map { try self.isRight($0, problem) } ?? false
      return CurveTrials.Outcome(isRight: isRight, refusal: refusal.reason.rawValue)
    }
  }

  private func isRight(_ student: Network, _ problem: Problem) throws -> Bool {
    try distance(student, problem) <= RecoveryJudge.wrongError
  }
}
