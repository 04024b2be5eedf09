import Synchronization

/// What a property tells about the case that it is run on.
///
/// ```swift
/// try await check("sorting keeps the elements", .array(of: .integer(in: 0...9))) { items, trial in
///   trial.classify("empty", when: items.isEmpty)
///   trial.cover("has duplicates", minimum: 0.2, when: Set(items).count < items.count)
///   return items.sorted().count == items.count
/// }
/// ```
public final class Trial: Sendable {
  /// What was told, in order.
  struct Record: Sendable {
    var isEmpty: Bool = true
    var labels: [String] = []
    var collected: [Collected] = []
    var covers: [Cover] = []
    var targets: [Target] = []
    var notes: [String] = []
    var observation: (any StatisticalObservation)?
  }

  struct Collected: Sendable {
    let table: String
    let value: String
  }

  struct Cover: Sendable {
    let label: String
    let minimum: Double
    let isCovered: Bool
  }

  struct Target: Sendable {
    let label: String
    let value: Double
  }

  private let state: Mutex<Record> = Mutex(Record())

  /// What was told so far.
  var record: Record { state.withLock { $0 } }

  /// Whether anything was told so far, and whether it is a target.
  var hasTold: (anything: Bool, targets: Bool) { state.withLock { (!$0.isEmpty, !$0.targets.isEmpty) } }

  private func tell(_ change: (inout sending Record) -> Void) {
    state.withLock {
      $0.isEmpty = false
      change(&$0)
    }
  }

  init() {}

  /// Counts the case under a label; the report shows the share of the cases that have it.
  public func label(_ label: String) {
    tell { if !$0.labels.contains(label) { $0.labels.append(label) } }
  }

  /// Counts the case under a label where a condition holds.
  public func classify(_ label: String, when condition: Bool) {
    if condition { self.label(label) }
  }

  /// Counts a value in a table of the report, which shows the share of each value.
  public func collect<Value>(_ value: Value, in table: String = "values") {
    let collected: Collected = Collected(
      table: table, value: ValueText.withoutAddresses(String(describing: value)))
    tell { $0.collected.append(collected) }
  }

  /// Demands that a condition holds in a share of the cases at least.
  ///
  /// The share is of all cases that are drawn at random and not discarded, those where this is not called included. A
  /// run goes on past its cases until it is sure, by a ``CoverageTest``; where the share is too small, it fails.
  ///
  /// - Parameters:
  ///   - label: names the condition in the report.
  ///   - minimum: the share demanded, from 0, which demands nothing, to 1; more, or NaN, is taken as 1.
  ///   - condition: whether this case counts.
  public func cover(_ label: String, minimum: Double, when condition: Bool) {
    guard !(minimum <= 0) else { return classify(label, when: condition) }
    let minimum: Double = minimum <= 1 ? minimum : 1
    tell { $0.covers.append(Cover(label: label, minimum: minimum, isCovered: condition)) }
  }

  /// Tells a number that the search for failing cases tries to make large.
  ///
  /// - Parameters:
  ///   - value: the number; one that is NaN is ignored.
  ///   - label: tells several targets of a property apart.
  public func target(_ value: Double, label: String = "target") {
    guard !value.isNaN else { return }
    tell { $0.targets.append(Target(label: label, value: value)) }
  }

  /// Adds a line that is shown with the counterexample where this case is it.
  public func note(_ text: String) {
    tell { $0.notes.append(text) }
  }

  /// Tells what a trial of a statistical claim yields.
  func observe(_ observation: any StatisticalObservation) {
    tell { $0.observation = observation }
  }

  /// Passes over the case unless a condition holds.
  ///
  /// - Throws: ``ChoiceSource/Stop/discarded`` where it does not.
  public func assume(_ condition: Bool) throws {
    if !condition { try discard() }
  }

  /// Passes over the case.
  ///
  /// - Throws: ``ChoiceSource/Stop/discarded``, always.
  public func discard() throws -> Never {
    throw ChoiceSource.Stop.discarded
  }

  /// Demands that a condition holds; the case fails where it does not.
  ///
  /// - Throws: ``PropertyViolation`` with the place of the call.
  public func require(
    _ condition: Bool, _ message: @autoclosure () -> String = "a required condition does not hold",
    fileID: String = #fileID, filePath: String = #filePath, line: Int = #line, column: Int = #column
  ) throws {
    guard !condition else { return }
    throw PropertyViolation(
      message(), at: SourcePlace(fileID: fileID, filePath: filePath, line: line, column: column, function: "")
    )
  }
}
