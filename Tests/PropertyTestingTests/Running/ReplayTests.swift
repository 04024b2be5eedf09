import PropertyTesting
import Synchronization
import Testing

@Suite("Replaying failures")
struct ReplayTests {
  private static let numbers: Gen<Int> = .integer(in: 0...100_000)

  /// A store in memory.
  private final class Memory: ExampleStorage {
    let isReadOnly: Bool
    private let content: Mutex<[StoredExample]>

    init(_ examples: [StoredExample] = [], isReadOnly: Bool = false) {
      self.isReadOnly = isReadOnly
      content = Mutex(examples)
    }

    var all: [StoredExample] { content.withLock { $0 } }
    func examples(of property: String) -> [StoredExample] { all.filter { $0.property == property } }
    func record(_ example: StoredExample) { content.withLock { $0.append(example) } }
    func remove(_ example: StoredExample) {
      content.withLock { $0.removeAll { $0.choices == example.choices } }
    }
  }

  private static func settings(_ stores: [any ExampleStorage] = []) -> RunSettings {
    RunSettings.profile(.ci).with {
      $0.cases = 50
      $0.stores = stores
    }
  }

  private static func example(_ number: Int) -> StoredExample {
    StoredExample(
      property: "property",
      choices: ChoiceSequence([Choice(UInt64(number), limit: 100_000)]), values: [], failure: "")
  }

  @Test("prints one line that runs the failing case alone")
  func line() async throws {
    let broken: Property<Int> = Property { $0 < 17 }
    let made = try await report(Self.numbers, name: "it's small: really", settings: Self.settings(), broken)
    let line: String = try #require(made.replayLine)
    #expect(
      line
        == "ASSAY_REPLAY='it'\\''s small: really: choices/2 17/100000' swift test --filter 'test'")
    #expect(made.description.contains("replay:    \(line)\n"))
    #expect(made.description.contains("in a test: examples: [\"choices/2 17/100000\"]"))
    let replay: Replay = try #require(Replay(line: "it's small: really: choices/2 17/100000"))
    #expect(replay.property == "it's small: really")
    #expect(Replay(line: replay.line) == replay)

    let calls: Mutex<[Int]> = Mutex([])
    let again = try await report(
      Self.numbers, name: "it's small: really", settings: Self.settings().with { $0.replay = replay },
      Property { value in
        calls.withLock { $0.append(value) }
        return value < 17
      })
    #expect(again.counterexample?.origin == .replayed)
    #expect(again.counterexample?.choices == made.counterexample?.choices)
    // Once to see it, and once again to describe it.
    #expect(calls.withLock { $0 } == [17, 17])
    let mended = try await report(
      Self.numbers, name: "it's small: really", settings: Self.settings().with { $0.replay = replay },
      Property { $0 < 18 })
    #expect(mended.passed && mended.cases == 1)
    let other = try await report(
      Self.numbers, name: "another", settings: Self.settings().with { $0.replay = replay },
      Property { $0 >= 0 })
    #expect(other.cases == 50)
  }

  @Test("reads lines with and without a name, and no others")
  func lines() {
    #expect(Replay(line: "choices/2 yes")?.property == nil)
    #expect(Replay(line: "choices/2 yes")?.choices.count == 1)
    #expect(Replay(line: "a: choices/2")?.choices.count == 0)
    #expect(Replay(line: "about choices/2 and more: choices/2 no")?.property == "about choices/2 and more")
    for line in ["", "name", "name: choices/1 yes", "choices/2 maybe", "name: choices/2 3/2"] {
      #expect(Replay(line: line) == nil)
    }
  }

  @Test("tries examples in the source first, and shrinks what fails")
  func examples() async throws {
    let rare: Property<Int> = Property { $0 != 77_777 && $0 != 4242 }
    #expect(try await report(Self.numbers, settings: Self.settings(), rare).passed)
    let made = try await report(
      Self.numbers, examples: ["choices/2 5/100000", "choices/2 77777/100000"], settings: Self.settings(),
      rare)
    #expect(made.counterexample?.origin == .example(1))
    #expect(made.cases == 1)
    await #expect(throws: ChoiceSequence.TextError.self) {
      try await report(Self.numbers, examples: ["choices/2 oops"], settings: Self.settings(), rare)
    }
  }

  @Test("keeps a shrunk failure in the store that can be written, and tries it first the next time")
  func store() async throws {
    let (store, fixed): (Memory, Memory) = (Memory(), Memory(isReadOnly: true))
    let broken: Property<Int> = Property { $0 < 17 }
    let first = try await report(Self.numbers, settings: Self.settings([fixed, store]), broken)
    #expect(store.all.map(\.choices.description) == ["choices/2 17/100000"])
    #expect(store.all.first?.values == ["value = 17"])
    #expect(fixed.all.isEmpty && first.warnings.isEmpty)
    let second = try await report(Self.numbers, settings: Self.settings([fixed, store]), broken)
    #expect(second.counterexample?.origin == .stored && second.cases == 0)
    #expect(
      try await report(Self.numbers, settings: Self.settings([fixed, store]), Property { $0 >= 0 }).passed)
    #expect(store.all.isEmpty)
  }

  @Test("never forgets an example of a store that is read only")
  func readOnly() async throws {
    let fixed: Memory = Memory([Self.example(9), Self.example(12)], isReadOnly: true)
    let seen: Mutex<[Int]> = Mutex([])
    let made = try await report(
      Self.numbers, settings: Self.settings([fixed]).with { $0.workers = 1 },
      Property { value in seen.withLock { $0.append(value) } })
    #expect(made.passed && made.cases == 52 && fixed.all.count == 2)
    #expect(seen.withLock { Array($0.prefix(3)) } == [9, 12, 0])
    let broken = try await report(Self.numbers, settings: Self.settings([fixed]), Property { $0 != 12 })
    #expect(broken.counterexample?.origin == .stored && broken.cases == 1)
  }

  /// A store that never works.
  private struct Broken: ExampleStorage {
    struct Fault: Error {}
    var isReadOnly: Bool { false }
    func examples(of property: String) throws -> [StoredExample] { throw Fault() }
    func record(_ example: StoredExample) throws { throw Fault() }
    func remove(_ example: StoredExample) throws { throw Fault() }
  }

  @Test("goes on without a store that does not work, and says so")
  func brokenStore() async throws {
    let made = try await report(Self.numbers, settings: Self.settings([Broken()]), Property { $0 < 17 })
    #expect(made.counterexample?.values.map(\.description) == ["17"])
    #expect(made.warnings.count == 2, "\(made.warnings)")
  }
}
