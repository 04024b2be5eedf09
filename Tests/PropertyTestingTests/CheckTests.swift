import PropertyTesting
import Testing

@Suite("Checking a property")
struct CheckTests {
  private static let numbers: Gen<Int> = .integer(in: 0...1000)
  private static let settings: RunSettings = .profile(.ci)

  private struct Fault: Error {}

  @Test("takes properties of every shape")
  func shapes() async throws {
    let (numbers, settings): (Gen<Int>, RunSettings) = (Self.numbers, Self.settings)
    try await check("a", numbers, settings: settings) { $0 >= 0 }
    try await check("b", numbers, settings: settings) { value in
      if value < 0 { throw Fault() }
    }
    try await check("c", numbers, settings: settings) { value, trial in
      trial.label("x")
      return value >= 0
    }
    try await check("d", numbers, settings: settings) { value, trial in
      await Task.yield()
      try trial.require(value >= 0)
    }
    try await check(numbers, settings: settings) { value in
      await Task.yield()
      return value >= 0
    }
    try await check(zip(numbers, numbers), settings: settings) { first, second in first + second >= 0 }
    try await check(zip(numbers, numbers), settings: settings) { pair, trial in
      trial.label("\(pair.0)")
      return pair.0 + pair.1 >= 0
    }
    try await check(numbers, settings: settings) { (value: Int, _: Trial) in value >= 0 }
  }
}
