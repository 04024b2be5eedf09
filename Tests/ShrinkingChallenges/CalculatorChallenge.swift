import PropertyTesting

extension ShrinkingChallenge {
  /// Sums and quotients that divide by what only turns out to be zero.
  static let calculator: ShrinkingChallenge = ShrinkingChallenge(
    "calculator",
    .recursive(leaf: Gen<Int>.integer().map { Expression.number($0) }) { part in
      .oneOf(zip(part, part).map { .sum($0, $1) }, zip(part, part).map { .quotient($0, $1) })
    },
    minimal: ["('/', 0, ('+', 0, 0))", "('/', 0, ('/', 0, 1))"], text: { $0.text },
    fails: { $0.dividesByLiteralZero ? nil : $0.value == nil })
}

private indirect enum Expression: Sendable {
  case number(Int)
  case sum(Expression, Expression)
  case quotient(Expression, Expression)

  var text: String {
    switch self {
    case .number(let value): "\(value)"
    case .sum(let left, let right): "('+', \(left.text), \(right.text))"
    case .quotient(let left, let right): "('/', \(left.text), \(right.text))"
    }
  }

  var dividesByLiteralZero: Bool {
    switch self {
    case .number: false
    case .quotient(_, .number(0)): true
    case .sum(let left, let right), .quotient(let left, let right):
      left.dividesByLiteralZero || right.dividesByLiteralZero
    }
  }

  /// The value, or nil where zero divides.
  var value: Int? {
    switch self {
    case .number(let value): return value
    case .sum(let left, let right):
      guard let left = left.value, let right = right.value else { return nil }
      return left &+ right
    case .quotient(let left, let right):
      guard let left = left.value, let right = right.value, right != 0 else { return nil }
      let (quotient, _): (Int, Bool) = left.dividedReportingOverflow(by: right)
      return quotient
    }
  }
}
