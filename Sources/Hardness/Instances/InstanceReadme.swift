import ExactArithmetic
import Mustache

/// The text for people that lies beside an instance.
enum InstanceReadme {
  static func text(
    of file: InstanceFile, problem: SetCover, summary: SetCoverGeneration.Summary, input: String,
    isOptimal: Bool
  ) throws -> String {
    let citation: Citation = SetCoverToReLU.summary.source
    let costs: String =
      problem.isUnicost
      ? "each of cost 1" : "of costs \(problem.costs.min() ?? 0) to \(problem.costs.max() ?? 0)"
    let fields: [String: Any] = [
      "input": input.replacing("`", with: "'"),
      "format": summary.format,
      "elements": summary.elements,
      "sets": summary.sets,
      "costs": costs,
      "hasRemoved": !summary.zeroCostSets.isEmpty,
      "removedSets": summary.zeroCostSets.map(String.init).joined(separator: ", "),
      "removedElements": summary.zeroCostElements,
      "threshold": summary.threshold.description,
      "next": (summary.threshold + 1).description,
      "isOptimal": isOptimal,
      "isTotal": summary.threshold == Rational(problem.totalCost),
      "samples": summary.size.samples,
      "dimension": summary.size.dimension,
      "nonzeros": summary.size.nonzeros,
      "scale": file.instance.parameters["t"]?.description ?? "",
      "cap": file.instance.parameters["Kbar"]?.description ?? "",
      "citation": citation.description,
      "exchangeFormat": InstanceFile.format,
      "reduction": file.instance.reduction,
      "version": file.generator?.version ?? "",
      "command": file.generator?.command ?? "",
    ]
    return try MustacheTemplate(string: template).render(fields)
  }

  private static let template: String = """
    {{% CONTENT_TYPE:TEXT}}
    # A set cover problem as a training set for one ReLU

    The samples here encode the set cover problem of `{{input}}` ({{format}}): {{elements}} elements, {{sets}} sets,
    {{costs}}. The question is whether a cover of total cost at most **{{threshold}}** exists.
    {{#hasRemoved}}

    The sets {{removedSets}} (counted from 0) cost nothing. They belong to every cover worth having, so they were taken
    out beforehand, with the {{removedElements}} elements that they cover; `removed` in `instance.json` records it.
    {{/hasRemoved}}

    Train f(x) = relu(w · x), one unit without bias, on the loss Σ weight · (f(x) − y)², a sum over all samples.

    - Some w has loss at most **{{threshold}}** exactly when such a cover exists. Otherwise every loss is at least {{next}}.
    - The least loss is the cost of a cheapest cover.
    - A w with loss below {{cap}} names a cover that costs no more than the loss: the sets s with −w[s] ≥ w[0], where
      set s is coordinate s, counted from 1.
    {{#isOptimal}}
    - {{threshold}} is the optimum, as an integer programming solver settled it: a loss at most {{threshold}} is the best
      there is.
    {{/isOptimal}}
    {{#isTotal}}
    - {{threshold}} is the cost of all sets together, so any cover passes. Ask for less with `--target`.
    {{/isTotal}}

    ## Files

    | file | what it holds |
    |---|---|
    | `instance.json` | the exact instance, format `{{exchangeFormat}}`, reduction {{reduction}} |
    | `inputs.npy` | X, float64, {{samples}} × {{dimension}}, {{nonzeros}} entries not zero |
    | `labels.npy` | y, float64, {{samples}} × 1 |
    | `weights.npy` | the samples' weights, float64, {{samples}} × 1 |

    The arrays hold the samples in the order of `instance.json`, without rounding. Constants: Kbar = {{cap}}, t = {{scale}}.

    ## Check an answer

    Write the trained network as
    `{"format":"assay-network","version":1,"layers":[{"weights":[[…]],"bias":null,"activation":"relu"},{"weights":[[1]],"bias":null,"activation":"identity"}]}`
    and run, with DIR for this directory:

    ```
    assay verify DIR --student student.json
    ```

    It computes the loss in rational arithmetic, compares it with the threshold, reads the cover off the network and
    checks it. For a certificate from an integer programming solver:

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
