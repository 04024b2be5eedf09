import PropertyTesting
import Testing

@Suite("Explaining a failure")
struct ExplainTests {
  private static let named: Gen<(Int, Int, [Int])> = .build { draw in
    let width: Int = try draw("width", .integer(in: 0...1000))
    let height: Int = try draw("height", .integer(in: 0...1000))
    return (width, height, try draw("cells", .array(of: .integer(in: 0...9))))
  }

  private func explain<Value>(
    _ generator: Gen<Value>, _ fails: @escaping @Sendable (Value) -> Bool
  ) async throws -> [String] {
    let drawn: Generated<Value> = try #require(
      try (0..<10_000).lazy.map { try generator.generate(seed: $0) }.first { fails($0.value) })
    let shrunk = try #require(
      await Shrinker().shrink(generator, from: drawn.choices) { fails($0) })
    let parts: [IrrelevantPart] = try await Shrinker().explain(generator, at: shrunk.choices) { fails($0) }
    #expect(parts.allSatisfy { $0.valuesTried >= 2 })
    return parts.map(\.name)
  }

  @Test("names the values that do not matter")
  func names() async throws {
    #expect(try await explain(Self.named) { $0.0 > 500 } == ["height", "cells"])
    #expect(try await explain(Self.named) { $0.0 > 500 && $0.2.count > 1 } == ["height"])
    #expect(try await explain(Self.named) { _ in true } == ["width", "height", "cells"])
  }

  @Test("names nothing where every value matters")
  func everythingMatters() async throws {
    #expect(try await explain(Self.named) { $0.0 + $0.1 > 1500 && $0.2.count > 1 }.isEmpty)
  }

  @Test("numbers the parts of a value without names")
  func unnamed() async throws {
    let triple: Gen<(Int, [Int], Int)> = zip(
      .integer(in: 0...99), .array(of: .integer(in: 0...9)), .integer(in: 0...99))
    #expect(try await explain(triple) { $0.2 >= 7 } == ["part 1 of 3", "part 2 of 3"])
    #expect(try await explain(triple) { $0.0 > 3 && $0.2 >= 7 } == ["part 2 of 3"])
  }

  @Test("keeps to its budget of calls")
  func budget() async throws {
    let drawn: Generated<(Int, Int, [Int])> = try Self.named.generate(seed: 1)
    var calls: Int = 0
    _ = try await Shrinker(budget: .init(calls: 5)).explain(Self.named, at: drawn.choices) { _ in
      calls += 1
      return true
    }
    #expect(calls == 5)
  }
}
