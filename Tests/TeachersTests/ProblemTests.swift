import DataFiles
import LinearAlgebra
import Networks
import Teachers
import TestSupport
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
      ([value, 1, 1], "inputs dimension"), ([1, value, 1], "hidden"), ([1, 1, value], "outputs"),
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

@Suite("Teachers")
struct TeacherTests {
  @Test(
    "have layers of exactly the condition number asked for", arguments: [1, 3, 1e6],
    [[8, 3, 4], [3, 8, 2], [5, 1, 1]])
  func conditionNumbers(conditionNumber: Double, dimensions: [Int]) throws {
    let problem: Problem = try Problem(
      family: GaussianTeachers.self,
      size: TeacherSize(
        inputsDimension: dimensions[0], hidden: dimensions[1], outputs: dimensions[2],
        conditionNumber: conditionNumber),
      samples: 1, seed: 3)
    #expect(problem.teacher.layers.map(\.outputs) == [dimensions[1], dimensions[2]])
    for layer in problem.teacher.layers {
      let values: [Double] = try SingularValues(layer.weights).values
      #expect((values[0] - 1).magnitude <= 1e-14)
      let expected: Double = values.count == 1 ? 1 : 1 / conditionNumber
      #expect((values[values.count - 1] - expected).magnitude <= 1e-14)
      let steps: [Double] = zip(values.dropFirst(), values).map { $0 / $1 }
      for step in steps { #expect((step - steps[0]).magnitude <= 1e-8) }
    }
  }

  @Test("without one have weights of variance 1/d and 1/k")
  func variances() throws {
    let teacher: Network = try Problem(
      family: GaussianTeachers.self, size: TeacherSize(inputsDimension: 400, hidden: 100, outputs: 400),
      samples: 1,
      seed: 4
    ).teacher
    for layer in teacher.layers {
      let norm: Double = layer.weights.frobeniusNorm
      // 40000 squares of variance 2 around 1, in units of the number of inputs.
      #expect((norm * norm / Double(layer.outputs) - 1).magnitude <= 0.043)
    }
    #expect(teacher.layers.map(\.activation) == [.relu, .identity])
    #expect(teacher.layers.allSatisfy { $0.bias == nil })
  }

  @Test("are registered once, and found by name")
  func registry() {
    let names: [String] = TeacherRegistry.all.map { $0.identifier }
    #expect(names.contains("gaussian"))
    #expect(Set(names).count == names.count)
    for family in TeacherRegistry.all {
      #expect(TeacherRegistry.family(family.identifier)?.identifier == family.identifier)
      #expect(!family.summary.isEmpty && !family.promises.isEmpty)
    }
    #expect(TeacherRegistry.family("Gaussian") == nil)
    #expect(TeacherRegistry.family("") == nil)
  }
}

@Suite("A problem's files")
struct ProblemFilesTests {
  private func problem(seed: UInt64 = 5) throws -> Problem {
    try Problem(
      family: GaussianTeachers.self,
      size: TeacherSize(inputsDimension: 6, hidden: 3, outputs: 4, conditionNumber: 2), samples: 700,
      seed: seed)
  }

  private static let names: [String] = ["inputs.npy", "labels.npy", "problem.json", "teacher.json"]

  @Test("are four, the same bytes every time, other bytes for another seed")
  func fourFiles() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    for (name, seed) in [("a", 5), ("b", 5), ("c", 6)] as [(String, UInt64)] {
      try problem(seed: seed).write(to: directory.path(of: name), tool: "assay 0", command: "assay sample")
    }
    #expect(try directory.names() == ["a", "b", "c"])
    for name in Self.names {
      #expect(try directory.bytes(of: "a/\(name)") == directory.bytes(of: "b/\(name)"), "\(name)")
      #expect(try directory.bytes(of: "a/\(name)") != directory.bytes(of: "c/\(name)"), "\(name)")
    }
  }

  @Test("hold the inputs, and the teacher's outputs on them as labels")
  func labels() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let problem: Problem = try problem()
    var progress: [Int] = []
    try problem.write(to: directory.path(of: "a"), tool: "assay 0", command: "assay sample") {
      progress.append($0)
    }
    #expect(progress.last == 700)
    let teacher: Network = try Network(contentsOf: directory.path(of: "a/teacher.json"))
    #expect(teacher == problem.teacher)
    let files: SampleFiles = try SampleFiles(
      inputsPath: directory.path(of: "a/inputs.npy"), labelsPath: directory.path(of: "a/labels.npy"))
    #expect(files.count == 700 && files.inputsDimension == 6 && files.outputsDimension == 4)
    let samples: Samples = try files.samples(0..<700)
    #expect(samples == problem.samples(0..<700))
    #expect(teacher.evaluate(samples.inputs) == samples.labels)
  }

  @Test("say all that is needed to make them again")
  func document() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    try problem().write(
      to: directory.path(of: "a"), tool: "assay 9.9", command: "assay sample gaussian --seed 5")
    let text: String = try directory.text(of: "a/problem.json")
    for line in [
      "\"format\" : \"assay-problem\"", "\"version\" : 1", "\"family\" : \"gaussian\"",
      "\"inputsDimension\" : 6",
      "\"hidden\" : 3", "\"outputs\" : 4", "\"conditionNumber\" : 2", "\"samples\" : 700", "\"seed\" : 5",
      "\"distribution\" : \"gaussian\"", "\"randomStreams\" : \"", "\"tool\" : \"assay 9.9\"",
      "\"command\" : \"assay sample gaussian --seed 5\"",
    ] { #expect(text.contains(line), "\(line)") }
  }

  @Test("are not written over a file, and nothing partial stays")
  func refused() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    try directory.write("mine", to: "a")
    let error: DataError? = try dataError {
      try problem().write(to: directory.path(of: "a"), tool: "assay 0", command: "assay sample")
    }
    #expect(error?.code == .cannotWrite)
    #expect(try directory.names() == ["a"])
    #expect(try directory.text(of: "a") == "mine")
  }
}
