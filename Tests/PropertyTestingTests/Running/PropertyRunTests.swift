import PropertyTesting
import Synchronization
import Testing

/// Runs a property without a name that changes with the line, under settings that read no environment.
func report<Value>(
  _ generator: Gen<Value>, name: String = "property", examples: [String] = [],
  settings: RunSettings = .profile(.ci), _ property: Property<Value>
) async throws -> PropertyReport {
  try await runProperty(
    name, generator, examples: examples, settings: settings,
    place: SourcePlace(fileID: "Module/File.swift", line: 7, function: "test()"), property: property)
}

/// Settings that read no environment, for a number of cases and workers.
func runSettings(
  cases: Int = 300, workers: Int = 2, _ change: (inout RunSettings) -> Void = { _ in }
) -> RunSettings {
  RunSettings.profile(.ci).with {
    $0.cases = cases
    $0.workers = workers
    change(&$0)
  }
}

@Suite("A run of a property")
struct PropertyRunTests {
  private static let numbers: Gen<Int> = .integer(in: 0...100_000)
  private static let lists: Gen<[Int]> = .array(of: .integer(in: -1000...1000))
  private static let workerCounts: [Int] = [1, 2, 7]

  private struct Fault: Error {}
  private struct OtherFault: Error {}

  // MARK: - The same everywhere

  @Test("comes out the same on any number of workers, held or broken")
  func workers() async throws {
    for limit in [200, 60, 5] {
      var texts: [String] = []
      for workers in Self.workerCounts {
        let made = try await report(
          Self.lists, settings: runSettings(workers: workers),
          Property { items, trial in
            trial.classify("long", when: items.count > 5)
            trial.collect(items.count % 3, in: "rest")
            trial.target(Double(items.reduce(0, +)), label: "sum")
            return items.count < limit
          })
        texts.append(made.description)
        #expect(made.passed == (limit == 200))
      }
      #expect(Set(texts).count == 1, "\(texts)")
    }
  }

  @Test("derives its cases from the seed and the name")
  func seeds() async throws {
    func cases(_ name: String, seed: UInt64) async throws -> [Int] {
      let seen: Mutex<[Int]> = Mutex([])
      _ = try await report(
        Self.numbers, name: name,
        settings: runSettings(cases: 40, workers: 1) { $0.seed = seed },
        Property { value in seen.withLock { $0.append(value) } })
      return seen.withLock { $0 }
    }
    let first: [Int] = try await cases("a", seed: 0)
    #expect(first.count == 40)
    #expect(try await cases("a", seed: 0) == first)
    #expect(try await cases("b", seed: 0) != first)
    #expect(try await cases("a", seed: 1) != first)
    #expect(Set(first).count > 20)
  }

  @Test("draws the same cases in every process and version")
  func frozenCases() async throws {
    let seen: Mutex<[Int]> = Mutex([])
    _ = try await report(
      Self.numbers, settings: runSettings(cases: 6, workers: 1) { $0.drawStyle = .uniform },
      Property { value in seen.withLock { $0.append(value) } })
    #expect(seen.withLock { $0 } == [0, 38932, 1821, 71493, 47958, 53042])
  }

  @Test("draws a fresh seed where none is set, and tells it")
  func freshSeed() async throws {
    let settings: RunSettings = runSettings(cases: 1) { $0.seed = nil }
    var seeds: Set<UInt64> = []
    for _ in 0..<4 {
      seeds.insert(try await report(Self.numbers, settings: settings, Property { _ in true }).seed)
    }
    #expect(seeds.count > 1)
    let seed: UInt64 = try #require(seeds.first)
    let again = try await report(
      Self.numbers, settings: settings.with { $0.seed = seed }, Property { _ in true })
    #expect(again.seed == seed && again.description.contains("seed \(seed)"))
  }

  @Test("tries the simplest value first")
  func simplestFirst() async throws {
    let made = try await report(Self.lists, Property { _ in false })
    #expect(made.counterexample?.origin == .drawn(0))
    #expect(made.counterexample?.values.map(\.description) == ["[]"])
    #expect(made.cases == 0)
  }

  @Test("reports the first failing case, whatever finished first", arguments: workerCounts)
  func firstFailure(_ workers: Int) async throws {
    let settings: RunSettings = runSettings(workers: 1)
    let order: Mutex<[Int]> = Mutex([])
    _ = try await report(
      Self.numbers, settings: settings, Property { value in order.withLock { $0.append(value) } })
    let values: [Int] = order.withLock { $0 }
    let first: Int = try #require(values.firstIndex { $0 > 50_000 })
    let made = try await report(
      Self.numbers, settings: settings.with { $0.workers = workers },
      Property { value in
        // Earlier cases take longer, so that later failures are found before the first.
        var word: Int = value
        for _ in 0..<max(0, 30_000 - (values.firstIndex(of: value) ?? 0) * 1000) { word = word &* 31 &+ 7 }
        return value <= 50_000 || word == 1
      })
    #expect(made.counterexample?.origin == .drawn(first))
    #expect(made.cases == first)
    #expect(made.counterexample?.values.map(\.description) == ["50001"])
  }

  // MARK: - Failures

  @Test("does not slip to another failure while it shrinks", arguments: [true, false])
  func kindsOfFailure(_ isAsynchronous: Bool) async throws {
    let judge: @Sendable (Int, Trial) throws -> Void = { value, trial in
      if value >= 60_000 { throw Fault() }
      if value >= 50 && value < 100 { throw OtherFault() }
      // Conditions at different places are different failures as well.
      try trial.require(value < 40_000, "too large")
      try trial.require(value < 10 || value >= 20, "too small")
    }
    let property: Property<Int> =
      isAsynchronous
      ? Property { (value: Int, trial: Trial) async throws in try judge(value, trial) } : Property(judge)
    for (start, end, text) in [
      (70_000, 60_000, "threw Fault"), (70, 50, "threw OtherFault"), (50_000, 40_000, "too large"),
      (15, 10, "too small"),
    ] {
      let made = try await report(
        Self.numbers, examples: ["choices/2 \(start)/100000"], settings: runSettings(), property)
      let example = try #require(made.counterexample)
      #expect(example.values.map(\.description) == ["\(end)"], "from \(start)")
      #expect(example.failure.description.contains(text))
    }
  }

  @Test("shrinks a property that suspends as one that does not")
  func asynchronousShrinking() async throws {
    let isGood: @Sendable ([Int]) -> Bool = { items in items.count < 3 || items.allSatisfy { $0 < 7 } }
    let quick = try await report(Self.lists, Property { isGood($0) })
    let slow = try await report(
      Self.lists,
      Property { (items: [Int]) async -> Bool in
        await Task.yield()
        return isGood(items)
      })
    #expect(quick.counterexample?.values.map(\.description) == ["[0, 0, 7]"])
    #expect(slow.description == quick.description)
    #expect(try #require(slow.counterexample).shrinkCalls > 5)
  }

  @Test("reports an error of a generator, and shrinks it")
  func generatorError() async throws {
    let generator: Gen<Int> = Self.numbers.map { value in
      if value > 300 { throw Fault() }
      return value
    }
    let example = try #require(try await report(generator, Property { _ in true }).counterexample)
    guard case .generatorThrew(let error) = example.failure else {
      Issue.record("the generator threw")
      return
    }
    #expect(error is Fault)
    #expect(example.choices.description == "choices/2 301/100000")
  }

  @Test("shows values by their names, and notes")
  func names() async throws {
    let generator: Gen<(Int, Int)> = .build { draw in
      let width: Int = try draw("width", .integer(in: 1...100))
      return (width, try draw("height", .integer(in: 1...width)))
    }
    let made = try await report(
      generator,
      Property { size, trial in
        trial.note("area \(size.0 * size.1)")
        return size.0 * size.1 < 30
      })
    let example = try #require(made.counterexample)
    #expect(example.values.map(\.name) == ["width", "height"])
    let (width, height) = (Int(example.values[0].description), Int(example.values[1].description))
    #expect(example.notes == ["area \((width ?? 0) * (height ?? 0))"])
    #expect(made.description.contains("  width = \(width ?? 0)\n"))
  }

  private final class Point: Sendable {
    let x: Int
    init(x: Int) { self.x = x }
  }

  private struct PointFault: Error {
    let point: Point
  }

  @Test("shows values and errors of private types without an address")
  func privateTypes() async throws {
    let made = try await report(
      Self.numbers.map { Point(x: $0) },
      Property { point in
        if point.x >= 3 { throw PointFault(point: point) }
      })
    let example = try #require(made.counterexample)
    #expect(example.values.map(\.description) == ["PropertyTestingTests.PropertyRunTests.Point"])
    #expect(
      example.failure.description
        == "the property threw PointFault: PointFault(point: PropertyTestingTests.PropertyRunTests.Point)")
  }
}
