import PropertyChecks
import Testing

@Suite("A check in a Swift Testing test")
struct RecordingTests {
  private struct Fault: Error {}

  private static let numbers: Gen<Int> = .integer(in: 0...1000)

  /// The only failure among issues, which must be a check's, recorded in a line of this file.
  private func onlyFailure(_ issues: [Issue], line: Int) throws -> PropertyReport {
    #expect(issues.count == 1)
    guard let issue: Issue = issues.first, let failure: PropertyFailure = issue.error as? PropertyFailure
    else {
      Issue.record("not the failure of a check: \(issues)")
      throw Fault()
    }
    #expect(issue.isFailure)
    #expect(issue.sourceLocation?.line == line)
    #expect(issue.sourceLocation?.fileName == "RecordingTests.swift")
    return failure.report
  }

  private func shrunk(_ report: PropertyReport) throws -> String {
    try #require(report.counterexample?.values.first).description
  }

  @Test("records nothing where the property holds")
  func holds() async throws {
    let issues: [Issue] = try await recordedIssues {
      let report: PropertyReport = try await check(Self.numbers, settings: unkept) { #expect($0 <= 1000) }
      #expect(report.passed && report.cases > 1)
    }
    #expect(issues.isEmpty)
  }

  @Test("records a failed expectation once, at its own line, shrunk, however often it failed, and goes on")
  func expectation() async throws {
    let failures: Collected<Int> = Collected()
    let after: Collected<Int> = Collected()
    let issues: [Issue] = try await recordedIssues {
      try await check(Self.numbers, settings: unkept.with { $0.cases = 500 }) { number in
        if number >= 50 { failures.append(number) }
        // The comment makes the first failure tellable from others.
        for _ in 0..<10 { #expect(number < 50, "too large") }
      }
      after.append(0)
    }
    let report: PropertyReport = try onlyFailure(issues, line: #line - 7)
    #expect(failures.all.count > 1 && after.all.count == 1)
    #expect(try shrunk(report) == "50")
    let error: FailedExpectation = try failedExpectation(report)
    #expect(error.count == 10)
    #expect(error.first.comments.map(\.rawValue) == ["too large"])
    #expect(error.description.hasPrefix("Expectation failed: (number → 50) < 50"))
    #expect(error.description.contains(" at RecordingTests.swift:\(#line - 11) (and 9 more)"))
    #expect(report.description.contains("Expectation failed: (number → 50) < 50"))
  }

  private func failedExpectation(_ report: PropertyReport) throws -> FailedExpectation {
    guard case .threw(let error)? = report.counterexample?.failure else {
      throw Fault()
    }
    return try #require(error as? FailedExpectation)
  }

  @Test("counts every way in which a test can fail")
  func ways() async throws {
    let required: [Issue] = try await recordedIssues {
      try await check(Self.numbers, settings: unkept) { try #require($0 < 50) }
    }
    #expect(try shrunk(onlyFailure(required, line: #line - 2)) == "50")
    let recorded: [Issue] = try await recordedIssues {
      try await check(Self.numbers, settings: unkept) { if $0 >= 50 { Issue.record("large") } }
    }
    #expect(try shrunk(onlyFailure(recorded, line: #line - 2)) == "50")
    let unconfirmed: [Issue] = try await recordedIssues {
      try await check(Self.numbers, settings: unkept) { number in
        await confirmation { confirm in if number < 50 { confirm() } }
      }
    }
    #expect(try shrunk(onlyFailure(unconfirmed, line: #line - 4)) == "50")
    let thrown: [Issue] = try await recordedIssues {
      try await check(Self.numbers, settings: unkept) { if $0 >= 50 { throw Fault() } }
    }
    #expect(try shrunk(onlyFailure(thrown, line: #line - 2)) == "50")
    let denied: [Issue] = try await recordedIssues {
      try await check("numbers are small", Self.numbers, settings: unkept) { $0 < 50 }
    }
    #expect(try shrunk(onlyFailure(denied, line: #line - 2)) == "50")
  }

  @Test("counts what child tasks of the property record")
  func childTasks() async throws {
    let issues: [Issue] = try await recordedIssues {
      try await check(Self.numbers, settings: unkept) { number in
        await withTaskGroup(of: Void.self) { group in
          group.addTask { #expect(number < 50) }
          group.addTask { #expect(number < 500) }
        }
      }
    }
    #expect(try shrunk(onlyFailure(issues, line: #line - 7)) == "50")
  }

  @Test("leaves warnings inside the property alone")
  func warnings() async throws {
    let issues: [Issue] = try await recordedIssues {
      try await check(Self.numbers, settings: unkept) { _ in Issue.record("odd", severity: .warning) }
    }
    #expect(issues.isEmpty)
  }

  @Test("has every shape of the core's check")
  func shapes() async throws {
    let issues: [Issue] = try await recordedIssues {
      try await check("named", Self.numbers, settings: unkept) { number, trial in
        trial.label("any")
        #expect(number < 50)
      }
      try await check(Self.numbers, settings: unkept) { number, trial in
        await Task.yield()
        try trial.assume(number > 0)
        #expect(number < 50)
      }
      try await check("suspending", Self.numbers, settings: unkept) { number in
        await Task.yield()
        #expect(number < 50)
      }
    }
    #expect(issues.count == 3)
    #expect(issues.compactMap(\.sourceLocation?.line) == [#line - 15, #line - 11, #line - 6])
    #expect(issues.compactMap { ($0.error as? PropertyFailure)?.report.name }.first == "named")
  }

  @Test("keeps the cases of a parameterised test apart", arguments: [1, 2, 3])
  func arguments(_ factor: Int) async throws {
    let issues: [Issue] = try await recordedIssues {
      try await check(Self.numbers, settings: unkept) { #expect($0 < 50 * factor) }
    }
    #expect(try shrunk(onlyFailure(issues, line: #line - 2)) == String(50 * factor))
  }

  @Test("gives the same report on any number of workers", arguments: [1, 2, 5])
  func workers(_ workers: Int) async throws {
    let issues: [Issue] = try await recordedIssues {
      try await check(
        "workers", Self.numbers,
        settings: unkept.with { settings in
          settings.workers = workers
          settings.seed = 11
        }
      ) { #expect($0 < 50) }
    }
    #expect(issues.count == 1)
    let report: PropertyReport = try #require((issues.first?.error as? PropertyFailure)?.report)
    #expect(try shrunk(report) == "50")
    #expect(report.seed == 11)
  }
}
