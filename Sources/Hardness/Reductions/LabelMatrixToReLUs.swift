public import ExactArithmetic

/// Colouring to factoring a label matrix of rank 1 as U relu(V X), U free.
///
/// **Statement.** The vertices can be coloured with k colours so that no edge is of one colour ⇔ the label matrix
/// c yᵀ of rank 1 is U relu(V X) for some V and some real U of k columns. Otherwise every loss, the sum over all
/// entries of the matrix, is at least max c_i² times the slack of ``SignedColouringToReLUs``. So exact recovery is
/// NP-hard for k = 2 though the labels have rank 1.
///
/// **Construction.** c is a vector of m numbers, not all 0; (1, 2) without another. Every sample of
/// ``SignedColouringToReLUs`` with label y gets the m labels y c.
///
/// | tag | x | y | weight |
/// |---|---|---|---|
/// | `vertex` v | e_v | c | 1 |
/// | `edge` e | Σ e_v over the vertices v of e | 0 | 1 |
/// | `anchor` s = 0 … 2k | A (s e_p + e_q) | A g(s) c | 1 |
///
/// A colouring maps to the units V of ``SignedColouringToReLUs``, and every column of U is c.
///
/// **Extraction.** Of the row r with the largest |c_r|, the first of equals, the output weights U_r / c_r: that row of
/// the loss is c_r² times the loss of these weights on the samples of ``SignedColouringToReLUs``, whose extraction
/// applies.
///
/// **Size.** n + m' + 2k + 1 samples, m' edges, in n + 2 coordinates with n + Σ|e| + 4k + 1 entries that are not zero;
/// each sample has an entry of c for each output.
///
/// **Source.** Hardness of exact recovery for k = 2: A. Bakshi, R. Jayaram, D. Woodruff, "Learning Two Layer
/// Rectified Neural Networks in Polynomial Time", COLT 2019, arXiv:1811.01885. The construction with rank 1 is this
/// project's, with the proof above.
///
/// **Example.** c = (1, 2), k = 2. *Yes*: the one edge {0, 1}, slack 4 · 2/3 = 8/3, A = 2. Colours 0, 1 give
/// V = (1, −1, 1, −1), (−1, 1, 1, −3) and U = ((1, 1), (2, 2)): (1, 2) at the vertices, (0, 0) on the edge. *No*: the
/// triangle. Its colours 0, 1, 0 leave the edge {0, 2} with outputs (2, 4): loss 4 + 16 = 20.
public enum LabelMatrixToReLUs: Reduction {
  /// What the reduction is and where it comes from.
  public static let summary: ReductionSummary = ReductionSummary(
    id: "label-matrix", formatName: "R4-matrix",
    title: "colouring with k colours to factoring labels of rank 1 as U relu(V X)",
    statement:
      "a proper colouring with k colours exists exactly when the labels c yᵀ are U relu(V X) with k units",
    source: Citation(
      authors: "Ainesh Bakshi, Rajesh Jayaram, David P. Woodruff",
      title: "Learning Two Layer Rectified Neural Networks in Polynomial Time", venue: "COLT 2019", doi: nil,
      arXiv: "1811.01885"))

  /// Colouring.
  public static let sourceKind: SourceProblem.Kind = .colouring
  /// The vector c can be given.
  public static let optionNames: Set<ReductionOptions.Name> = [.labelVector]
  /// How the verifier builds an instance anew.
  public static let rebuild: any InstanceRebuild.Type = LabelMatrixRebuild.self

  /// The vector c where none is given.
  public static let defaultLabelVector: [Rational] = [1, 2]

  /// The name of entry i of c among the constants.
  public static func parameterName(ofEntry index: Int) -> String { "c_\(index)" }

  /// The training set with labels of rank 1.
  ///
  /// - Throws: ``SourceFault`` as ``SignedColouringToReLUs`` does, and where c has no entry that is not 0.
  /// - Complexity: O(m); a sample costs O(|e| + m) when it is made.
  public static func instance(of problem: SourceProblem, options: ReductionOptions) throws -> TrainingInstance
  {
    let vector: [Rational] = options.labelVector ?? defaultLabelVector
    guard let largest = vector.map(\.magnitude).max(), !largest.isZero else {
      throw SourceFault(
        place: "label-vector", problem: "has no entry that is not 0", mend: "give a vector such as 1,2")
    }
    let scalar: TrainingInstance = try SignedColouringToReLUs.instance(
      of: problem, options: ReductionOptions())
    var parameters: [String: Rational] = scalar.parameters
    for (index, entry) in vector.enumerated() { parameters[parameterName(ofEntry: index)] = entry }
    let samples: SampleList = scalar.samples
    return TrainingInstance(
      reduction: summary.formatName, dimension: scalar.dimension, units: scalar.units, outputs: vector.count,
      coefficients: .real, squaredNormBound: nil, threshold: 0, slack: largest.squared * scalar.slack,
      source: problem, parameters: parameters,
      samples: SampleList(count: samples.count) { index in
        let sample: ExactSample = samples[index]
        return ExactSample(
          x: sample.x, y: vector.map { $0 * sample.y[0] }, weight: sample.weight, tag: sample.tag)
      })
  }

  /// The network of a colouring.
  ///
  /// - Precondition: `solution` gives each vertex one of the k colours.
  /// - Throws: ``SourceFault`` where an entry of c is missing.
  public static func certificate(
    for solution: SourceSolution, in instance: TrainingInstance
  ) throws -> CertificateNetwork {
    let (graph, colours): (Hypergraph, Int) = ColouringToReLUs.colouring(instance.source)
    let vector: [Rational] = try (0..<instance.outputs).map { index in
      guard let entry = instance.parameters[parameterName(ofEntry: index)] else {
        throw SourceFault(
          place: "params.\(parameterName(ofEntry: index))", problem: "the constant is missing",
          mend: "generate the instance again")
      }
      return entry
    }
    return CertificateNetwork(
      outputWeights: vector.map { [Rational](repeating: $0, count: colours) },
      hiddenWeights: SignedColouringToReLUs.units(
        of: ColouringToReLUs.colourList(solution), graph, colours: colours))
  }

  /// The colouring of the row with the largest |c_r|.
  public static func solution(from network: CertificateNetwork, in instance: TrainingInstance)
    -> SourceSolution
  {
    let (graph, _): (Hypergraph, Int) = ColouringToReLUs.colouring(instance.source)
    var row: Int = 0
    var scale: Rational = .zero
    for index in 0..<instance.outputs {
      let entry: Rational = instance.parameters[parameterName(ofEntry: index)] ?? .zero
      if entry.magnitude > scale.magnitude { (row, scale) = (index, entry) }
    }
    guard !scale.isZero else { return .colours([Int](repeating: 0, count: graph.vertexCount)) }
    let units: [CertificateNetwork.FoldedUnit] = network.foldedUnits(
      dimension: instance.dimension, row: row, scale: scale)
    return .colours(ColouringToReLUs.colours(from: units, vertices: graph.vertexCount))
  }

  /// The size formula, that of ``SignedColouringToReLUs``.
  public static func size(of problem: SourceProblem, options: ReductionOptions) -> InstanceSize {
    SignedColouringToReLUs.size(of: problem, options: ReductionOptions())
  }

  /// What a loss proves.
  public static func explanation(of instance: TrainingInstance) -> InstanceExplanation {
    let vector: String = (0..<instance.outputs)
      .map { instance.parameters[parameterName(ofEntry: $0)]?.description ?? "?" }.joined(separator: ", ")
    return InstanceExplanation(
      network:
        "f(x) = U relu(V x) with \(instance.units) hidden units and \(instance.outputs) outputs, U of any real "
        + "weights, without bias",
      facts: [
        "The labels have rank 1: every sample's are a multiple of c = (\(vector)).",
        "A network with loss below \(instance.slack) names a proper colouring: with r the row in which |c| is largest, "
          + "the colour of vertex v, coordinate v, is the unit j with the largest U[r][j] V[j][v] / c[r] among those "
          + "with U[r][j] / c[r] above 0.",
      ])
  }
}
