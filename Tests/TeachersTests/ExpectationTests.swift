import DataFiles
import Foundation
import LinearAlgebra
import Networks
import RandomStreams
import Teachers
import TestSupport
import Testing

/// What is expected of learners, row by row of the table of adversarial families.
@Suite("What a problem expects of a learner")
struct ExpectationTests {
  private typealias Learner = ExpectedVerdict.Learner
  private typealias Reason = ExpectedVerdict.Reason

  private static func problem(
    _ family: any TeacherFamily.Type, _ d: Int, _ k: Int, _ m: Int, _ n: Int,
    _ values: [String: Double] = [:],
    seed: UInt64 = 1, condition: Double? = nil, inputs: InputDistribution? = nil, noise: LabelNoise? = nil
  ) throws -> Problem {
    try Problem(
      family: family,
      size: try TeacherSize(inputsDimension: d, hidden: k, outputs: m, conditionNumber: condition),
      parameters: try TeacherParameters(values, for: family), samples: n, seed: seed,
      inputs: inputs ?? family.inputs, noise: noise)
  }

  private static func wellConditioned(
    _ n: Int, m: Int = 4, inputs: InputDistribution = .gaussian, noise: LabelNoise? = nil
  ) throws -> Problem {
    try problem(GaussianTeachers.self, 10, 3, m, n, condition: 3, inputs: inputs, noise: noise)
  }

  @Test(
    "is recovery where neurons are told apart by the samples drawn, however close, small or ill-conditioned")
  func recovered() throws {
    let problems: [(String, Problem)] = [
      ("angle 0.1", try Self.problem(NearParallelTeachers.self, 10, 3, 4, 2000, ["angle": 0.1])),
      ("angle 0.01", try Self.problem(NearParallelTeachers.self, 10, 3, 4, 12_000, ["angle": 0.01])),
      ("near-antipodal", try Self.problem(NearAntipodalTeachers.self, 10, 3, 4, 2000, ["angle": 0.01])),
      ("antipodal", try Self.problem(AntipodalTeachers.self, 10, 3, 4, 2000)),
      ("tiny 1e-6", try Self.problem(TinyNeuronTeachers.self, 10, 3, 4, 2000)),
      ("norms over 1e8", try Self.problem(SpreadNormTeachers.self, 10, 3, 4, 2000)),
      ("gauge", try Self.problem(GaugeScaledTeachers.self, 10, 3, 4, 2000)),
      ("κ_U = 1e8", try Self.problem(IllConditionedTeachers.self, 10, 5, 5, 1000)),
      (
        "κ_V = 1e3",
        try Self.problem(
          IllConditionedTeachers.self, 10, 5, 5, 5000,
          ["condition-number": 3, "hidden-condition-number": 1000])
      ),
      ("common direction", try Self.problem(CommonDirectionTeachers.self, 10, 3, 4, 5000)),
      ("square", try Self.problem(SquareTeachers.self, 6, 6, 6, 1000)),
      ("many outputs", try Self.problem(ManyOutputTeachers.self, 10, 3, 60, 1000)),
      ("overcomplete", try Self.problem(OvercompleteTeachers.self, 4, 7, 9, 5000)),
      ("zero sum, m = 3", try Self.problem(ZeroSumTeachers.self, 10, 3, 3, 2000)),
      ("gaussian", try Self.wellConditioned(2000)),
      ("repeated inputs", try Self.wellConditioned(2000, inputs: .repeated)),
      ("shifted inputs", try Self.wellConditioned(2000, inputs: .shiftedGaussian())),
      ("cube", try Self.wellConditioned(2000, inputs: .cube())),
    ]
    for (name, problem) in problems {
      let verdict: ExpectedVerdict = problem.expectedVerdict(of: .exactRecovery)
      #expect(verdict.demandsRecovery, "\(name): \(verdict.text)")
      guard problem.size.hidden <= 3 else { continue }
      #expect(problem.expectedVerdict(of: .exhaustiveRecovery) == verdict, "\(name)")
    }
  }

  @Test(
    "is that of the counts: recovery at 0.01 and n = 5000 where a pair has d + 2 samples, and not demanded below"
  )
  func counted() throws {
    var demanded: Int = 0
    for seed in 0..<12 as Range<UInt64> {
      let problem: Problem = try Self.problem(
        NearParallelTeachers.self, 10, 3, 4, 5000, ["angle": 0.01], seed: seed)
      let evidence: SampleEvidence = try #require(SampleEvidence(problem))
      let verdict: ExpectedVerdict = problem.expectedVerdict(of: .exactRecovery)
      #expect(verdict.demandsRecovery == (evidence.pairs >= 12), "\(evidence): \(verdict.text)")
      if verdict.demandsRecovery { demanded += 1 } else { #expect(verdict.allows(refusal: "insufficient")) }
    }
    // N₂ has mean nθ/π = 16.
    #expect((1..<12).contains(demanded))
  }

  @Test("is the one reason that is true where nobody can know the teacher")
  func notIdentifiable() throws {
    let problems: [Problem] = [
      try Self.problem(DuplicateRowTeachers.self, 10, 3, 4, 2000),
      try Self.problem(ZeroOutputColumnTeachers.self, 10, 3, 4, 2000),
      try Self.problem(TinyNeuronTeachers.self, 10, 3, 4, 2000, ["scale": 1e-14]),
      try Self.problem(NeverActiveTeachers.self, 10, 3, 4, 2000),
      try Self.problem(EqualPatternTeachers.self, 10, 3, 4, 2000),
      try Self.problem(AlwaysActiveTeachers.self, 10, 3, 4, 2000),
    ]
    for problem in problems {
      for learner in [Learner.exactRecovery, .exhaustiveRecovery] {
        #expect(
          problem.expectedVerdict(of: learner) == .refused([.notIdentifiable]), "\(problem.family) \(learner)"
        )
      }
      let few: ExpectedVerdict = problem.expectedVerdict(of: .fptRecovery)
      #expect(few.forbidsRecovery && few.refusals.contains(.notIdentifiable))
    }
    // A teacher that is active on no sample gives labels that are all zero.
    let dead: Problem = try Problem(
      teacher: try Network(hidden: Matrix([[-1, -2]]), output: Matrix([[1], [2]])), family: "given",
      samples: 100, seed: 1, inputs: .unitCube)
    #expect(dead.samples(0..<100).labels.elements.allSatisfy { $0 == 0 })
    #expect(dead.expectedVerdict(of: .exactRecovery) == .refused([.notIdentifiable]))
    let flat: Problem = try Self.wellConditioned(2000, inputs: .lowRank(rank: 4))
    #expect(flat.expectedVerdict(of: .exactRecovery) == .refused([.notIdentifiable]))
  }

  @Test(
    "is no recovery of a linear function, of which the learner for few outputs says that it shows no neuron")
  func linear() throws {
    let pair: Problem = try Self.problem(LinearPairTeachers.self, 10, 2, 1, 1000)
    #expect(try TeacherGeometry(pair.teacher).hasLinearPair)
    #expect(pair.expectedVerdict(of: .fptRecovery) == .refused([.notIdentifiable]))
    #expect(pair.expectedVerdict(of: .exactRecovery).forbidsRecovery)
    let sum: Problem = try Self.problem(ZeroSumTeachers.self, 10, 3, 1, 2000)
    #expect(sum.expectedVerdict(of: .fptRecovery) == .refused([.notIdentifiable]))
    // Opposite rows with other weights have a kink, and the same weights twice make |v·x|.
    for weights in [[1.0, -2], [1, 1]] {
      let kink: Network = try Network(hidden: Matrix([[1, 2], [-1, -2]]), output: Matrix([weights]))
      #expect(try !TeacherGeometry(kink).hasLinearPair)
    }
  }

  @Test(
    "is insufficient where no certificate can come of so few samples, and nothing certain at a tiny angle")
  func few() throws {
    let few: Problem = try Self.problem(GaussianTeachers.self, 10, 4, 4, 14, condition: 3)
    #expect(few.expectedVerdict(of: .exactRecovery) == .refused([.insufficient]))
    let close: Problem = try Self.problem(NearParallelTeachers.self, 10, 3, 4, 2000, ["angle": 1e-4])
    let verdict: ExpectedVerdict = close.expectedVerdict(of: .exactRecovery)
    #expect(!verdict.demandsRecovery)
    // With N₂ = 0 the samples have other networks, and that may be proved.
    for reason in ["notFound", "insufficient", "notIdentifiable"] { #expect(verdict.allows(refusal: reason)) }
    #expect(try Self.wellConditioned(40).expectedVerdict(of: .exactRecovery).demandsRecovery == false)
  }

  @Test(
    "is, with noise, a proof by rank where there are more outputs than hidden units, and an estimate of noisy recovery"
  )
  func noise() throws {
    for law in [LabelNoise.Law.gaussian, .rademacher, .uniform, .offset, .ramp, .sparse, .wrongRow] {
      let wide: Problem = try Self.wellConditioned(2000, noise: try LabelNoise(law))
      #expect(wide.expectedVerdict(of: .exactRecovery) == .refused([.notRealisable]), "\(law)")
      let narrow: Problem = try Self.wellConditioned(2000, m: 3, noise: try LabelNoise(law))
      #expect(narrow.expectedVerdict(of: .exactRecovery) == .refused([.notFound, .insufficient]), "\(law)")
    }
    for law in [LabelNoise.Law.leaky, .biased] {
      let problem: Problem = try Self.wellConditioned(2000, noise: try LabelNoise(law))
      #expect(problem.expectedVerdict(of: .exactRecovery) == .refused([.notFound, .insufficient]))
      #expect(problem.expectedVerdict(of: .noisyRecovery).forbidsRecovery)
    }
    let mild: ExpectedVerdict = try Self.wellConditioned(2000, noise: try LabelNoise(.gaussian))
      .expectedVerdict(of: .noisyRecovery)
    #expect(mild.demandsRecovery && (0.02...0.3).contains(mild.errorBound ?? 0))
    // The error falls as one over the root of n, and is in proportion to the noise.
    let more: ExpectedVerdict = try Self.wellConditioned(8000, noise: try LabelNoise(.gaussian, level: 0.01))
      .expectedVerdict(of: .noisyRecovery)
    #expect(((mild.errorBound ?? 0) / (more.errorBound ?? 1) - 20).magnitude < 1e-9)
    let loud: ExpectedVerdict = try Self.wellConditioned(60, noise: try LabelNoise(.gaussian, level: 3))
      .expectedVerdict(of: .noisyRecovery)
    #expect(!loud.demandsRecovery && loud.allows(refusal: "insufficient"))
  }

  @Test("stands in problem.json, of a Gaussian teacher too, and of noisy recovery where there is noise")
  func files() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    try Self.wellConditioned(200).write(to: directory.path(of: "a"), tool: "assay 0", command: "")
    let clean: String = try directory.text(of: "a/problem.json")
    #expect(clean.contains("\"version\" : 1") && clean.contains("\"exact-recovery\""))
    #expect(clean.contains("\"verdict\" : \"recovered\"") && !clean.contains("noisy-recovery"))
    try Self.wellConditioned(200, noise: try LabelNoise(.gaussian))
      .write(to: directory.path(of: "b"), tool: "assay 0", command: "")
    #expect(try directory.text(of: "b/problem.json").contains("\"noisy-recovery\""))
    #expect(try Problem(contentsOf: directory.path(of: "a/problem.json")).count == 200)
  }
}
