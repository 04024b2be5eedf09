import PropertyTesting

/// Properties that hold, so that nothing but generating and judging cases is measured.
///
/// The Python script `Hypothesis/throughput.py` has the same generators and properties.
public enum PropertyThroughput: String, CaseIterable, Sendable {
  /// An integer of 64 bits, and a property that costs nothing.
  case trivial
  /// A list of integers, which reversed twice is itself.
  case list
  /// Rows that all have the width drawn before them.
  case dependent

  /// A property that should hold does not.
  public struct Failure: Error {
    /// The report of the run.
    public let report: String
  }

  /// Runs the property on so many cases, on all cores.
  ///
  /// - Returns: how many cases it was judged on.
  /// - Throws: ``Failure`` where it did not hold.
  public func run(cases: Int) async throws -> Int {
    let settings: RunSettings = RunSettings.profile(.ci).with { $0.cases = cases }
    let report: PropertyReport =
      switch self {
      case .trivial:
        try await report(of: .integer(), settings) { (value: Int) in value == value }
      case .list:
        try await report(of: .array(of: .integer(in: -1000...1000), count: 0...50), settings) {
          (values: [Int]) in Array(Array(values.reversed()).reversed()) == values
        }
      case .dependent:
        try await report(of: Self.tables, settings) { table in
          table.rows.allSatisfy { $0.count == table.width }
        }
      }
    guard report.passed else { throw Failure(report: report.description) }
    return report.cases
  }

  private static let tables: Gen<(width: Int, rows: [[Int]])> = .build { draw in
    let width: Int = try draw(.integer(in: 1...6))
    let height: Int = try draw(.integer(in: 1...6))
    let row: Gen<[Int]> = .array(of: .integer(in: 0...50), count: width)
    var rows: [[Int]] = []
    for _ in 0..<height { rows.append(try draw(row)) }
    return (width, rows)
  }

  private func report<Value>(
    of generator: Gen<Value>, _ settings: RunSettings, holds: @escaping @Sendable (Value) -> Bool
  ) async throws -> PropertyReport {
    try await runProperty(
      rawValue, generator, settings: settings, place: SourcePlace(), property: Property(holds))
  }
}
