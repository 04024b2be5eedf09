import PropertyTesting
import Testing

@Suite("What a property tells of its cases")
struct DistributionTests {
  private static let digits: Gen<Int> = .integer(in: 0...9)

  private static func settings(_ change: (inout RunSettings) -> Void = { _ in }) -> RunSettings {
    RunSettings.profile(.ci).with {
      $0.cases = 400
      change(&$0)
    }
  }

  @Test("is counted as labels and tables, commonest first")
  func labels() async throws {
    let made = try await report(
      digits(), settings: Self.settings(),
      Property { digit, trial in
        trial.label("digit")
        trial.label("digit")
        trial.classify("small", when: digit < 3)
        trial.classify("huge", when: digit > 9)
        trial.collect(digit % 2 == 0 ? "even" : "odd", in: "parity")
        trial.collect(1, in: "a constant")
      })
    #expect(made.labels.map(\.label) == ["digit", "small"])
    #expect(made.labels[0].count == 400 && made.labels[0].share == 1)
    #expect(made.labels[1].count > 60 && made.labels[1].count < 200)
    #expect(made.tables.map(\.name) == ["a constant", "parity"])
    #expect(made.tables[1].values.map(\.count).reduce(0, +) == 400)
    #expect(made.tables[1].values[0].count >= made.tables[1].values[1].count)
    #expect(made.description.contains("  100 % digit\n"))
  }

  private func digits() -> Gen<Int> { Self.digits }

  @Test("is covered where the share is large enough, after as many cases as it takes", arguments: [1, 3])
  func covered(_ workers: Int) async throws {
    let made = try await report(
      Self.digits, settings: Self.settings { $0.workers = workers },
      Property { digit, trial in
        trial.cover("small", minimum: 0.25, when: digit < 3)
      })
    #expect(made.passed && made.cases > 400)
    #expect(made.coverage.map(\.decision) == [.covered] && made.coverage[0].cases == made.cases - 1)
    // A second look with other workers ends with the same case.
    #expect(made.description.contains("covered: 'small' in"))
  }

  @Test("fails where the share is too small, also where the condition is seldom looked at")
  func insufficient() async throws {
    for minimum in [0.4, 0.9, 1] {
      let made = try await report(
        Self.digits, settings: Self.settings(),
        Property { digit, trial in
          if digit < 3 { trial.cover("small", minimum: minimum, when: true) }
        })
      guard case .insufficientCoverage = made.outcome else {
        Issue.record("\(made)")
        return
      }
      #expect(!made.passed && made.coverage.map(\.decision) == [.insufficient])
      #expect(made.description.contains("insufficient: 'small'"))
    }
  }

  @Test("stays open where a run may not go on, and is then no failure")
  func undecided() async throws {
    let made = try await report(
      Self.digits,
      settings: Self.settings {
        $0.cases = 20
        $0.coverageFactor = 1
      },
      Property { digit, trial in
        trial.cover("small", minimum: 0.25, when: digit < 3)
        trial.cover("any", minimum: 0.01, when: true)
      })
    #expect(made.passed && made.cases == 20)
    #expect(made.coverage.map(\.label) == ["any", "small"])
    #expect(
      made.coverage.map(\.decision) == [.undecided, .undecided] || made.coverage[1].decision == .undecided)
  }

  // MARK: - Targets

  @Test("leads the search to large targets and to failures that random cases miss", arguments: [1, 2, 7])
  func targets(_ workers: Int) async throws {
    let number: Gen<Int> = .integer(in: 0...1_000_000_000)
    func run(_ share: Double) async throws -> PropertyReport {
      try await report(
        zip(number, number),
        settings: Self.settings {
          $0.cases = 2000
          $0.workers = workers
          $0.targetShare = share
          $0.drawStyle = .uniform
        },
        Property { pair, trial in
          let distance: Int = abs(pair.0 - 123_456_789) + abs(pair.1 - 987_654_321)
          trial.target(-Double(distance), label: "closeness")
          return distance > 1000
        })
    }
    let searching: PropertyReport = try await run(0.5)
    #expect(searching.counterexample?.origin == .target(label: "closeness"))
    #expect(searching.description == (try await run(0.5)).description)
    let blind: PropertyReport = try await run(0)
    #expect(blind.passed && blind.cases == 2000)
    #expect(blind.targets.map(\.label) == ["closeness"])
  }

  @Test("divides the search among several targets within the cases")
  func severalTargets() async throws {
    let made = try await report(
      zip(Self.digits, Self.digits), settings: Self.settings(),
      Property { pair, trial in
        trial.target(Double(pair.0), label: "first")
        trial.target(Double(pair.1), label: "second")
        trial.target(.nan, label: "no number")
      })
    #expect(made.passed && made.cases == 400)
    #expect(made.targets.map(\.label) == ["first", "second"])
    #expect(made.targets.map(\.value) == [9, 9])
  }
}
