import Foundation
import Optimization
import TestSupport
import Testing

@Suite("A second solver, reading the files")
struct SecondSolverTests {
  static let present: [OutsideSolver] = OutsideSolver.allCases.filter(\.isPresent)

  /// The optima of the files as written are those of the programs; the solvers' tolerances are about 1e-6.
  static func check(
    _ programs: [LinearProgram], with solver: OutsideSolver, format: ProgramFile.Format
  ) throws -> (optimal: Int, infeasible: Int) {
    try Programs.withFolder { folder in
      var paths: [String] = []
      for (index, program) in programs.enumerated() {
        paths.append("\(folder)/\(index).\(format.fileExtension)")
        try ProgramFile.write(program, to: paths[index], format: format)
      }
      let verdicts: [OutsideSolver.Verdict] = try solver.solve(paths)
      #expect(verdicts.count == programs.count)
      var counts: (optimal: Int, infeasible: Int) = (0, 0)
      for (index, (program, verdict)) in zip(programs, verdicts).enumerated() {
        let own: SolveResult = try GLPKSolver().solve(program)
        let negates: Bool = format == .mps && program.sense == .maximize
        switch verdict {
        case .optimum(let value):
          counts.optimal += 1
          let expected: Double = (own.objective ?? .nan) * (negates ? -1 : 1)
          #expect(own.status == .optimal, "program \(index)")
          #expect(abs(value - expected) <= 1e-5 * max(1, abs(expected)), "program \(index)")
        case .infeasible:
          counts.infeasible += 1
          #expect(own.status == .infeasible, "program \(index)")
        case .unclear(let text): Issue.record("program \(index): \(text)")
        }
      }
      return counts
    }
  }

  @Test(
    "finds the same optimum of random programs, or none either",
    .enabled(if: !present.isEmpty, "neither glpsol nor HiGHS is here"),
    arguments: present, ProgramFile.Format.allCases)
  func programs(solver: OutsideSolver, format: ProgramFile.Format) throws {
    let (optimal, infeasible): (Int, Int) = try Self.check(
      (100..<140).map { try Programs.random(seed: $0) }, with: solver, format: format)
    #expect(optimal >= 10 && infeasible >= 3)
  }

  @Test(
    "reads every kind of bound as it was meant",
    .enabled(if: !present.isEmpty, "neither glpsol nor HiGHS is here"),
    arguments: present, ProgramFile.Format.allCases)
  func bounds(solver: OutsideSolver, format: ProgramFile.Format) throws {
    let program: LinearProgram = try Programs.openBounds()
    #expect(try Self.check([program], with: solver, format: format) == (1, 0))
    #expect(abs((try GLPKSolver().solve(program).objective ?? .nan) - 44.5) < 1e-9)
  }

  @Test(
    "has no verdict on a broken file, so that agreement means something",
    .enabled(if: !present.isEmpty, "neither glpsol nor HiGHS is here"),
    arguments: present)
  func broken(solver: OutsideSolver) throws {
    try Programs.withFolder { folder in
      let path: String = "\(folder)/broken.mps"
      try Data("NAME x\nROWS\n N o\nCOLUMNS\n x nobody one\n".utf8).write(to: URL(fileURLWithPath: path))
      let verdicts: [OutsideSolver.Verdict] = try solver.solve([path])
      guard case .unclear? = verdicts.first else {
        Issue.record("\(verdicts)")
        return
      }
    }
  }

  @Test(
    "agrees with MiniSat on formulas near the threshold",
    .enabled(if: !present.isEmpty, "neither glpsol nor HiGHS is here"),
    arguments: present, ProgramFile.Format.allCases)
  func formulas(solver: OutsideSolver, format: ProgramFile.Format) throws {
    let formulas: [[[Int]]] = (0..<16).map { Formulas.random(variables: 14, clauses: 66, width: 3, seed: $0) }
    let verdicts: [OutsideSolver.Verdict] = try Programs.withFolder { folder in
      var paths: [String] = []
      for (index, clauses) in formulas.enumerated() {
        paths.append("\(folder)/\(index).\(format.fileExtension)")
        try ProgramFile.write(
          Programs.feasibility(of: clauses, variables: 14), to: paths[index], format: format)
      }
      return try solver.solve(paths)
    }
    #expect(verdicts.contains(.infeasible) && verdicts.contains(.optimum(0)))
    for (clauses, verdict) in zip(formulas, verdicts) {
      let own: SatisfiabilityResult = try GLPKSatisfiability().solve(variableCount: 14, clauses: clauses)
      #expect((own == .unsatisfiable) == (verdict == .infeasible))
      #expect((own == .unsatisfiable) != (verdict == .optimum(0)))
    }
  }
}
