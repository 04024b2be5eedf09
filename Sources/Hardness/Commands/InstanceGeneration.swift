import DataFiles
public import ExactArithmetic
public import Optimization

/// Everything that `assay generate REDUCTION` does: read or draw, ask, encode, write the directory.
public struct InstanceGeneration: Sendable {
  /// Where the source problem comes from.
  public enum Source: Sendable, Hashable {
    /// A file, and its format; `nil` to recognise it.
    case file(String, format: SourceFormat?)
    /// A family.
    case family(FamilyRequest)
  }

  /// What was written.
  public struct Summary: Sendable, Equatable, Encodable {
    /// The directory.
    public let directory: String
    /// The reduction's name in the exchange format.
    public let reduction: String
    /// The format or family that the source problem came in.
    public let format: String
    /// How large the source problem is, part by part.
    public let source: [String: Int]
    /// The sets of cost 0 that were taken out, counted from 0 in the input.
    public let zeroCostSets: [Int]
    /// The threshold.
    public let threshold: Rational
    /// The slack.
    public let slack: Rational
    /// The size of the training set.
    public let size: InstanceSize
    /// What was done to the samples, in this order.
    public let transformations: [Transformation.Kind]
    /// What a user should hear of.
    public let notes: [String]
    /// What the family knows of the answer; `nil` for a file.
    public let known: KnownSettlement?
  }

  /// How the generation ended.
  public enum Outcome: Sendable, Equatable {
    /// The directory is there.
    case written(Summary)
    /// The optimum that the target asked for was not settled in time; nothing was written.
    case targetUnknown(SourceAnswer)
  }

  /// What to encode by.
  public let reduction: any Reduction.Type
  /// What to encode.
  public let source: Source
  /// What to ask.
  public let targets: SourceTargets
  /// The reduction's options.
  public let options: ReductionOptions
  /// What is done to the samples and which files are written.
  public private(set) var outputs: InstanceOutputs
  /// The directory to write.
  public let output: String
  /// The version of the program, for the record.
  public let version: String

  /// Creates a generation; ``run(solver:options:progress:)`` does it.
  ///
  /// A family's seed is that of the transformations too, as there is one `--seed` for all.
  public init(
    _ reduction: any Reduction.Type, of source: Source, targets: SourceTargets = SourceTargets(),
    options: ReductionOptions = ReductionOptions(), outputs: InstanceOutputs = InstanceOutputs(),
    output: String, version: String
  ) {
    self.reduction = reduction
    self.source = source
    self.targets = targets
    self.options = options
    self.outputs = outputs
    if case .family(let request) = source { self.outputs.seed = request.seed }
    self.output = output
    self.version = version
  }

  /// Reads, encodes and writes.
  ///
  /// - Throws: `DataError` where the input cannot be used or the directory cannot be written; ``RequestError`` where
  ///   an option is missing or out of place.
  public func run(
    solver: any ProgramSolver = GLPKSolver(), options limits: SolveOptions = SolveOptions(),
    progress: ((SolveProgress) -> Void)? = nil
  ) throws -> Outcome {
    try requireFittingOptions()
    switch source {
    case .file(let path, let format):
      let file: SourceFile = try SourceFile(
        contentsOf: path, format: format, isCover: reduction.sourceKind == .setCover)
      do {
        return try run(
          file.content, format: file.format.rawValue, from: "`\(path.replacing("`", with: "'"))`", draw: nil,
          SourcePreparation(targets: targets, solver: solver, options: limits, progress: progress))
      } catch let fault as SetCoverFault {
        throw fault.inFile(path)
      } catch let fault as SourceFault {
        throw fault.inFile(path)
      }
    case .family(let request):
      do {
        let draw: FamilyDraw = try request.draw()
        let asked: SourceTargets = targets.filled(from: draw.suggestedTargets(for: reduction.sourceKind))
        return try run(
          draw.content, format: request.name, from: "the family `\(request.name)`, seed \(request.seed)",
          draw: draw,
          SourcePreparation(targets: asked, solver: solver, options: limits, progress: progress))
      } catch let fault as SetCoverFault {
        throw RequestError("\(request.name): \(fault)")
      } catch let fault as SourceFault {
        throw RequestError("\(request.name): \(fault)")
      }
    }
  }

  private func requireFittingOptions() throws {
    for name in options.names.subtracting(reduction.optionNames).map(\.rawValue).sorted() {
      throw RequestError("--\(name) has no meaning for \(reduction.summary.id); leave it out")
    }
  }

  private func run(
    _ content: SourceContent, format: String, from place: String, draw: FamilyDraw?,
    _ preparation: SourcePreparation
  ) throws -> Outcome {
    let prepared: PreparedSource
    switch try preparation.prepare(content, for: reduction.sourceKind) {
    case .targetUnknown(let answer): return .targetUnknown(answer)
    case .prepared(let source): prepared = source
    }
    let (transformations, instance): ([Transformation], TrainingInstance) = try TransformationDraw(
      outputs.transformations, seed: outputs.seed
    ).transformed(reduction.instance(of: prepared.problem, options: options))
    let file: InstanceFile = InstanceFile(
      instance: instance, generator: Provenance(version: version, command: command),
      removal: prepared.removal,
      origin: prepared.origin, transformations: transformations)
    let contents: DirectoryContents = try DirectoryContents(of: file, outputs)
    let counts: [SourceCount] = prepared.problem.content.counts
    let summary: Summary = Summary(
      directory: output, reduction: instance.reduction, format: format,
      source: Dictionary(uniqueKeysWithValues: counts.map { ($0.name, $0.count) }),
      zeroCostSets: prepared.removal?.zeroCostSets ?? [], threshold: instance.threshold,
      slack: instance.slack,
      size: instance.size, transformations: outputs.transformations, notes: prepared.notes + contents.notes,
      known: draw?.known(of: prepared.problem, isFormula: prepared.origin != nil))
    let readme: String = try InstanceReadme.text(
      of: file, contents, from: place, format: format, notes: prepared.notes, known: summary.known,
      explanation: reduction.explanation(of: instance), citation: reduction.summary.source)
    try InstanceDirectory.write(file, contents, readme: readme, to: output)
    return .written(summary)
  }

  /// The command that makes the same files again, with `DIR` for the directory.
  public var command: String {
    var words: [String] = ["assay", "generate", reduction.summary.id]
    switch source {
    case .file(let path, let format):
      words += ["--input", ShellWord.quoted(path)]
      if let format { words += ["--format", format.rawValue] }
    case .family(let request): words += request.words
    }
    if case .file = source, !outputs.transformations.isEmpty { words += ["--seed", String(outputs.seed)] }
    func target(_ name: String, _ target: SourceTargets.Target?) {
      switch target {
      case nil: break
      case .value(let value): words += [name, String(value)]
      case .optimum: words += [name, "optimum"]
      }
    }
    if targets.covering != .vertexCover { words += ["--as", targets.covering.rawValue] }
    target("--kappa", targets.kappa)
    target("--colours", targets.colours)
    target("--edges", targets.edges)
    if targets.isUnicost { words.append("--unicost") }
    if options.isAffine { words.append("--affine") }
    if let gap = options.gap { words += ["--gap", gap.description] }
    if let vector = options.labelVector {
      words += ["--label-vector", vector.map(\.description).joined(separator: ",")]
    }
    return (words + outputs.words + ["--output", "DIR"]).joined(separator: " ")
  }
}

extension SourceProblem {
  /// The problem without its target.
  public var content: SourceContent {
    switch self {
    case .setCover(let problem, _): .setCover(problem)
    case .monotoneCircuit(let circuit, _): .circuit(circuit)
    case .colouring(let graph, _): graph.isGraph ? .graph(graph) : .hypergraph(graph)
    case .densestSubgraph(let graph, _, _): .graph(graph)
    }
  }
}
