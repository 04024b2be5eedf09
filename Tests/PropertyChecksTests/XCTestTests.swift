// A test case can be made and run by hand only where XCTest does not look it up in the Objective-C runtime.
#if !canImport(ObjectiveC)
  import Foundation
  import PropertyChecksXCTest
  import Synchronization
  import Testing
  import XCTest

  @Suite("A check in an XCTest test case", .serialized)
  struct XCTestTests {
    private static let numbers: Gen<Int> = .integer(in: 0...1000)

    @Test("fails it once, at its own line, and goes on")
    func failure() async {
      let lines: Collected<Int> = Collected()
      let failures: [XCTestFailures.Failure] = await XCTestFailures.run {
        try await check("small", Self.numbers, settings: unkept) { $0 < 50 }
        lines.append(#line)
      }
      #expect(failures.count == 1)
      #expect(failures.first?.line == lines.all.first.map { $0 - 1 })
      #expect(failures.first?.file.hasSuffix("XCTestTests.swift") == true)
      #expect(failures.first?.text.contains("50") == true)
    }

    @Test("fails nothing where the property holds, and by a required condition or an error where not")
    func ways() async {
      let none: [XCTestFailures.Failure] = await XCTestFailures.run {
        try await check(Self.numbers, settings: unkept) { $0 <= 1000 }
      }
      #expect(none.isEmpty)
      let required: [XCTestFailures.Failure] = await XCTestFailures.run {
        try await check(Self.numbers, settings: unkept) { number, trial in
          await Task.yield()
          try trial.require(number < 50, "numbers are small")
        }
      }
      #expect(required.count == 1)
      #expect(required.first?.text.contains("numbers are small") == true)
    }

    @Test("fails it once for all broken laws")
    func laws() async {
      let failures: [XCTestFailures.Failure] = await XCTestFailures.run {
        try await checkLaws(.hashable, of: Gen<Double>.anyFloat, settings: unkeptLaws)
        try await checkLaws(.hashable, of: Gen<Double>.float(), settings: unkeptLaws)
      }
      #expect(failures.count == 1)
      #expect(failures.first?.text.contains("== is reflexive") == true)
    }
  }

  /// The failures of a test case that is run by hand.
  final class XCTestFailures: XCTestObservation {
    struct Failure: Sendable {
      let text: String
      let file: String
      let line: Int
    }

    private let _failures: Collected<Failure> = Collected()

    func testCase(
      _ testCase: XCTestCase, didFailWithDescription description: String, inFile filePath: String?,
      atLine lineNumber: Int
    ) {
      _failures.append(Failure(text: description, file: filePath ?? "", line: lineNumber))
    }

    /// Runs a body as a test case, on a thread of its own because XCTest waits for it there.
    static func run(_ body: @escaping @Sendable () async throws -> Void) async -> [Failure] {
      await withCheckedContinuation { continuation in
        Thread {
          let observer: XCTestFailures = XCTestFailures()
          XCTestObservationCenter.shared.addTestObserver(observer)
          let inTestCase: (XCTestCase) -> () throws -> Void = asyncTest { _ in body }
          XCTestCase(name: "check", testClosure: { try inTestCase($0)() }).run()
          XCTestObservationCenter.shared.removeTestObserver(observer)
          continuation.resume(returning: observer._failures.all)
        }.start()
      }
    }
  }
#endif
