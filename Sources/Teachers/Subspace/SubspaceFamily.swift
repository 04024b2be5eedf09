public import Networks
public import RandomStreams

/// A named generator of teachers that look at *k* directions of their inputs and at nothing else: x ↦ G(Vᵀx).
///
/// A family draws *G*, a network of any depth, with or without biases, on R^k. ``SubspaceTeacher`` divides it by the standard
/// deviation of its labels on Gaussian inputs and embeds it by a random frame *V*, so that the direction of every relevant
/// coordinate is drawn uniformly.
public protocol SubspaceFamily: ParameterizedFamily {
  /// What the teachers are, in one line.
  static var summary: String { get }
  /// What every teacher of the family has, for people.
  static var promises: String { get }
  /// The learners that must fail on the family, or what is asked of them instead, for people.
  static var hardFor: String { get }
  /// A number of inputs and of samples to start with, as help shows them.
  static var example: (inputsDimension: Int, samples: Int) { get }

  /// The number of relevant directions, *k*.
  static func directions(_ values: TeacherParameters, inputsDimension: Int) -> Int

  /// *G* before it is scaled: a network of *k* inputs and one output.
  ///
  /// - Throws: ``ProblemError`` where the parameters do not go together.
  static func core(
    _ values: TeacherParameters, directions: Int, from stream: RandomStream
  ) throws -> Network

  /// Var G before it is scaled, where the family knows more than ``GaussianMoments`` finds out; otherwise `nil`.
  static func variance(_ values: TeacherParameters) -> Double?

  /// What a learner of relevant subspaces should make of samples of the family.
  static func expectation(_ values: TeacherParameters, inputsDimension: Int) -> SubspaceExpectation
}

extension SubspaceFamily {
  /// Fifty inputs and ten thousand samples.
  public static var example: (inputsDimension: Int, samples: Int) { (50, 10_000) }
  /// The value of ``SubspaceParameter/directions``.
  public static func directions(_ values: TeacherParameters, inputsDimension: Int) -> Int {
    Int(values[SubspaceParameter.directions])
  }
  /// None.
  public static func variance(_ values: TeacherParameters) -> Double? { nil }
  /// The significant subspace, where there are samples enough.
  public static func expectation(
    _ values: TeacherParameters, inputsDimension: Int
  ) -> SubspaceExpectation { .found }
}

/// What a learner of relevant subspaces should make of a problem.
public enum SubspaceExpectation: String, Sendable, Hashable, Codable, CaseIterable {
  /// The significant subspace is found, given samples enough.
  case found
  /// The significant subspace or nothing: where the labels show too little, no direction may be made up.
  case foundOrNothing
  /// Nothing shows above the noise, whatever the number of samples is in practice.
  case nothing
  /// More directions than learners look for, which they must say.
  case tooMany

  /// What it says, for people.
  public var text: String {
    switch self {
    case .found: "the significant subspace, given samples enough"
    case .foundOrNothing: "the significant subspace or nothing, and never another direction"
    case .nothing: "a refusal, as nothing shows above the noise"
    case .tooMany: "a refusal, as there are more directions than it looks for"
    }
  }
}
