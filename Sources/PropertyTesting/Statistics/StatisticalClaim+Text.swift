extension StatisticalClaim: CustomStringConvertible {
  /// The claim in words, such as "success with probability at least 0.99".
  public var description: String {
    switch kind {
    case .proportion(let probability): "success with probability at least \(Self.text(probability))"
    case .mean(let bound, let range):
      "mean \(Self.text(bound)) in \(Self.text(range))"
    case .quantile(let level, let bound):
      "\(level == 0.5 ? "median" : "\(Self.text(level))-quantile") \(Self.text(bound))"
    case .slope(let range, _):
      "median slope of log error on log size in \(Self.text(range))"
    }
  }

  /// What must be the case for the miss rate to apply, in words.
  var falsehood: String {
    switch kind {
    case .proportion(let probability):
      "success have probability \(Self.text(probability - indifference)) or less"
    case .mean(.atMost(let bound), _): "the mean be \(Self.text(bound + indifference)) or more"
    case .mean(.atLeast(let bound), _): "the mean be \(Self.text(bound - indifference)) or less"
    case .quantile(let level, .atMost(let bound)):
      "values up to \(Self.text(bound)) have probability "
        + "\(Self.text(level - indifference)) or less"
    case .quantile(let level, .atLeast(let bound)):
      "values from \(Self.text(bound)) on have probability "
        + "\(Self.text(1 - level - indifference)) or less"
    case .slope:
      "slopes on the right side of an end have probability \(Self.text(0.5 - indifference)) or less"
    }
  }

  /// What is estimated, in words.
  var quantity: String {
    switch kind {
    case .proportion: "the share of successes"
    case .mean: "the mean"
    case .quantile(let level, _): level == 0.5 ? "the median" : "the \(Self.text(level))-quantile"
    case .slope: "the median slope"
    }
  }

  private static func text(_ bound: StatisticalBound) -> String {
    switch bound {
    case .atMost(let value): "at most \(Self.text(value))"
    case .atLeast(let value): "at least \(Self.text(value))"
    }
  }

  private static func text(_ range: ClosedRange<Double>) -> String {
    "\(text(range.lowerBound))...\(text(range.upperBound))"
  }

  private static func text(_ number: Double) -> String { ShortNumber.text(stated: number) }
}
