import PropertyChecks
import Testing

@Suite("What else a check records")
struct OtherOutcomesTests {
  private static let numbers: Gen<Int> = .integer(in: 0...1000)

  @Test("is a failure once where cases are covered too rarely")
  func coverage() async throws {
    let issues: [Issue] = try await recordedIssues {
      try await check(Self.numbers, settings: unkept.with { $0.cases = 2000 }) { number, trial in
        trial.cover("nothing", minimum: 0.5, when: number < 0)
      }
    }
    #expect(issues.count == 1)
    let report: PropertyReport = try #require((issues.first?.error as? PropertyFailure)?.report)
    guard case .insufficientCoverage = report.outcome else {
      Issue.record("not a lack of coverage: \(report.outcome)")
      return
    }
    #expect(issues.first?.sourceLocation?.line == #line - 10)
  }

  @Test("is a warning where a health check finds something")
  func health() async throws {
    let issues: [Issue] = try await recordedIssues {
      let rare: Gen<Int> = Self.numbers.filter { $0 % 97 == 13 }
      try await check(rare, settings: unkept.with { $0.health[.rejections] = .warn }) { $0 % 97 == 13 }
    }
    #expect(issues.count == 1 && issues.allSatisfy { $0.severity == .warning && !$0.isFailure })
    #expect(issues.first?.sourceLocation?.line == #line - 3)
  }

  @Test("is one issue for a claim that is violated, and counts expectations in its trials")
  func claims() async throws {
    let issues: [Issue] = try await recordedIssues {
      try await check("mostly small", .holds(withProbability: 0.99), over: Self.numbers, settings: unkept) {
        #expect($0 < 50)
        return true
      }
      try await check("not huge", .holds(withProbability: 0.9), over: Self.numbers, settings: unkept) {
        number, trial in
        trial.label("any")
        await Task.yield()
        return number <= 1000
      }
    }
    #expect(issues.count == 1)
    guard let failure: StatisticalFailure = issues.first?.error as? StatisticalFailure else {
      Issue.record("not the failure of a claim: \(issues)")
      return
    }
    #expect(failure.report.name == "mostly small" && failure.report.thrown > 0)
    #expect(failure.description.contains("Expectation failed"))
    #expect(issues.first?.sourceLocation?.line == #line - 18)
  }

  @Test("is one issue for all laws that are broken")
  func laws() async throws {
    let issues: [Issue] = try await recordedIssues {
      try await checkLaws(.hashable, of: Gen<Double>.anyFloat, settings: unkeptLaws)
      try await checkLaws(.hashable, of: Gen<Double>.float(), settings: unkeptLaws)
    }
    #expect(issues.count == 1)
    let failure: LawsFailure = try #require(issues.first?.error as? LawsFailure)
    #expect(failure.report.failures.map(\.law).contains("== is reflexive"))
    #expect(issues.first?.sourceLocation?.line == #line - 6)
  }

  @Test("is the law that JSON does not keep, and none where it does")
  func coding() async throws {
    struct Version: Codable, Equatable, Sendable {
      let name: String
      let number: Double?
    }
    struct Lossy: Codable, Equatable, Sendable {
      let kept: Int
      var lost: Int
      private enum CodingKeys: CodingKey { case kept }
      init(kept: Int, lost: Int) { (self.kept, self.lost) = (kept, lost) }
      init(from decoder: any Decoder) throws {
        kept = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .kept)
        lost = 0
      }
    }
    let settings: RunSettings = unkeptLaws
    let versions: Gen<Version> = zip(Gen<String>.string(), Gen<Double>.float().optional).map {
      Version(name: $0, number: $1)
    }
    let lossy: Gen<Lossy> = zip(Self.numbers, Self.numbers).map { Lossy(kept: $0, lost: $1) }
    let issues: [Issue] = try await recordedIssues {
      try await checkLaws(.codable, of: versions, settings: settings)
      try await checkLaws(.codable, of: lossy, settings: settings)
      // JSON has no NaN, so that encoding it throws.
      try await checkLaws(.codable, of: Gen<Double>.anyFloat, settings: settings)
    }
    let laws: [[String]] = issues.compactMap { ($0.error as? LawsFailure)?.report.failures.map(\.law) }
    #expect(laws == Array(repeating: ["decoding gives back what was encoded"], count: 2))
    #expect(issues.map(\.sourceLocation?.line) == [#line - 6, #line - 4])
  }

  @Test("is one failure for what a generator records")
  func strays() async throws {
    let issues: [Issue] = try await recordedIssues {
      let odd: Gen<Int> = Self.numbers.map { number in
        #expect(number < 50)
        return number
      }
      try await check(odd, settings: unkept) { $0 <= 1000 }
    }
    #expect(issues.count == 1 && issues.allSatisfy(\.isFailure))
    #expect(issues.first?.comments.first?.rawValue.contains("outside of the property") == true)
    #expect(issues.first?.sourceLocation?.line == #line - 4)
  }

  @Test("is thrown where no test runs")
  func detached() async throws {
    let task: Task<Void, any Error> = Task.detached {
      #expect(Test.current == nil)
      try await check(Self.numbers, settings: unkept) { $0 < 50 }
    }
    let failure = await #expect(throws: PropertyFailure.self) { try await task.value }
    #expect(failure?.report.counterexample?.values.first?.description == "50")
  }

  @Test("is thrown as it is where an example cannot be read")
  func unreadable() async throws {
    await #expect(throws: (any Error).self) {
      try await check(Self.numbers, examples: ["no choices"], settings: unkept) { $0 <= 1000 }
    }
  }
}
