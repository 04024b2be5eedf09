import DataFiles
import Foundation
import LinearAlgebra
import Networks
import PropertyTesting
import Teachers
import TestSupport
import Testing

@Suite("Integer teachers")
struct IntegerTeacherTests {
  private static func problems(
    _ bounds: IntegerTeachers.Bounds = IntegerTeachers.Bounds(
      inputsDimension: 4, hidden: 3, outputs: 4, weight: 2)
  ) -> Gen<Problem> {
    IntegerTeachers.problems(bounds) { inputs, hidden in 2 * (inputs + hidden)...4 * (inputs + hidden) }
  }

  @Test("have integer weights within their bounds, and layers of full rank")
  func invariants() throws {
    for seed in 0..<300 as Range<UInt64> {
      let drawn: Generated<Problem> = try Self.problems().generate(seed: seed)
      let problem: Problem = drawn.value
      let size: TeacherSize = problem.size
      #expect(size.hidden <= size.inputsDimension && size.hidden <= size.outputs, "seed \(seed)")
      #expect(size.inputsDimension <= 4 && size.hidden <= 3 && size.outputs <= 4, "seed \(seed)")
      let weights = try #require(problem.integerWeights)
      for weight in (weights.hidden + weights.output).joined() { #expect((-2...2).contains(weight)) }
      for layer in problem.teacher.layers {
        let values: [Double] = try SingularValues(layer.weights).values
        #expect(values.count == size.hidden && (values.last ?? 0) > 1e-9, "seed \(seed): \(values)")
      }
      let dimensions: Int = size.inputsDimension + size.hidden
      #expect((2 * dimensions...4 * dimensions).contains(problem.count))
      #expect(problem.family == IntegerTeachers.identifier)
    }
  }

  @Test("come in all sizes, and with all weights")
  func variety() throws {
    var sizes: Set<[Int]> = []
    var weights: Set<Int> = []
    for seed in 0..<300 as Range<UInt64> {
      let problem: Problem = try Self.problems().generate(seed: seed).value
      sizes.insert([problem.size.inputsDimension, problem.size.hidden, problem.size.outputs])
      let drawn = try #require(problem.integerWeights)
      weights.formUnion((drawn.hidden + drawn.output).joined())
    }
    // k ≤ min(d, 3) and k ≤ m ≤ 4: for d = 1, 2, 3, 4 there are 4, 7, 9 and 9 sizes.
    #expect(sizes.count == 29)
    #expect(weights == [-2, -1, 0, 1, 2])
  }

  @Test("are simplest with one neuron, and as unit matrices in each size")
  func simplest() throws {
    let simplest: Generated<Problem> = try Self.problems().generate(replaying: ChoiceSequence())
    #expect(simplest.value.integerWeights?.hidden == [[1]])
    #expect(simplest.value.integerWeights?.output == [[1]])
    #expect(simplest.value.count == 4)
    let two: Generated<Problem> = try Self.problems().generate(
      replaying: ChoiceSequence(parsing: "choices/2 2/3 1/2 0/2"))
    #expect(two.value.integerWeights?.hidden == [[1, 0, 0], [0, 1, 0]])
    #expect(two.value.integerWeights?.output == [[1, 0], [0, 1]])
  }

  @Test("are the same within wider bounds")
  func widening() throws {
    for seed in 0..<50 as Range<UInt64> {
      let narrow: Generated<Problem> = try Self.problems().generate(seed: seed)
      let wide: Generated<Problem> = try Self.problems(.standard).generate(replaying: narrow.choices)
      #expect(wide.value.teacher == narrow.value.teacher)
      #expect(wide.value.seed == narrow.value.seed && wide.value.count == narrow.value.count)
      #expect(wide.value.samples(0..<3) == narrow.value.samples(0..<3))
    }
  }

  @Test("name what they are drawn from, neuron by neuron")
  func names() throws {
    let drawn: Generated<Problem> = try Self.problems().generate(
      replaying: ChoiceSequence(parsing: "choices/2 1/3 1/1 0/2"), recording: .spansAndNames)
    #expect(
      drawn.namedValues.map(\.name) == [
        "inputs dimension", "hidden units", "outputs", "samples", "sample seed", "weights into neuron 1",
        "weights out of neuron 1", "weights into neuron 2", "weights out of neuron 2",
      ])
    #expect(drawn.namedValues[5].description == "[1, 0]")
  }

  @Test(
    "shrink to two neurons and one weight of −1, where that is what fails", arguments: 0..<6 as Range<UInt64>)
  func shrinking(stream: UInt64) async throws {
    let generator: Gen<Problem> = Self.problems(.standard)
    let start: Generated<Problem> = try #require(
      (0..<200 as Range<UInt64>).lazy.compactMap { try? generator.generate(seed: stream << 32 + $0) }
        .first { $0.value.size.hidden >= 4 && Self.hasNegativeInput($0.value) })
    let found = try #require(
      try await Shrinker(budget: Shrinker.Budget(calls: 3000)).shrink(generator, from: start.choices) {
        $0.size.hidden >= 2 && Self.hasNegativeInput($0)
      })
    let weights = try #require(found.value.integerWeights)
    #expect(weights.output == [[1, 0], [0, 1]])
    #expect(weights.hidden.count == 2 && weights.hidden.allSatisfy { $0.count == 2 }, "\(weights.hidden)")
    // [[1, 0], [0, −1]] and [[1, 0], [−1, 1]] are both minimal to the shrinker's steps.
    #expect(weights.hidden.joined().allSatisfy { (-1...1).contains($0) }, "\(weights.hidden)")
    #expect(weights.hidden.joined().count { $0 != 0 } <= 3, "\(weights.hidden)")
    #expect(found.value.seed == 0)
  }

  private static func hasNegativeInput(_ problem: Problem) -> Bool {
    problem.integerWeights?.hidden.joined().contains { $0 < 0 } ?? false
  }

  @Test("are written like any other problem")
  func files() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let problem: Problem = try Self.problems().generate(seed: 5).value
    try problem.write(to: directory.path(of: "problem"), tool: "tool", command: "command")
    let teacher: Network = try Network(contentsOf: directory.path(of: "problem/teacher.json"))
    #expect(teacher == problem.teacher)
    let object = try #require(
      try JSONSerialization.jsonObject(with: directory.bytes(of: "problem/problem.json")) as? [String: Any])
    #expect(object["family"] as? String == "integer")
    #expect(object["samples"] as? Int == problem.count)
  }

  @Test("given by hand make a problem only with two layers and with samples")
  func given() throws {
    let teacher: Network = try Self.problems().generate(seed: 1).value.teacher
    #expect(try Problem(teacher: teacher, family: "own", samples: 3, seed: 0).samples(0..<3).count == 3)
    #expect(throws: ProblemError.self) {
      try Problem(teacher: teacher, family: "own", samples: 0, seed: 0)
    }
    let one: Network = try Network(layers: [teacher.layers[1]])
    #expect(throws: ProblemError.self) { try Problem(teacher: one, family: "own", samples: 3, seed: 0) }
  }

  @Test("that are Gaussian are drawn by size and seed, and repeated from them")
  func gaussian() throws {
    let largest: TeacherSize = try TeacherSize(
      inputsDimension: 5, hidden: 2, outputs: 3, conditionNumber: 3)
    let generator: Gen<Problem> = GaussianTeachers.problems(upTo: largest) { $0 + $1...2 * ($0 + $1) }
    for seed in 0..<50 as Range<UInt64> {
      let problem: Problem = try generator.generate(seed: seed).value
      #expect(problem.size.hidden <= min(2, problem.size.inputsDimension))
      #expect((problem.size.hidden...problem.size.hidden + 1).contains(problem.size.outputs))
      // With one input the condition number leaves only ±1.
      #expect(problem.integerWeights == nil || problem.size.inputsDimension == 1)
      let again: Problem = try Problem(
        family: GaussianTeachers.self, size: problem.size, samples: problem.count, seed: problem.seed)
      #expect(again.teacher == problem.teacher)
      #expect(again.samples(0..<2) == problem.samples(0..<2))
    }
  }
}
