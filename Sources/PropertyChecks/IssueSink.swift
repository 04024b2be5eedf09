import Synchronization
import Testing

/// What was recorded as a failure while a case, or a whole run, went on.
///
/// A reference, because the matcher of a known issue may be called from child tasks of the case.
final class IssueSink: Sendable {
  private let _failures: Mutex<[Issue]> = Mutex([])

  /// Keeps an issue, unless it is only a warning.
  func add(_ issue: Issue) {
    guard issue.severity >= .error else { return }
    _failures.withLock { $0.append(issue) }
  }

  /// The failures in the order in which they were recorded.
  var failures: [Issue] { _failures.withLock { $0 } }

  /// Throws a ``FailedExpectation`` where a failure was kept.
  func throwFirst() throws {
    if let failed: FailedExpectation = FailedExpectation(failures) { throw failed }
  }
}
