import DataFiles
import ExactArithmetic
import Foundation
import Hardness
import Testing

/// Small problems of every reduction, yes and no, as directories that are generated, solved and verified.
struct TransformationCase: Sendable, CustomTestStringConvertible {
  let reduction: any Reduction.Type
  let options: ReductionOptions
  let isYes: Bool

  var testDescription: String {
    "\(reduction.summary.id)\(options.isAffine ? " affine" : "") \(isYes ? "yes" : "no")"
  }

  /// Every reduction of the registry, in each of its forms.
  static func all(isYes: Bool) -> [TransformationCase] {
    ReductionRegistry.all.flatMap { reduction in
      let forms: [ReductionOptions] =
        [ReductionOptions()]
        + (reduction.optionNames.contains(.affine) ? [ReductionOptions(isAffine: true)] : [])
      return forms.map { TransformationCase(reduction: reduction, options: $0, isYes: isYes) }
    }
  }

  /// The kinds that keep the form.
  var kinds: [Transformation.Kind] {
    Transformation.Kind.allCases.filter { !options.isAffine || $0 != .scale }
  }

  /// Each kind alone, and chains of three.
  var chains: [[Transformation.Kind]] {
    let usual: [[Transformation.Kind]] = [
      [.permute, .rotate, .scale], [.addConsistent, .pad, .rotate], [.pad, .permute, .addConsistent],
      [.rotate, .rotate, .permute], [.scale, .addConsistent, .permute],
    ]
    return kinds.map { [$0] } + usual.filter { $0.allSatisfy(kinds.contains) }
  }

  /// A problem file, and the question whose answer is known.
  private var problem: (text: String, targets: SourceTargets) {
    switch reduction.sourceKind {
    case .setCover:
      // Costs 3, 2, 2, 4; the optimum is 5.
      (
        "5 4\n3 2 2 4\n1 1\n2 1 2\n2 2 3\n2 3 4\n2 1 4\n",
        SourceTargets(kappa: isYes ? .optimum : .value(4))
      )
    case .monotoneCircuit:
      // (0 or 1) and (1 or 2): one input is enough, none is not.
      (
        #"{"inputs": 3, "gates": [["or", [0, 1]], ["or", [1, 2]], ["and", [3, 4]]]}"#,
        SourceTargets(kappa: isYes ? .optimum : .value(0))
      )
    case .colouring:
      // A cycle of five vertices: three colours, not two.
      (
        "p edge 5 5\ne 1 2\ne 2 3\ne 3 4\ne 4 5\ne 5 1\n", SourceTargets(colours: .value(isYes ? 3 : 2))
      )
    case .densestSubgraph:
      // A triangle with a tail: three vertices have three edges at most.
      (
        "p edge 4 4\ne 1 2\ne 1 3\ne 2 3\ne 3 4\n",
        SourceTargets(kappa: .value(3), edges: .value(isYes ? 3 : 4))
      )
    }
  }

  func generate(_ outputs: InstanceOutputs, in scratch: Scratch, name: String = "instance") throws -> String {
    let end: String =
      reduction.sourceKind == .setCover ? "txt" : reduction.sourceKind == .monotoneCircuit ? "json" : "col"
    let input: String = try scratch.file("problem.\(end)", problem.text)
    let directory: String = scratch.path + "/" + name
    _ = try InstanceGeneration(
      reduction, of: .file(input, format: nil), targets: problem.targets, options: options, outputs: outputs,
      output: directory, version: "1.2.3"
    ).run()
    return directory
  }
}

extension CertificateNetwork {
  /// The text of a network of the nearest `Double`s, as a learner would write it.
  func studentText(dimension: Int) -> String {
    let hidden: [[Double]] = hiddenWeights.map { unit in
      var weights: [Double] = [Double](repeating: 0, count: dimension)
      for entry in unit { weights[entry.index] = entry.value.doubleValue }
      return weights
    }
    let output: [[Double]] = outputWeights.map { $0.map(\.doubleValue) }
    let bias: String = biases.map { "\($0.map(\.doubleValue))" } ?? "null"
    return """
      {"format":"assay-network","version":1,"layers":[{"weights":\(hidden),"bias":\(bias),"activation":"relu"},
      {"weights":\(output),"bias":null,"activation":"identity"}]}
      """
  }
}
