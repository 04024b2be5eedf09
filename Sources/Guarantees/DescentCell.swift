import ExactArithmetic
import Hardness
import Learners

/// Planted yes instances of one kind and size, and what gradient descent is said to do on them.
struct DescentCell: Sendable {
  /// What is claimed.
  enum Expectation: Sendable {
    /// A restart on a random instance reaches the certificate's loss with at most this probability.
    case misses(atMost: Double)
    /// A few restarts reach it, but for at most this share of the instances.
    case reaches(butFor: Double, restarts: Int)
  }

  /// The reduction's name.
  let reduction: String
  let family: any SourceFamily.Type
  let size: Int
  /// The family's parameters beyond the size.
  let parameters: [String: Double]
  let variant: GradientDescent.Variant
  let expectation: Expectation

  /// A hit on instances whose certificate has loss 0.
  static let zeroLoss: Double = 1e-3
  /// A hit on the others: by how much, relative to the optimum, a loss may be above it.
  static let relativeLoss: Double = 1e-3

  /// The claim's name.
  var name: String {
    "\(isControl ? "easy control: " : "")\(reduction), \(family.name), \(size) \(family.sizeMeaning), "
      + variant.rawValue
  }

  /// Whether descent is said to succeed.
  var isControl: Bool {
    if case .reaches = expectation { true } else { false }
  }

  /// The statement, for people.
  var statement: String {
    switch expectation {
    case .misses(let share):
      "the certificate is exactly at the threshold, and a restart of \(variant.rawValue) descent reaches it with a "
        + "probability of at most \(share)"
    case .reaches(let share, let restarts):
      "the certificate is exactly at the threshold, and at most \(restarts) restarts of \(variant.rawValue) descent "
        + "reach it, but for at most \(share) of the instances"
    }
  }

  /// The claim as it is tested: few failures are allowed, and few more are told apart from many.
  func tolerance(_ profile: AuditProfile) -> Claim.Tolerance {
    let indifference: Double =
      switch profile {
      case .quick: 0.15
      case .ci: 0.1
      case .thorough: 0.04
      }
    switch expectation {
    case .misses(let share), .reaches(let share, _):
      return .failureProbability(share, indifference: indifference)
    }
  }
}

extension DescentCell {
  /// The cells of a profile; those of reductions that there are.
  static func all(_ profile: AuditProfile) -> [DescentCell] {
    let cells: [DescentCell] =
      switch profile {
      case .quick: quick
      case .ci: quick + further
      case .thorough: quick + further + table
      }
    return cells.filter { ReductionRegistry.reduction(named: $0.reduction) != nil }
  }

  /// Measured without a hit in 256 restarts; one in fifty is allowed.
  private static let seldom: Expectation = .misses(atMost: 0.02)
  private static let mostly: Expectation = .reaches(butFor: 0.03, restarts: 24)

  private static let quick: [DescentCell] = [
    colouring(24, .plain, seldom),
    colouring(48, .anneal, seldom),
    cover(15, .plain, seldom),
    tree(8, .anneal, mostly),
    colouring(6, .anneal, mostly),
  ]

  private static let further: [DescentCell] = [
    colouring(12, .plain, seldom),
    cover(30, .plain, seldom),
    cover(30, .anneal, seldom),
    hypergraph(15, .plain, seldom),
    hypergraph(6, .anneal, mostly),
    signed(12, .plain, seldom),
    signed(30, .anneal, seldom),
  ]

  private static let table: [DescentCell] =
    [15, 18, 30, 36, 48].map { colouring($0, .plain, seldom) }
    + [60, 72].map { colouring($0, .anneal, seldom) }
    + [9, 12, 20, 30, 40].map { hypergraph($0, .plain, seldom) }
    + [6, 10, 20].map { cover($0, .plain, seldom) }
    + [36].map { cover($0, .anneal, seldom) }
    + [6, 18, 30].map { signed($0, .plain, seldom) }
    + [24].map { signed($0, .anneal, seldom) }
    + [12, 24].map { tree($0, .anneal, mostly) }

  /// Planted 3-colourings of average degree 4.6, of 3.3 where 6 vertices allow no more.
  private static func colouring(
    _ size: Int, _ variant: GradientDescent.Variant, _ expectation: Expectation
  ) -> DescentCell {
    DescentCell(
      reduction: "colouring", family: PlantedColouringFamily.self, size: size,
      parameters: ["degree": size == 6 ? 3.3 : 4.6], variant: variant, expectation: expectation)
  }

  /// The same with anchors, and output weights that are trained.
  private static func signed(
    _ size: Int, _ variant: GradientDescent.Variant, _ expectation: Expectation
  ) -> DescentCell {
    DescentCell(
      reduction: "signed-colouring", family: PlantedColouringFamily.self, size: size,
      parameters: ["degree": size == 6 ? 3.3 : 4.6], variant: variant, expectation: expectation)
  }

  /// Trees with three colours.
  private static func tree(
    _ size: Int, _ variant: GradientDescent.Variant, _ expectation: Expectation
  ) -> DescentCell {
    DescentCell(
      reduction: "colouring", family: TreeFamily.self, size: size, parameters: [:], variant: variant,
      expectation: expectation)
  }

  /// Planted 2-colourings of triples, two for each vertex.
  private static func hypergraph(
    _ size: Int, _ variant: GradientDescent.Variant, _ expectation: Expectation
  ) -> DescentCell {
    DescentCell(
      reduction: "colouring", family: PlantedHypergraphFamily.self, size: size, parameters: ["ratio": 2],
      variant: variant, expectation: expectation)
  }

  /// Planted covers of twice as many elements as sets.
  private static func cover(
    _ size: Int, _ variant: GradientDescent.Variant, _ expectation: Expectation
  ) -> DescentCell {
    DescentCell(
      reduction: "set-cover", family: PlantedCoverFamily.self, size: size, parameters: [:], variant: variant,
      expectation: expectation)
  }
}
