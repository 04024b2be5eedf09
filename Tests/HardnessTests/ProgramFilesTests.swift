import DataFiles
import ExactArithmetic
import Foundation
import Hardness
import Optimization
import TestSupport
import Testing

@Suite("The programs beside an instance")
struct ProgramFilesTests {
  static let present: [OutsideSolver] = OutsideSolver.allCases.filter(\.isPresent)
  /// The solvers' tolerances are about 1e-6, relative to numbers of some hundreds.
  static let tolerance: Double = 1e-4

  /// What a program's solution must be for an instance.
  enum Expectation {
    case optimum(Double)
    case infeasible
    case feasible
    case atMost(Double)
  }

  static func source(_ problem: TransformationCase) -> Expectation {
    switch problem.reduction.sourceKind {
    case .setCover: .optimum(5)
    case .monotoneCircuit: .optimum(1)
    case .colouring: problem.isYes ? .feasible : .infeasible
    case .densestSubgraph: .optimum(3)
    }
  }

  static func training(_ problem: TransformationCase, loss: Rational?) -> Expectation {
    switch problem.reduction.sourceKind {
    case .setCover: .optimum(5)
    case .monotoneCircuit: .optimum(1)
    case .colouring: problem.isYes ? .feasible : .infeasible
    case .densestSubgraph: .atMost((loss?.doubleValue ?? 0) + tolerance)
    }
  }

  static func check(_ verdict: OutsideSolver.Verdict, _ expected: Expectation, negated: Bool, _ place: String)
  {
    switch (verdict, expected) {
    case (.optimum(let value), .optimum(let optimum)):
      #expect(abs(value - (negated ? -optimum : optimum)) < tolerance, "\(place): \(value)")
    case (.optimum(let value), .atMost(let most)): #expect(value <= most, "\(place): \(value)")
    case (.optimum, .feasible), (.infeasible, .infeasible): break
    default: Issue.record("\(place): \(verdict), not \(expected)")
    }
  }

  @Test(
    "say the answer to other solvers, of a yes and of a no, changed or not",
    .enabled(if: !present.isEmpty, "neither glpsol nor HiGHS is here"), arguments: present, [true, false])
  func outside(solver: OutsideSolver, isYes: Bool) throws {
    let scratch: Scratch = try Scratch()
    var paths: [String] = []
    var expectations: [Expectation] = []
    for (number, problem) in TransformationCase.all(isYes: isYes).enumerated() {
      let chains: [[Transformation.Kind]] = [
        [], problem.options.isAffine ? [.permute] : [.addConsistent, .scale, .rotate],
      ]
      for (index, chain) in chains.enumerated() {
        let directory: String = try problem.generate(
          InstanceOutputs(transformations: chain, seed: 3), in: scratch, name: "\(number)_\(index)")
        let loss: Rational? = try InstanceSolving.solve(directory: directory, version: "1.2.3").loss
        for format in ProgramFile.Format.allCases {
          paths += ["source", "training"].map { "\(directory)/\($0).\(format.fileExtension)" }
          expectations += [Self.source(problem), Self.training(problem, loss: loss)]
        }
      }
    }
    let verdicts: [OutsideSolver.Verdict] = try solver.solve(paths)
    #expect(verdicts.count == paths.count)
    for (index, (verdict, expected)) in zip(verdicts, expectations).enumerated() {
      // Only the densest subgraph's own program maximises.
      var negated: Bool = false
      if case .optimum(3) = expected { negated = paths[index].hasSuffix("source.mps") }
      Self.check(verdict, expected, negated: negated, paths[index])
    }
  }

  @Test("of a cover has the optimum exactly, on every system of three elements and three sets")
  func exact() throws {
    for problem in try Systems.all(elements: 3, sets: 3) {
      for isAffine in [false, true] {
        let instance: TrainingInstance = try SetCoverToReLU.instance(
          of: .setCover(problem, target: 1), options: ReductionOptions(isAffine: isAffine))
        let program: NamedProgram = try InstanceFile(instance: instance, generator: nil)
          .trainingProgram(entryLimit: 1000)
        let result: SolveResult = try GLPKSolver().solve(program.program)
        let optimum: Double = Double(try #require(Systems.optimum(of: problem)))
        #expect(abs((result.objective ?? .nan) - optimum) < Self.tolerance, "\(problem.sets)")
      }
    }
  }

  @Test("are feasible exactly for the graphs of four vertices that can be coloured")
  func graphs() throws {
    let pairs: [[Int]] = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]
    for mask in 0..<64 {
      let graph: Hypergraph = try Hypergraph(
        vertexCount: 4, edges: pairs.indices.filter { mask >> $0 & 1 == 1 }.map { pairs[$0] })
      for colours in [2, 3] {
        let problem: SourceProblem = .colouring(graph, colours: colours)
        let isColourable: Bool = try graph.colouring(with: colours).solution != nil
        for isAffine in [false, true] {
          let instance: TrainingInstance = try ColouringToReLUs.instance(
            of: problem, options: ReductionOptions(isAffine: isAffine))
          let program: NamedProgram = try InstanceFile(instance: instance, generator: nil)
            .trainingProgram(entryLimit: 10_000)
          let status: SolveResult.Status = try GLPKSolver().solve(program.program).status
          #expect(status == (isColourable ? .optimal : .infeasible), "\(graph.edges), \(colours)")
        }
      }
    }
  }

  @Test("have readable names, and are left out with a note where they are too large")
  func namesAndLimit() throws {
    let problem: SetCover = try SetCover(elementCount: 2, sets: [[0], [0, 1]])
    let source: NamedProgram = try SourceProblem.setCover(problem, target: 1).namedProgram(entryLimit: 3)
    #expect(source.names.columns == ["set_0", "set_1"] && source.names.rows == ["element_0", "element_1"])
    #expect(throws: ProgramTooLarge.self) {
      try SourceProblem.setCover(problem, target: 1).namedProgram(entryLimit: 2)
    }
    let file: InstanceFile = InstanceFile(
      instance: try SetCoverToReLU.instance(of: problem, target: 1), generator: nil)
    #expect(throws: ProgramTooLarge.self) { try file.trainingProgram(entryLimit: 20) }
    let vertices: Int = 12_000
    let graph: Hypergraph = try Hypergraph(
      vertexCount: vertices, edges: (1..<vertices).map { [$0 - 1, $0] })
    let large: InstanceFile = InstanceFile(
      instance: try ColouringToReLUs.instance(of: .colouring(graph, colours: 8), options: ReductionOptions()),
      generator: nil)
    let contents: DirectoryContents = try DirectoryContents(of: large, InstanceOutputs())
    #expect(contents.notes.count == 3 && contents.inputs == .sparse, "\(contents.notes)")
  }
}
