public import PropertyTesting

/// The sizes of which a family has teachers.
public struct SizeRule: Sendable, Hashable {
  /// How the number of hidden units, *k*, stands to the number of inputs, *d*.
  public enum Hidden: Sendable, Hashable {
    /// Any number.
    case any
    /// k ≤ d, so that V can have full row rank.
    case atMostInputs
    /// k = d.
    case equalToInputs
    /// k > d.
    case moreThanInputs
  }

  /// How the number of outputs, *m*, stands to *k*.
  public enum Outputs: Sendable, Hashable {
    /// Any number.
    case any
    /// m ≥ k, so that U can have full column rank.
    case atLeastHidden
    /// m > 2k.
    case manyMoreThanHidden
    /// m = 1.
    case one
  }

  /// The least number of inputs.
  public let leastInputs: Int
  /// The least and the largest number of hidden units.
  public let hiddenUnits: ClosedRange<Int>
  /// How hidden units stand to inputs.
  public let hidden: Hidden
  /// How outputs stand to hidden units.
  public let outputs: Outputs

  /// Creates a rule.
  public init(
    leastInputs: Int = 1, hiddenUnits: ClosedRange<Int> = 1...TeacherSize.largestDimension,
    hidden: Hidden = .atMostInputs, outputs: Outputs = .atLeastHidden
  ) {
    self.leastInputs = leastInputs
    self.hiddenUnits = hiddenUnits
    self.hidden = hidden
    self.outputs = outputs
  }

  /// At least two hidden units, of which one is changed beside another.
  public static let several: SizeRule = SizeRule(hiddenUnits: 2...TeacherSize.largestDimension)
  /// At least two hidden units and two inputs, for units that differ on positive inputs.
  static let severalOnPositive: SizeRule = SizeRule(
    leastInputs: 2, hiddenUnits: 2...TeacherSize.largestDimension)
  /// Every size.
  public static let any: SizeRule = SizeRule(hidden: .any, outputs: .any)

  /// Refuses a size of which the family has no teacher.
  ///
  /// - Throws: ``ProblemError`` that says the mend.
  public func check(_ size: TeacherSize, family: String) throws(ProblemError) {
    func refuse(_ parameter: String, _ value: Int, _ mend: String) -> ProblemError {
      ProblemError(
        parameter: parameter, problem: "is \(value), of which the family '\(family)' has no teacher",
        mend: mend)
    }
    let (d, k, m): (Int, Int, Int) = (size.inputsDimension, size.hidden, size.outputs)
    if d < leastInputs { throw refuse("number of inputs", d, "choose at least \(leastInputs)") }
    if !hiddenUnits.contains(k) {
      throw refuse(
        "number of hidden units", k,
        hiddenUnits.count == 1
          ? "choose \(hiddenUnits.lowerBound)" : "choose at least \(hiddenUnits.lowerBound)")
    }
    switch hidden {
    case .atMostInputs where k > d:
      throw refuse("number of hidden units", k, "choose at most the \(d) inputs")
    case .equalToInputs where k != d:
      throw refuse("number of hidden units", k, "choose as many as inputs, \(d)")
    case .moreThanInputs where k <= d:
      throw refuse("number of hidden units", k, "choose more than the \(d) inputs")
    default: break
    }
    switch outputs {
    case .atLeastHidden where m < k:
      throw refuse("number of outputs", m, "choose at least the \(k) hidden units")
    case .manyMoreThanHidden where m <= 2 * k:
      throw refuse("number of outputs", m, "choose more than twice the \(k) hidden units")
    case .one where m != 1: throw refuse("number of outputs", m, "choose 1")
    default: break
    }
  }

  /// The sizes that the rule allows, up to the largest one; small ones are simple.
  ///
  /// - Precondition: the rule allows some size up to the largest.
  public func sizes(upTo largest: TeacherSize) -> Gen<TeacherSize> {
    let rule: SizeRule = self
    return Gen.build { draw in
      let most: Int = min(largest.hidden, rule.hiddenUnits.upperBound)
      var fewestInputs: Int = rule.leastInputs
      var mostInputs: Int = largest.inputsDimension
      switch rule.hidden {
      case .any: break
      case .atMostInputs: fewestInputs = max(fewestInputs, rule.hiddenUnits.lowerBound)
      case .equalToInputs:
        fewestInputs = max(fewestInputs, rule.hiddenUnits.lowerBound)
        mostInputs = min(mostInputs, most)
      case .moreThanInputs: mostInputs = min(mostInputs, most - 1)
      }
      precondition(fewestInputs <= mostInputs, "allow more inputs or hidden units")
      let inputs: Int = try draw("inputs dimension", .integer(in: fewestInputs...mostInputs))
      let units: ClosedRange<Int> =
        switch rule.hidden {
        case .any: rule.hiddenUnits.lowerBound...most
        case .atMostInputs: rule.hiddenUnits.lowerBound...min(most, inputs)
        case .equalToInputs: inputs...inputs
        case .moreThanInputs: max(rule.hiddenUnits.lowerBound, inputs + 1)...most
        }
      let hidden: Int = try draw("hidden units", .integer(in: units))
      let spare: Int = max(0, largest.outputs - largest.hidden)
      let outputs: ClosedRange<Int> =
        switch rule.outputs {
        case .any: 1...largest.outputs
        case .atLeastHidden: hidden...hidden + spare
        case .manyMoreThanHidden: 2 * hidden + 1...2 * hidden + 1 + spare
        case .one: 1...1
        }
      return try TeacherSize(
        inputsDimension: inputs, hidden: hidden, outputs: try draw("outputs", .integer(in: outputs)),
        conditionNumber: largest.conditionNumber)
    }
  }
}
