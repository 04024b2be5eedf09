public import PropertyTesting
import RandomStreams
public import Teachers

/// A kind of problem that is made to mislead a learner: a family of teachers, odd inputs, or faulty labels.
public struct Adversary: Sendable {
  /// The name in claims: `near-parallel`, `inputs lattice`, `labels leaky`.
  public let name: String
  /// What is wrong with it, in one line.
  public let summary: String
  /// The problems up to a size: random sizes, parameters of the family, numbers of samples and seeds.
  public let problems: @Sendable (_ largest: TeacherSize) -> Gen<Problem>

  /// The teachers of a family, with random parameters.
  public init(family: any TeacherFamily.Type) {
    self.init(family.identifier, family.summary, family) { $0 }
  }

  private init(
    _ name: String, _ summary: String, _ family: any TeacherFamily.Type,
    _ change: @escaping @Sendable (Problem) throws -> Problem
  ) {
    let most: Int = Self.mostSamplesPerDimension(family)
    self.init(name: name, summary: summary) { largest in
      family.familyProblems(upTo: largest) { inputs, hidden in inputs + hidden...most * (inputs + hidden) }
        .map(change)
    }
  }

  /// The number of samples is at most this multiple of d + k, far more than enough for well-conditioned teachers, …
  private static let mostSamplesPerDimension: Int = 48
  /// … and for families that need more, a part of what they name, up to a limit.
  private static let namedPart: Int = 4
  private static let largestSamplesPerDimension: Int = 400

  private static func mostSamplesPerDimension(_ family: any TeacherFamily.Type) -> Int {
    let (size, samples) = family.example
    let named: Int = samples / (namedPart * (size.inputs + size.hidden))
    return max(mostSamplesPerDimension, min(largestSamplesPerDimension, named))
  }

  private init(
    name: String, summary: String, problems: @escaping @Sendable (TeacherSize) -> Gen<Problem>
  ) {
    self.name = name
    self.summary = summary
    self.problems = problems
  }

  /// One of several adversaries, drawn with each problem.
  ///
  /// - Precondition: there is one.
  public static func any(of adversaries: [Adversary]) -> Adversary {
    precondition(!adversaries.isEmpty, "name an adversary")
    return Adversary(
      name: "any adversary", summary: "any of \(adversaries.count) kinds of adversarial problems"
    ) { largest in
      let kinds: [Gen<Problem>] = adversaries.map { $0.problems(largest) }
      return .build { draw in
        let index: Int = try draw("adversary", .integer(in: 0...kinds.count - 1))
        return try draw(kinds[index])
      }
    }
  }

  /// Gaussian teachers on other inputs.
  static func inputs(_ inputs: InputDistribution, _ name: String, _ summary: String) -> Adversary {
    Adversary("inputs \(name)", summary, GaussianTeachers.self) { problem in
      try Problem(
        teacher: problem.teacher, family: problem.family, samples: problem.count, seed: problem.seed,
        inputs: inputs)
    }
  }

  /// Gaussian teachers with faulty labels.
  ///
  /// Of leaky units the inputs have two dimensions or more: in one, every leaky network is one of two ReLUs, so that
  /// recovering it is right.
  static func labels(_ law: LabelNoise.Law, level: Double? = nil) -> Adversary {
    let adversary: Adversary = Adversary(
      "labels \(law.rawValue)", "labels with \(law.summary)", GaussianTeachers.self
    ) { problem in
      try problem.withNoise(try LabelNoise(law, level: level))
    }
    guard law == .leaky else { return adversary }
    return Adversary(name: adversary.name, summary: adversary.summary) { largest in
      adversary.problems(largest).filter { $0.inputsDimension > 1 }
    }
  }

  /// Every family, and Gaussian teachers with inputs and labels that they are not made for.
  public static let all: [Adversary] =
    TeacherRegistry.all.map { Adversary(family: $0) } + [
      inputs(.shiftedGaussian(), "shifted-gaussian", "neurons that are seldom active, or nearly always"),
      inputs(.lattice(), "lattice", "inputs without a density"),
      inputs(.unitCube, "unit-cube", "inputs on one side of every axis"),
      inputs(.lowRank(), "low-rank", "inputs of a subspace"),
      inputs(.repeated, "repeated", "repeated rows, and rows of zeros"),
      labels(.gaussian, level: 1e-6),
      labels(.wrongRow), labels(.leaky), labels(.biased), labels(.sparse),
    ]
}
