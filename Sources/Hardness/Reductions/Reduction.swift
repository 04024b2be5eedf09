/// A map from an NP-hard problem to training sets, with the maps of solutions both ways.
///
/// A new reduction is one file with a conforming type, whose doc comment answers, in this order: statement,
/// construction, extraction, size, source, example; one file with its ``InstanceRebuild``, written apart from it; and
/// one line in ``ReductionRegistry/all``.
public protocol Reduction: Sendable {
  /// What the reduction is and where it comes from.
  static var summary: ReductionSummary { get }

  /// The kind of source problem that it takes.
  static var sourceKind: SourceProblem.Kind { get }

  /// The options that it takes; a caller that sets another gets an error.
  static var optionNames: Set<ReductionOptions.Name> { get }

  /// How the verifier builds an instance anew.
  static var rebuild: any InstanceRebuild.Type { get }

  /// The training set that asks the question of `problem`.
  ///
  /// - Precondition: `problem` is of ``sourceKind``.
  /// - Throws: ``SourceFault`` or ``SetCoverFault`` where the reduction does not take the problem.
  static func instance(of problem: SourceProblem, options: ReductionOptions) throws -> TrainingInstance

  /// The network that encodes `solution`, a solution of the instance's source problem.
  ///
  /// Its loss is at most the threshold where the solution answers yes.
  ///
  /// - Throws: ``SourceFault`` or ``SetCoverFault`` where a constant of the instance is missing.
  static func certificate(for solution: SourceSolution, in instance: TrainingInstance) throws
    -> CertificateNetwork

  /// The solution that a network encodes; it answers yes where the loss is below threshold + slack.
  static func solution(from network: CertificateNetwork, in instance: TrainingInstance) -> SourceSolution

  /// The exact size of ``instance(of:options:)``, without making it.
  static func size(of problem: SourceProblem, options: ReductionOptions) -> InstanceSize

  /// What the text beside an instance says of it.
  static func explanation(of instance: TrainingInstance) -> InstanceExplanation
}

/// What the text beside an instance says of it, in Markdown.
public struct InstanceExplanation: Sendable, Hashable {
  /// The network to train, such as `f(x) = relu(w · x), one unit without bias`.
  public let network: String
  /// What a loss proves, a sentence each.
  public let facts: [String]
  /// What threshold and slack prove, where a no is less than the contrary of a yes; `nil` where it is just that.
  public let promise: String?

  /// Creates an explanation.
  public init(network: String, facts: [String], promise: String? = nil) {
    self.network = network
    self.facts = facts
    self.promise = promise
  }
}

/// What a reduction is and where it comes from.
public struct ReductionSummary: Sendable, Hashable, Codable {
  /// The name on the command line: `assay generate ID`.
  public let id: String
  /// The name in the exchange format.
  public let formatName: String
  /// What is reduced to what, in a few words.
  public let title: String
  /// Yes ⇔ yes, in one sentence.
  public let statement: String
  /// The work that the theorem is from.
  public let source: Citation

  /// Creates a summary.
  public init(id: String, formatName: String, title: String, statement: String, source: Citation) {
    self.id = id
    self.formatName = formatName
    self.title = title
    self.statement = statement
    self.source = source
  }

  /// The name in the exchange format of the normal form whose units may have biases.
  public var affineFormatName: String { formatName + "-affine" }
}
