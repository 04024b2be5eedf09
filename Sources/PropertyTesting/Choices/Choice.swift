/// One decision of a generator: a whole number, a floating-point number, or yes or no.
///
/// A choice knows what else could have been chosen, and choices of a kind are ordered by how simple they are.
public enum Choice: Sendable, Hashable {
  /// No, which is simpler, or yes.
  case boolean(Bool)
  /// A whole number of a range.
  case integer(IntegerChoice)
  /// A floating-point number of a domain.
  case float(FloatChoice)

  /// A whole number from 0, the simplest, up to a limit.
  ///
  /// - Precondition: `value` is at most `limit`.
  public init(_ value: UInt64, limit: UInt64) {
    self = .integer(IntegerChoice(index: value, above: limit))
  }

  /// Whether nothing simpler could have been chosen in its place.
  public var isSimplest: Bool {
    switch self {
    case .boolean(let value): !value
    case .integer(let choice): choice.index == 0
    case .float(let choice): choice == FloatChoice(choice.domain.simplest, in: choice.domain)
    }
  }

  /// The simplest choice that could have been made in its place.
  public var simplest: Choice {
    switch self {
    case .boolean: .boolean(false)
    case .integer(let choice): .integer(choice.with(index: 0))
    case .float(let choice): .float(FloatChoice(choice.domain.simplest, in: choice.domain))
    }
  }

  /// Whether two choices are of one kind and have the same alternatives.
  public func hasSameDomain(as other: Choice) -> Bool {
    switch (self, other) {
    case (.boolean, .boolean): true
    case (.integer(let first), .integer(let second)):
      first.below == second.below && first.above == second.above
    case (.float(let first), .float(let second)): first.domain == second.domain
    default: false
    }
  }

  /// How two choices compare as to what was chosen, whatever the alternatives were.
  enum Order { case simpler, equal, lessSimple }

  func order(to other: Choice) -> Order {
    switch (self, other) {
    case (.boolean(let first), .boolean(let second)):
      return first == second ? .equal : (second ? .simpler : .lessSimple)
    case (.integer(let first), .integer(let second)):
      return first.index == second.index ? .equal : (first.index < second.index ? .simpler : .lessSimple)
    case (.float(let first), .float(let second)):
      if first.value.bitPattern == second.value.bitPattern { return .equal }
      let (left, right) = (FloatSimplicity(first.value), FloatSimplicity(second.value))
      return left == right ? .equal : (left < right ? .simpler : .lessSimple)
    default:
      return kind.rawValue < other.kind.rawValue ? .simpler : .lessSimple
    }
  }

  /// The order of what could have been chosen, which breaks ties.
  func orderOfDomains(to other: Choice) -> Order {
    switch (self, other) {
    case (.integer(let first), .integer(let second)):
      let (left, right): ((UInt64, UInt64), (UInt64, UInt64)) = (
        (first.below, first.above), (second.below, second.above)
      )
      return left == right ? .equal : (left < right ? .simpler : .lessSimple)
    case (.float(let first), .float(let second)):
      let (left, right): ((Double, Double, Int), (Double, Double, Int)) = (
        (first.domain.lowerBound, first.domain.upperBound, first.domain.allowsNaN ? 1 : 0),
        (second.domain.lowerBound, second.domain.upperBound, second.domain.allowsNaN ? 1 : 0)
      )
      return left == right ? .equal : (left < right ? .simpler : .lessSimple)
    default:
      return .equal
    }
  }

  /// What is chosen among.
  enum Kind: Int {
    case boolean, integer, float
  }

  var kind: Kind {
    switch self {
    case .boolean: .boolean
    case .integer: .integer
    case .float: .float
    }
  }
}
