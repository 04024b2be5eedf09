import PropertyChecks
import Synchronization
import Testing

/// The issues that a body tells the running test, none of which become the test's own.
///
/// Like the check under test, it stands between the body and the world; whatever gets here would have been printed.
func recordedIssues(_ body: @escaping @Sendable () async throws -> Void) async throws -> [Issue] {
  let issues: Collected<Issue> = Collected()
  let test: Test = try #require(Test.current)
  let trait: IssueHandlingTrait = .compactMapIssues { issue in
    issues.append(issue)
    return nil
  }
  try await trait.provideScope(for: test, testCase: Test.Case.current, performing: body)
  return issues.all
}

/// Values put together from several tasks.
final class Collected<Element: Sendable>: Sendable {
  private let _elements: Mutex<[Element]> = Mutex([])

  var all: [Element] { _elements.withLock { $0 } }

  func append(_ element: Element) {
    _elements.withLock { $0.append(element) }
  }
}

/// Settings under which nothing is kept, because these failures are wanted, and nothing reads the clock of a machine
/// that may be busy.
let unkept: RunSettings = .with { settings in
  settings.stores = []
  settings.seed = 0
  settings.health = HealthPolicies(all: .ignore)
  settings.deadlineSeconds = nil
  settings.shrinkSeconds = nil
}

/// The same for laws.
let unkeptLaws: RunSettings = .laws.with { settings in
  settings.stores = []
  settings.seed = 0
  settings.health = HealthPolicies(all: .ignore)
  settings.deadlineSeconds = nil
  settings.shrinkSeconds = nil
  settings.cases = 200
}
