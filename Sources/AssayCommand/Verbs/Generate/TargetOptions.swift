import ArgumentParser
import Assay

/// What is asked of the source problem: the targets that its kind takes.
protocol TargetOptions: ParsableArguments {
  /// Commands that can be pasted, with a line for each that says what it does.
  static var examples: String { get }
  /// The targets.
  var sourceTargets: SourceTargets { get }
}

extension SourceTargets.Target {
  /// A number from 0 up, or `optimum`.
  static func argument(_ text: String) throws -> SourceTargets.Target {
    if text == "optimum" { return .optimum }
    guard let value = Int(text), value >= 0 else {
      throw ValidationError("'\(text)' is no target; give a number from 0 up, or 'optimum'")
    }
    return .value(value)
  }
}

/// The targets of set cover.
struct CoverTargets: TargetOptions {
  static let examples: String = """
    A Steiner triple system, asking for the optimum:
      assay generate set-cover --input stn15.txt --kappa optimum -o stn15

    An OR-Library file without its costs, asking for at most 40 sets:
      assay generate set-cover --input scp41.txt --unicost --kappa 40 -o scp41

    The vertices of a graph that dominate all of it; a formula's chain:
      assay generate set-cover --input huck.col --as dominating-set -o huck
      assay generate set-cover --input uf20-01.cnf -o uf20
    """

  @Option(
    name: [.customLong("kappa"), .customLong("target")],
    help: ArgumentHelp(
      "The cost to ask for: a number or 'optimum'; without it, that of all sets.", valueName: "kappa"),
    transform: SourceTargets.Target.argument)
  var kappa: SourceTargets.Target?

  @Flag(help: "Ignore the file's costs: every set costs 1.")
  var unicost: Bool = false

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("What a graph stands for: vertex-cover or dominating-set.", valueName: "covering"),
    transform: CoverTargets.covering)
  var covering: SourceTargets.Covering = .vertexCover

  var sourceTargets: SourceTargets {
    SourceTargets(kappa: kappa, isUnicost: unicost, covering: covering)
  }

  private static func covering(_ argument: String) throws -> SourceTargets.Covering {
    guard let covering = SourceTargets.Covering(rawValue: argument) else {
      let known: String = SourceTargets.Covering.allCases.map(\.rawValue).joined(separator: " or ")
      throw ValidationError("a graph cannot stand for '\(argument)'; give \(known)")
    }
    return covering
  }
}

/// The targets of monotone circuits.
struct CircuitTargets: TargetOptions {
  static let examples: String = """
    A circuit in JSON, {"inputs": 3, "gates": [["or", [0, 1]], …]}:
      assay generate monotone-circuit --input circuit.json --kappa 1 -o circuit

    A set cover problem as an AND of ORs, asking for the optimum:
      assay generate monotone-circuit --input stn9.txt --kappa optimum -o stn9

    An OR-Library file without its costs, which a circuit does not have:
      assay generate monotone-circuit --input scp41.txt --unicost --kappa 38 \\
        -o scp41
    """

  @Option(
    help: ArgumentHelp(
      "The true inputs to ask for: a number or 'optimum'; without it, all.", valueName: "kappa"),
    transform: SourceTargets.Target.argument)
  var kappa: SourceTargets.Target?

  @Flag(help: "Ignore the costs of a set cover file.")
  var unicost: Bool = false

  var sourceTargets: SourceTargets { SourceTargets(kappa: kappa, isUnicost: unicost) }
}

/// The targets of colouring.
struct ColouringTargets: TargetOptions {
  static let examples: String = """
    A Mycielski graph with a colour fewer than it needs, and with enough:
      assay generate colouring --input myciel3.col --colours 3 -o no
      assay generate colouring --input myciel3.col --colours optimum -o yes

    A Steiner triple system as a hypergraph, with two colours:
      assay generate colouring --input stn9.txt --colours 2 -o stn9

    A formula, by way of 3-colouring or (--colours 2) of not-all-equal clauses:
      assay generate colouring --input uf20-01.cnf --colours 3 -o uf20
    """

  @Option(
    name: [.customLong("colours"), .customLong("colors")],
    help: ArgumentHelp(
      "The colours, which are the hidden units: a number or 'optimum'; without it, 3 for a graph and 2 for a hypergraph.",
      valueName: "k"),
    transform: SourceTargets.Target.argument)
  var colours: SourceTargets.Target?

  var sourceTargets: SourceTargets { SourceTargets(colours: colours) }
}

/// The targets of densest subgraph.
struct DenseSubgraphTargets: TargetOptions {
  static let examples: String = """
    Four vertices with at least five edges among them, or with as many as can be:
      assay generate densest-subgraph --input g.col --kappa 4 --edges 5 -o g
      assay generate densest-subgraph --input g.col --kappa 4 --edges optimum \\
        -o g

    A formula, by way of a clique among its literals:
      assay generate densest-subgraph --input small.cnf -o small
    """

  @Option(
    help: ArgumentHelp("The vertices to choose.", valueName: "kappa"),
    transform: SourceTargets.Target.argument)
  var kappa: SourceTargets.Target?

  @Option(
    help: ArgumentHelp("The edges to ask for among them: a number or 'optimum'.", valueName: "l"),
    transform: SourceTargets.Target.argument)
  var edges: SourceTargets.Target?

  var sourceTargets: SourceTargets { SourceTargets(kappa: kappa, edges: edges) }
}
