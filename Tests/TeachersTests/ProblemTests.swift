import LinearAlgebra
import Networks
import Teachers
import Testing

/// The error of the problem that `body` cannot make, if it cannot.
private func problemError(of body: () throws -> some Any) -> ProblemError? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? ProblemError
  }
}

extension Matrix {
  fileprivate var bits: [UInt64] { elements.map(\.bitPattern) }
}

@Suite("A problem")
struct ProblemTests {
  private static func problem(seed: UInt64 = 1, samples: Int = 5000, conditionNumber: Double? = nil) throws
    -> Problem
  {
    try Problem(
      family: GaussianTeachers.self,
      size: TeacherSize(inputsDimension: 8, hidden: 3, outputs: 4, conditionNumber: conditionNumber),
      samples: samples, seed: seed)
  }

  @Test(
    "is refused where a dimension is out of range, and says which",
    arguments: [0, -1, Int.min, 100_001, Int.max])
  func dimensions(value: Int) {
    for (size, name) in [
      ([value, 1, 1], "number of inputs"), ([1, value, 1], "number of hidden units"),
      ([1, 1, value], "number of outputs"),
    ] {
      let error: ProblemError? = problemError {
        try TeacherSize(inputsDimension: size[0], hidden: size[1], outputs: size[2])
      }
      #expect(error?.parameter == name)
      #expect(error?.problem.contains("\(value)") == true)
      #expect(error?.description.contains("\n") == false)
    }
  }

  @Test("is refused where its weights would not fit the memory")
  func weights() {
    #expect(
      problemError { try TeacherSize(inputsDimension: 100_000, hidden: 100_000, outputs: 100_000) } != nil)
    #expect(problemError { try TeacherSize(inputsDimension: 100_000, hidden: 1, outputs: 100_000) } == nil)
    #expect(
      problemError { try TeacherSize(inputsDimension: 1 << 14, hidden: 1 << 12, outputs: 1 << 14) } == nil)
    #expect(
      problemError { try TeacherSize(inputsDimension: 1 << 14, hidden: 1 << 12 + 1, outputs: 1 << 14) } != nil
    )
  }

  @Test(
    "is refused where the condition number is below 1 or not finite",
    arguments: [0.999, 0, -1, .nan, .infinity, -.infinity] as [Double])
  func conditionNumbers(value: Double) {
    let error: ProblemError? = problemError {
      try TeacherSize(inputsDimension: 2, hidden: 2, outputs: 2, conditionNumber: value)
    }
    #expect(error?.parameter == "condition number")
  }

  @Test(
    "is refused where the number of samples is out of range",
    arguments: [0, -1, Int.min, 1 << 40 + 1, Int.max])
  func counts(value: Int) {
    #expect(problemError { try Self.problem(samples: value) }?.parameter == "number of samples")
  }

  @Test("of the largest number of samples can be drawn from anywhere")
  func largest() throws {
    let problem: Problem = try Self.problem(samples: Problem.largestCount)
    let last: Samples = problem.samples(problem.count - 3..<problem.count)
    #expect(last.count == 3 && last.inputs.isFinite && last.labels.isFinite)
    #expect(last != problem.samples(0..<3))
  }

  @Test("draws the same bits on any number of threads", arguments: [1, 2, 3, 8])
  func threads(threads: Int) throws {
    let problem: Problem = try Self.problem()
    let whole: Samples = problem.samples(0..<5000)
    let found: Samples = problem.samples(0..<5000, threads: threads)
    #expect(found.inputs.bits == whole.inputs.bits)
    #expect(found.labels.bits == whole.labels.bits)
  }

  @Test(
    "draws the same bits in whatever blocks", arguments: [1, 2, 3, 5, 7, 64, 100, 2047, 2048, 2049, 4999])
  func blocks(rows: Int) throws {
    let problem: Problem = try Self.problem()
    let whole: Samples = problem.samples(0..<5000)
    let parts: [Samples] = stride(from: 0, to: 5000, by: rows).map {
      problem.samples($0..<min(5000, $0 + rows))
    }
    #expect(Matrix.stackingRows(of: parts.map(\.inputs)).bits == whole.inputs.bits)
    #expect(Matrix.stackingRows(of: parts.map(\.labels)).bits == whole.labels.bits)
  }

  @Test("of one seed is one problem, of another seed another")
  func seeds() throws {
    let problem: Problem = try Self.problem(seed: 0)
    let again: Problem = try Self.problem(seed: 0)
    #expect(problem.teacher == again.teacher)
    #expect(problem.samples(0..<9) == again.samples(0..<9))
    for seed in [1, 2, UInt64.max] {
      let other: Problem = try Self.problem(seed: seed)
      #expect(other.teacher != problem.teacher)
      #expect(other.samples(0..<9).inputs != problem.samples(0..<9).inputs)
    }
    #expect(problem.inputsDimension == 8 && problem.outputsDimension == 4 && problem.seed == 0)
    #expect(problem.family == "gaussian")
  }

  @Test("draws inputs of mean 0 and variance 1, independent of the teacher")
  func moments() throws {
    let inputs: Matrix = try Self.problem(seed: 7).samples(0..<5000).inputs
    let count: Double = Double(inputs.elements.count)
    // Six standard errors: 1/√40000 for the mean, √2/√40000 for the variance.
    #expect((inputs.elements.reduce(0, +) / count).magnitude <= 0.03)
    #expect((inputs.elements.reduce(0) { $0 + $1 * $1 } / count - 1).magnitude <= 0.043)
  }
}
