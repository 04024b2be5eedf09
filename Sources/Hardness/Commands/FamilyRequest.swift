/// A source problem that a family draws: which family, how large, by which seed.
public struct FamilyRequest: Sendable, Hashable {
  /// The family's name, or a graph in words such as `gnp 30 .2 plantclique 5`.
  public let name: String
  /// The size; `nil` for a graph in words, which says its own.
  public let size: Int?
  /// The seed of everything random.
  public let seed: UInt64
  /// Values of the family's parameters by name.
  public let parameters: [String: Double]

  /// Creates a request.
  public init(name: String, size: Int?, seed: UInt64, parameters: [String: Double] = [:]) {
    self.name = name
    self.size = size
    self.seed = seed
    self.parameters = parameters
  }

  /// Draws the problem; the same request gives the same one.
  ///
  /// - Throws: ``RequestError`` where there is no such family or its size is missing or out of place; ``SourceFault``
  ///   where size and parameters do not go together.
  public func draw() throws -> FamilyDraw {
    guard let family = SourceFamilyRegistry.named(name) else {
      guard name.contains(" ") else {
        let known: String = SourceFamilyRegistry.all.map { $0.name }.joined(separator: ", ")
        throw RequestError(
          "there is no family '\(name)'; there are \(known), and graphs in words such as 'gnp 30 .2'")
      }
      guard size == nil, parameters.isEmpty else {
        throw RequestError("a graph in words says its own size; leave --size and --param out")
      }
      return try GraphSpecification(name).draw(seed: seed)
    }
    guard let size else {
      throw RequestError(
        "the family '\(name)' needs --size, the number of \(family.sizeMeaning), from \(family.sizes.lowerBound) to "
          + "\(family.sizes.upperBound)")
    }
    return try family.draw(
      size: size, seed: seed, parameters: try FamilyParameters(parameters, for: family))
  }

  /// The words of the command line that ask for the same.
  var words: [String] {
    var words: [String] = ["--family", ShellWord.quoted(name)]
    if let size { words += ["--size", String(size)] }
    words += ["--seed", String(seed)]
    for name in parameters.keys.sorted() {
      words += ["--param", "\(name)=\(parameters[name].map { Self.text($0) } ?? "")"]
    }
    return words
  }

  private static func text(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}

extension FamilyDraw {
  /// The targets of the first question that a reduction's kind of source problem can ask; none where there is none.
  func suggestedTargets(for kind: SourceProblem.Kind) -> SourceTargets {
    for answer in answers {
      switch (answer.question, kind) {
      case (.cover(let cost), .setCover), (.cover(let cost), .monotoneCircuit),
        (.trueInputs(let cost), .monotoneCircuit):
        return SourceTargets(kappa: .value(cost))
      case (.colouring(let colours), .colouring): return SourceTargets(colours: .value(colours))
      case (.densestSubgraph(let vertices, let edges), .densestSubgraph):
        return SourceTargets(kappa: .value(vertices), edges: .value(edges))
      default: continue
      }
    }
    return SourceTargets()
  }

  /// What is known of the answer to a question about the problem; `nil` where nothing is.
  func known(of problem: SourceProblem, isFormula: Bool) -> KnownSettlement? {
    for answer in answers {
      switch (answer.question, problem) {
      case (.satisfiability, _) where isFormula: return KnownSettlement(answer, answer.verdict)
      case (.cover(let cost), .setCover(_, let target)), (.cover(let cost), .monotoneCircuit(_, let target)),
        (.trueInputs(let cost), .monotoneCircuit(_, let target)):
        if let settlement = KnownSettlement(answer, asked: target, known: cost) { return settlement }
      case (.colouring(let colours), .colouring(_, let target)):
        if let settlement = KnownSettlement(answer, asked: target, known: colours) { return settlement }
      case (.densestSubgraph(let vertices, let edges), .densestSubgraph(_, let size, let target)):
        guard size == vertices else { continue }
        if target <= edges, answer.verdict == .yes { return KnownSettlement(answer, .yes) }
        if let optimum = answer.optimum { return KnownSettlement(answer, target <= optimum ? .yes : .no) }
        if target == edges, answer.verdict == .no { return KnownSettlement(answer, .no) }
      default: continue
      }
    }
    return nil
  }
}

/// An answer that a family knows beforehand.
public struct KnownSettlement: Sendable, Hashable, Codable {
  /// Yes, no, or open where only a solver can tell.
  public let answer: SourceVerdict
  /// The best value of the question's number, where it is known.
  public let optimum: Int?
  /// How it is known, as a clause.
  public let reason: String

  /// Creates a settlement from its parts.
  public init(answer: SourceVerdict, optimum: Int?, reason: String) {
    self.answer = answer
    self.optimum = optimum
    self.reason = reason
  }

  init(_ answer: KnownAnswer, _ verdict: KnownAnswer.Verdict) {
    let settled: SourceVerdict =
      switch verdict {
      case .yes: .yes
      case .no: .no
      case .unknown: .open
      }
    self.init(answer: settled, optimum: answer.optimum, reason: answer.reason)
  }

  /// What is known at a target of a question whose yes at one number is a yes at every larger one.
  init?(_ answer: KnownAnswer, asked target: Int, known number: Int) {
    if let optimum = answer.optimum {
      self.init(answer, target >= optimum ? .yes : .no)
    } else if target == number || (answer.verdict == .yes && target >= number)
      || (answer.verdict == .no && target <= number)
    {
      self.init(answer, answer.verdict)
    } else {
      return nil
    }
  }
}
