import DataFiles
import ExactArithmetic
import Foundation
import Hardness
import Optimization
import Testing

@Suite("A source file of each reduction")
struct RoadReductionTests {
  static let circuit: String = #"{"inputs":3,"gates":[["or",[0,1]],["or",[1,2]],["and",[3,4]]]}"#
  static let graph: String = "p edge 5 6\ne 1 2\ne 1 3\ne 2 3\ne 3 4\ne 4 5\ne 5 3\n"
  static let formula: String = "p cnf 3 3\n1 2 -3 0\n-1 2 3 0\n1 -2 3 0\n"
  static let unsatisfiable: String = "p cnf 1 2\n1 0\n-1 0\n"

  struct Road: Sendable, CustomTestStringConvertible {
    let reduction: any Reduction.Type
    let file: (name: String, text: String)
    let targets: SourceTargets
    var options: ReductionOptions = ReductionOptions()
    let answer: SourceVerdict

    var testDescription: String { "\(reduction.summary.id) of \(file.name), \(answer.rawValue)" }
  }

  static let roads: [Road] = {
    var roads: [Road] = []
    func add(
      _ reduction: any Reduction.Type, _ file: (String, String), _ targets: SourceTargets,
      _ answer: SourceVerdict,
      _ options: ReductionOptions = ReductionOptions()
    ) {
      roads.append(Road(reduction: reduction, file: file, targets: targets, options: options, answer: answer))
    }
    let circuitFile: (String, String) = ("c.json", circuit)
    add(MonotoneCircuitToReLU.self, circuitFile, SourceTargets(kappa: .optimum), .yes)
    add(MonotoneCircuitToReLU.self, circuitFile, SourceTargets(kappa: .value(0)), .no)
    let graphFile: (String, String) = ("g.col", graph)
    add(DensestSubgraphToReLU.self, graphFile, SourceTargets(kappa: .value(3), edges: .optimum), .yes)
    add(DensestSubgraphToReLU.self, graphFile, SourceTargets(kappa: .value(3), edges: .value(4)), .no)
    let cnf: (String, String) = ("f.cnf", formula)
    let none: (String, String) = ("u.cnf", unsatisfiable)
    add(DensestSubgraphToReLU.self, cnf, SourceTargets(), .yes)
    for (reduction, options) in [
      (SignedColouringToReLUs.self, ReductionOptions()),
      (LabelMatrixToReLUs.self, ReductionOptions(labelVector: [Rational(-1) / 3, 2, 0])),
      (GapColouringToReLUs.self, ReductionOptions(gap: Rational(1) / 20)),
    ] as [(any Reduction.Type, ReductionOptions)] {
      add(reduction, graphFile, SourceTargets(colours: .optimum), .yes, options)
      add(reduction, graphFile, SourceTargets(colours: .value(2)), .no, options)
      add(reduction, cnf, SourceTargets(colours: .value(2)), .yes, options)
      add(reduction, cnf, SourceTargets(colours: .value(3)), .yes, options)
      add(reduction, none, SourceTargets(colours: .value(2)), .no, options)
    }
    return roads
  }()

  @Test("is encoded, solved and verified, and a no is proved", arguments: roads)
  func road(road: Road) throws {
    let scratch: Scratch = try Scratch()
    let input: String = try scratch.file(road.file.name, road.file.text)
    let output: String = scratch.path + "/out"
    let outcome: InstanceGeneration.Outcome = try InstanceGeneration(
      road.reduction, of: .file(input, format: nil), targets: road.targets, options: road.options,
      output: output,
      version: "1.2.3"
    ).run()
    guard case .written(let summary) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let readme: String = try String(contentsOfFile: output + "/README.md", encoding: .utf8)
    let isGap: Bool = road.reduction == GapColouringToReLUs.self
    #expect(readme.contains("Between the two nothing is claimed") == isGap)
    #expect(readme.contains("The answer is yes exactly when") == !isGap)
    let report: InstanceSolving.Report = try InstanceSolving.solve(directory: output, version: "1.2.3")
    #expect(report.answer == road.answer && report.threshold == summary.threshold)
    if road.answer == .yes {
      #expect(report.loss == summary.threshold)
      let verified: VerificationReport = try InstanceVerifier.verify(directory: output)
      #expect(verified.isAccepted, "\(verified.checks.filter { !$0.passed })")
      #expect((verified.assignment != nil) == road.file.name.hasSuffix("cnf"))
    } else if report.certificate != nil {
      #expect(try !InstanceVerifier.verify(directory: output).isAccepted)
    }
  }
}
