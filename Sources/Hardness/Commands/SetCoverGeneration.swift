import DataFiles
public import ExactArithmetic
public import Optimization

/// Everything that `assay generate set-cover` does: read, take out free sets, encode, write the directory.
public struct SetCoverGeneration: Sendable {
  /// Which cost the training set asks about.
  public enum Target: Sendable, Hashable {
    /// The cost of all sets together: any cover passes.
    case totalCost
    /// A given cost κ.
    case cost(Int)
    /// The optimum, which is computed first.
    case optimum
  }

  /// What was written.
  public struct Summary: Sendable, Hashable, Encodable {
    /// The directory.
    public let directory: String
    /// The format that the input was read in.
    public let format: String
    /// The elements that are encoded.
    public let elements: Int
    /// The sets that are encoded.
    public let sets: Int
    /// The sets of cost 0 that were taken out, counted from 0 in the input.
    public let zeroCostSets: [Int]
    /// The elements that those sets cover.
    public let zeroCostElements: Int
    /// The threshold κ.
    public let threshold: Rational
    /// The size of the training set.
    public let size: InstanceSize
  }

  /// How the generation ended.
  public enum Outcome: Sendable, Equatable {
    /// The directory is there.
    case written(Summary)
    /// The optimum that the target asked for was not settled in time; nothing was written.
    case targetUnknown(SetCoverAnswer)
  }

  /// The file to read.
  public let input: String
  /// Its format; `nil` to recognise it.
  public let format: SetCoverFile.Format?
  /// Which cost to ask about.
  public let target: Target
  /// Whether every set is to cost 1.
  public let unicost: Bool
  /// The directory to write.
  public let output: String
  /// The version of the program, for the record.
  public let version: String

  /// Creates a generation; ``run(solver:options:progress:)`` does it.
  public init(
    input: String, format: SetCoverFile.Format? = nil, target: Target = .totalCost, unicost: Bool = false,
    output: String, version: String
  ) {
    self.input = input
    self.format = format
    self.target = target
    self.unicost = unicost
    self.output = output
    self.version = version
  }

  /// Reads, encodes and writes.
  ///
  /// - Throws: `DataError` where the input cannot be used or the directory cannot be written.
  public func run(
    solver: any ProgramSolver = GLPKSolver(), options: SolveOptions = SolveOptions(),
    progress: ((SolveProgress) -> Void)? = nil
  ) throws -> Outcome {
    let file: SetCoverFile = try SetCoverFile(contentsOf: input, format: format)
    let original: SetCover = unicost ? file.problem.withUnitCosts : file.problem
    let removal: ZeroCostRemoval = ZeroCostRemoval(of: original)
    let problem: SetCover = removal.remaining
    let kappa: Int
    switch target {
    case .totalCost: kappa = problem.totalCost
    case .cost(let cost): kappa = cost
    case .optimum:
      let answer: SetCoverAnswer = try problem.optimum(solver: solver, options: options, progress: progress)
      guard answer.status == .optimal, let cost = answer.cost else { return .targetUnknown(answer) }
      kappa = cost
    }
    try requireExactCosts(of: original)
    let instance: TrainingInstance
    do {
      instance = try SetCoverToReLU.instance(of: problem, target: kappa)
    } catch let fault as SetCoverFault {
      throw fault.inFile(input)
    }
    let record: InstanceFile.Removal? =
      removal.removedSets.isEmpty
      ? nil
      : InstanceFile.Removal(
        elements: original.elementCount, sets: original.sets.count, zeroCostSets: removal.removedSets)
    let content: InstanceFile = InstanceFile(
      instance: instance, generator: Provenance(version: version, command: command), removal: record)
    let summary: Summary = Summary(
      directory: output, format: file.format.rawValue, elements: problem.elementCount,
      sets: problem.sets.count, zeroCostSets: removal.removedSets,
      zeroCostElements: removal.removedElementCount, threshold: instance.threshold, size: instance.size)
    let readme: String = try InstanceReadme.text(
      of: content, problem: problem, summary: summary, input: input, isOptimal: target == .optimum)
    try InstanceDirectory.write(content, readme: readme, to: output)
    return .written(summary)
  }

  /// The costs become weights of samples, which the arrays must hold exactly.
  private func requireExactCosts(of problem: SetCover) throws {
    for (index, cost) in problem.costs.enumerated() where Rational(cost).exactDouble == nil {
      throw DataError(
        .badData, file: input, place: "costs[\(index)]", problem: "no Double holds the cost \(cost) exactly",
        mend: "divide the costs by a common factor, or use --unicost")
    }
  }

  /// The command that makes the same files again, with `DIR` for the directory.
  public var command: String {
    var words: [String] = ["assay", "generate", "set-cover", "--input", Self.quoted(input)]
    if let format { words += ["--format", format.rawValue] }
    switch target {
    case .totalCost: break
    case .cost(let cost): words += ["--target", String(cost)]
    case .optimum: words += ["--target", "optimum"]
    }
    if unicost { words.append("--unicost") }
    return (words + ["--output", "DIR"]).joined(separator: " ")
  }

  private static let plainCharacters: Set<Character> = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:@%+=")

  private static func quoted(_ word: String) -> String {
    if !word.isEmpty, word.allSatisfy(plainCharacters.contains) { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
