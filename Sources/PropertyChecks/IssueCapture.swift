import Synchronization
import Testing

/// Keeps what a property records with `#expect`, `#require`, `confirmation` or `Issue.record` from the test that runs
/// it, and makes an error of it.
///
/// Two public parts of Swift Testing do it together. Around each case stands a known-issue scope that matches
/// everything: its matcher sees each issue first, so that scopes outside, such as a `withKnownIssue` around the whole
/// check, see none, while a `withKnownIssue` inside the property still matches what is its own. Around the whole run
/// stands an issue-handling trait that drops the events, so that nothing is printed. Both are bound to the task and its
/// children, wherever the runner moves them; a detached task leaves them, and its issues go to the test directly.
enum IssueCapture {
  /// Runs what is to record no issue with the current test; outside of a test it is just run.
  ///
  /// - Returns: what it gave, and the failures that were recorded outside of cases, as by a generator.
  static func quietly<Report: Sendable>(
    _ body: @escaping @Sendable () async throws -> Report
  ) async throws -> (report: Report, strays: [Issue]) {
    guard let test: Test = Test.current else { return (try await body(), []) }
    let strays: IssueSink = IssueSink()
    let quiet: IssueHandlingTrait = .compactMapIssues { issue in
      // What a case recorded is known by now, and no failure any more.
      if issue.isFailure { strays.add(issue) }
      return nil
    }
    let report: Box<Report> = Box()
    try await quiet.provideScope(for: test, testCase: Test.Case.current) {
      report.fill(try await body())
    }
    return (try report.content(), strays.failures)
  }

  /// Runs one case.
  ///
  /// - Throws: ``FailedExpectation`` where the case recorded a failure, or else what it threw.
  static func run<Result>(_ body: () async throws -> Result) async throws -> Result {
    guard Test.current != nil else { return try await body() }
    let sink: IssueSink = IssueSink()
    var outcome: Swift.Result<Result, any Error> = .failure(CancellationError())
    await withKnownIssue(isIntermittent: true) {
      do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
    } when: {
      true
    } matching: { issue in
      sink.add(issue)
      return true
    }
    try sink.throwFirst()
    return try outcome.get()
  }

  /// What a closure that returns nothing gives back.
  private final class Box<Content: Sendable>: Sendable {
    private let _content: Mutex<Content?> = Mutex(nil)

    func fill(_ content: Content) {
      _content.withLock { $0 = content }
    }

    /// - Throws: `CancellationError` where the closure was not run.
    func content() throws -> Content {
      guard let content: Content = _content.withLock({ $0 }) else { throw CancellationError() }
      return content
    }
  }
}
