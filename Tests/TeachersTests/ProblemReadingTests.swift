import DataFiles
import Foundation
import Networks
import RandomStreams
import Teachers
import TestSupport
import Testing

@Suite("A problem read from its file")
struct ProblemReadingTests {
  private static func written(_ problem: Problem, in directory: TemporaryDirectory) throws -> String {
    try problem.write(to: directory.path(of: "p"), tool: "assay 0", command: "assay sample")
    return directory.path(of: "p/problem.json")
  }

  private static func same(_ read: Problem, _ problem: Problem) -> Bool {
    read.teacher == problem.teacher && read.samples(0..<problem.count) == problem.samples(0..<problem.count)
      && read.size == problem.size && read.family == problem.family && read.noise == problem.noise
      && read.inputs == problem.inputs && read.seed == problem.seed
  }

  @Test("is the same, every family with inputs and noise of its own, with its teacher's file and without")
  func roundTrip() throws {
    for (index, family) in TeacherRegistry.all.enumerated() {
      let directory: TemporaryDirectory = try TemporaryDirectory()
      let size = family.example.size
      let law: LabelNoise.Law? =
        index == 0 ? nil : LabelNoise.Law.allCases[index % LabelNoise.Law.allCases.count]
      let inputs: InputDistribution? = InputDistribution.kinds[index % InputDistribution.kinds.count]
        .distribution()
      let problem: Problem = try Problem(
        family: family,
        size: TeacherSize(inputsDimension: size.inputs, hidden: size.hidden, outputs: size.outputs),
        parameters: TeacherParameters(
          Dictionary(
            uniqueKeysWithValues: family.parameters.map {
              ($0.name, $0.isInteger ? $0.defaultValue : $0.defaultValue * 0.99)
            }),
          for: family),
        samples: 40, seed: UInt64(index), activation: index % 5 == 4 ? .reluSquared : .relu,
        inputs: inputs ?? .gaussian, noise: law.map { try LabelNoise($0) })
      let path: String = try Self.written(problem, in: directory)
      #expect(Self.same(try Problem(contentsOf: path), problem), "\(family.identifier)")
      #expect(try directory.text(of: "p/problem.json").contains("\"version\" : \(index == 0 ? 1 : 2)"))
      try FileManager.default.removeItem(atPath: directory.path(of: "p/teacher.json"))
      #expect(Self.same(try Problem(contentsOf: path), problem), "\(family.identifier), drawn again")
    }
  }

  @Test("has the samples of another seed where it was given them")
  func otherSamples() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let problem: Problem = try Problem(
      family: AntipodalTeachers.self, size: TeacherSize(inputsDimension: 5, hidden: 3, outputs: 3),
      samples: 30,
      seed: 1
    ).withSamples(count: 20, seed: 7)
    #expect(Self.same(try Problem(contentsOf: Self.written(problem, in: directory)), problem))
  }

  @Test("is refused where a field is wrong, and says which")
  func refused() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let problem: Problem = try Problem(
      family: TinyNeuronTeachers.self, size: TeacherSize(inputsDimension: 5, hidden: 3, outputs: 3),
      samples: 30,
      seed: 1, inputs: .lattice(bound: 4), noise: LabelNoise(.sparse))
    let path: String = try Self.written(problem, in: directory)
    let text: String = try directory.text(of: "p/problem.json")
    for (old, new, place) in [
      ("assay-problem", "assay-network", "format"), ("\"version\" : 2", "\"version\" : 3", "version"),
      ("philox4x32-10/1", "mt19937", "randomStreams"), ("\"lattice\"", "\"latice\"", "inputs"),
      ("\"bound\" : 4", "\"bound\" : 4.5", "inputs"), ("\"sparse\"", "\"spares\"", "noise.law"),
      ("\"share\" : 0.1", "\"share\" : 7", "noise share"), ("\"relu\"", "\"rleu\"", "activation"),
      ("\"scale\" : 1e-06", "\"scale\" : -1", "scale"), ("\"scale\"", "\"angle\"", "angle"),
      ("\"samples\" : 30", "\"samples\" : 0", "number of samples"),
      ("\"hidden\" : 3", "\"hidden\" : 4", "layers"),
      ("\"hidden\" : 3", "\"hidden\" : 0", "number of hidden units"),
    ] {
      let changed: String = text.replacing(old, with: new)
      #expect(changed != text, "\(old)")
      try directory.write(changed, to: "p/problem.json")
      let error: DataError? = try dataError { _ = try Problem(contentsOf: path) }
      #expect(error?.place == place, "\(old): \(error?.description ?? "read")")
    }
  }
}
