/// The shares of the random cases in which conditions hold, and whether they are covered.
struct CoverageTally {
  private let confidence: Double
  private var tests: [String: CoverageTest] = [:]

  init(confidence: Double) {
    self.confidence = confidence
  }

  /// Counts a random case.
  ///
  /// - Parameters:
  ///   - told: what the property told of it.
  ///   - casesBefore: how many random cases there were before; a condition that is new did not hold in them.
  mutating func add(_ told: [Trial.Cover], casesBefore: Int) throws {
    guard !(tests.isEmpty && told.isEmpty) else { return }
    for cover in told where tests[cover.label] == nil {
      var test: CoverageTest = try CoverageTest(
        label: cover.label, minimum: cover.minimum, confidence: confidence)
      test.record(labelled: 0, of: casesBefore)
      tests[cover.label] = test
    }
    for label in tests.keys {
      tests[label]?.record(told.contains { $0.label == label && $0.isCovered })
    }
  }

  /// The tests in the order of their labels.
  var sorted: [CoverageTest] { tests.values.sorted { $0.label < $1.label } }

  /// Whether a decision may still come of further cases.
  var isOpen: Bool { tests.values.contains { $0.decision == .undecided && $0.cases < $0.caseLimit } }

  /// Whether a condition is known to come up too rarely.
  var isInsufficient: Bool { tests.values.contains { $0.decision == .insufficient } }
}
