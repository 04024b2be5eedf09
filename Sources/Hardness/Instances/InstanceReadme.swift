import ExactArithmetic
import Mustache

/// The text for people that lies beside an instance.
enum InstanceReadme {
  static func text(
    of file: InstanceFile, _ contents: DirectoryContents, from place: String, format: String, notes: [String],
    known: KnownSettlement? = nil, explanation: InstanceExplanation, citation: Citation
  ) throws -> String {
    let instance: TrainingInstance = file.instance
    let size: InstanceSize = instance.size
    let constants: String = instance.parameters.keys.sorted()
      .map { "\($0) = \(instance.parameters[$0]?.description ?? "")" }.joined(separator: ", ")
    let fields: [String: Any] = [
      "place": place,
      "format": format,
      "question": instance.source.question,
      "counts": instance.source.content.counts.map(\.description).joined(separator: ", "),
      "notes": notes,
      "origin": file.origin.map {
        "The source problem stands for a CNF formula of \($0.variables) variables and \($0.clauses.count) clauses, by "
          + "the chain `\($0.chain)`: a solution is decoded to a satisfying assignment."
      } ?? "",
      "known": known.flatMap { $0.answer == .open ? nil : "\($0.answer.rawValue), because \($0.reason)" }
        ?? "",
      "network": explanation.network,
      "facts": explanation.facts,
      "promise": explanation.promise
        ?? "The answer is yes exactly when some network has loss at most **\(instance.threshold)**. Otherwise every loss "
        + "is at least \(instance.threshold + instance.slack).",
      "threshold": instance.threshold.description,
      "next": (instance.threshold + instance.slack).description,
      "bound": instance.squaredNormBound?.description ?? "",
      "above": upperBound(of: instance),
      "samples": size.samples,
      "dimension": size.dimension,
      "nonzeros": size.nonzeros,
      "outputs": instance.outputs,
      "constants": constants,
      "citation": citation.description,
      "exchangeFormat": InstanceFile.format,
      "reduction": instance.reduction,
      "left": contents.notes,
      "isDense": contents.inputs == .dense,
      "isSparse": contents.inputs == .sparse,
      "hasCSV": contents.hasCSV,
      "programs": contents.programs.map { name, program in
        [
          "name": name, "problem": name == ProgramFiles.sourceName ? "source problem" : "training problem",
          "meaning": program.meaning,
        ]
      },
      "transformations": file.transformations.map { "`\($0.kind.rawValue)`" }.joined(separator: ", then "),
      "version": file.generator?.version ?? "",
      "command": file.generator?.command ?? "",
    ]
    // A section shows for an empty text, and not for a missing one.
    return try MustacheTemplate(string: template).render(fields.filter { ($0.value as? String) != "" })
  }

  /// What algorithms are known to need at most, to be read beside what the reduction shows that they need.
  private static func upperBound(of instance: TrainingInstance) -> String {
    let exact: String =
      "the least loss is computed in time n^{O(d k)} for n samples in d dimensions and k units (Arora, Basu, Mianjy, "
      + "Mukherjee, arXiv:1611.01491)"
    guard instance.squaredNormBound != nil else { return exact }
    let approximate: String =
      instance.threshold.isZero
      ? "2^{O((k³/ε) log³(k/ε))} (n m)^{O(k)} for an average loss of ε where some network has none"
      : "2^{O(k⁵/ε²)} (n m)^{O(k)} for an average loss of ε above the least"
    return "\(exact); with weights and inputs in the unit ball, \(approximate)"
  }

  private static let template: String = """
    {{% CONTENT_TYPE:TEXT}}
    # A training set that is hard to fit ({{reduction}})

    The samples here encode a problem of {{place}} ({{format}}), {{counts}}: {{question}}
    {{#origin}}

    {{origin}}
    {{/origin}}
    {{#known}}

    The answer is known: {{known}}.
    {{/known}}
    {{#notes}}

    Note: {{.}}; `removed` in `instance.json` records it.
    {{/notes}}

    Train {{network}}, on the loss Σ weight · (f(x) − y)², a sum over all samples.

    - {{promise}}
    {{#bound}}
    - The class asks every unit's squared norm to be at most {{bound}}, with its output weight folded in.
    {{/bound}}
    {{#facts}}
    - {{.}}
    {{/facts}}
    - From above: {{above}}.
    {{#transformations}}

    The samples were then changed: {{transformations}}. The answer, the threshold and the slack are the same; `transformations`
    in `instance.json` records every number. Coordinates above are those before the changes: `assay verify` carries a
    network back to them.
    {{/transformations}}

    ## Files

    | file | what it holds |
    |---|---|
    | `instance.json` | the exact instance, format `{{exchangeFormat}}`, reduction {{reduction}} |
    {{#isDense}}
    | `inputs.npy` | X, float64, {{samples}} × {{dimension}}, {{nonzeros}} entries not zero |
    {{/isDense}}
    {{#isSparse}}
    | `inputs.data.npy`, `inputs.indices.npy`, `inputs.indptr.npy` | X in compressed rows, {{samples}} × {{dimension}}, {{nonzeros}} entries not zero |
    {{/isSparse}}
    | `labels.npy` | y, float64, {{samples}} × {{outputs}} |
    | `weights.npy` | the samples' weights, float64, {{samples}} × 1 |
    {{#hasCSV}}
    | `samples.csv` | all of them: tag, weight, x0, …, y0, … |
    {{/hasCSV}}
    {{#programs}}
    | `{{name}}.mps`, `{{name}}.lp` | the {{problem}} as a mixed-integer program, free MPS and CPLEX LP; {{meaning}} |
    {{/programs}}
    {{#left}}

    Note: {{.}}.
    {{/left}}

    The arrays hold the samples in the order of `instance.json`, each entry the float64 nearest to the exact number.
    Constants: {{constants}}.
    {{#isSparse}}

    ```python
    import numpy, scipy.sparse
    parts = [numpy.load(f"inputs.{part}.npy") for part in ("data", "indices", "indptr")]
    X = scipy.sparse.csr_matrix(tuple(parts), shape=({{samples}}, {{dimension}}))
    ```
    {{/isSparse}}

    ## Check an answer

    Write the trained network as
    `{"format":"assay-network","version":1,"layers":[{"weights":[[…]],"bias":null,"activation":"relu"},{"weights":[[…]],"bias":null,"activation":"identity"}]}`
    and run, with DIR for this directory:

    ```
    assay verify DIR --student student.json
    ```

    It computes the loss in rational arithmetic, compares it with {{next}}, reads the solution off the network and checks
    it. For a certificate from a solver:

    ```
    assay solve DIR
    assay verify DIR
    ```

    ## Make it again

    assay {{version}}, byte for byte:

    ```
    {{command}}
    ```

    ## Source

    {{citation}}

    """
}
