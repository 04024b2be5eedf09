import DataFiles
import ExactArithmetic
import Foundation
import LinearAlgebra
import Networks
import RandomStreams
import Teachers
import TestSupport
import Testing

@Suite("Exact labels of teachers with fractions")
struct ExactLabelsTests {
  private func problem(
    denominator: Double, inputs: InputDistribution = RationalTeachers.inputs, noise: LabelNoise? = nil
  ) throws -> Problem {
    try Problem(
      family: RationalTeachers.self, size: TeacherSize(inputsDimension: 4, hidden: 3, outputs: 5),
      parameters: TeacherParameters(
        [RationalTeachers.denominator.name: denominator], for: RationalTeachers.self),
      samples: 600, seed: 8, inputs: inputs, noise: noise)
  }

  private func write(_ problem: Problem, _ directory: TemporaryDirectory) throws -> [String] {
    try problem.write(to: directory.path(of: "a"), tool: "assay 0", command: "assay sample")
  }

  private func labels(_ directory: TemporaryDirectory) throws -> [[Rational]] {
    try InputFile.decode([[Rational]].self, from: directory.path(of: "a/labels.json"))
  }

  @Test(
    "are the teacher's outputs in rational arithmetic, for inputs of any kind",
    arguments: [InputDistribution.dyadic(bits: 8), .gaussian, .lattice(bound: 2), .repeated])
  func exact(_ inputs: InputDistribution) throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let problem: Problem = try problem(denominator: 7, inputs: inputs)
    #expect(try write(problem, directory).contains("labels.json"))
    let teacher: RationalNetwork = try #require(problem.rationalTeacher())
    let samples: Samples = problem.samples(0..<600)
    let expected: [[Rational]] = samples.inputs.nestedRows.map { row in
      teacher.outputs(at: row.map { Rational(exactly: $0) ?? 0 })
    }
    #expect(try labels(directory) == expected)
    let distance: Double =
      zip(expected.joined(), samples.labels.elements)
      .map { ($0.doubleValue - $1).magnitude }.max() ?? .infinity
    #expect(distance > 0 && distance <= 1e-12 * samples.labels.maximumMagnitude)
  }

  @Test(
    "are written only where floats round them: neither for integers, nor with noise, nor for another family")
  func onlyWhereNeeded() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let noise: LabelNoise = try LabelNoise(.gaussian, level: 0.1)
    let gaussian: Problem = try Problem(
      family: GaussianTeachers.self, size: TeacherSize(inputsDimension: 4, hidden: 3, outputs: 5),
      samples: 60,
      seed: 8)
    for other in [try problem(denominator: 1), try problem(denominator: 7, noise: noise), gaussian] {
      #expect(try write(problem(denominator: 7), directory).contains("labels.json"))
      #expect(Problem.exactLabelsPath(in: directory.path(of: "a")) != nil)
      #expect(try !write(other, directory).contains("labels.json"))
      // Those of the problem that was there before are gone.
      #expect(Problem.exactLabelsPath(in: directory.path(of: "a")) == nil)
      #expect(!directory.contains("a/labels.json"))
    }
  }

  @Test("leave a file of that name alone that is not theirs")
  func strangers() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    _ = try write(problem(denominator: 1), directory)
    try directory.write("[]", to: "a/labels.json")
    _ = try write(problem(denominator: 1), directory)
    #expect(try directory.text(of: "a/labels.json") == "[]")
  }

  @Test("do not keep the problem from being read again")
  func reading() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let problem: Problem = try problem(denominator: 7)
    _ = try write(problem, directory)
    let read: Problem = try Problem(contentsOf: directory.path(of: "a/problem.json"))
    #expect(read.samples(0..<600) == problem.samples(0..<600))
  }
}
