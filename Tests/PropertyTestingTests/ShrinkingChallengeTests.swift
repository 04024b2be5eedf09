import ShrinkingChallenges
import Testing

/// The public shrinking challenges: our result beside the simplest known one.
@Suite("The shrinking challenges")
struct ShrinkingChallengeTests {
  private static let seeds: ClosedRange<UInt64> = 1...10

  /// How many of the ten runs end in a simplest failure, and the most calls that a median run takes.
  ///
  /// All values are as measured; a shrinker that gets worse fails here, and one that gets better asks for a new line.
  private static let table: [(name: String, minimalRuns: Int, medianCalls: Int)] = [
    ("bound5", 10, 91),
    ("bound5-long", 10, 183),
    ("binheap", 9, 126),
    ("calculator", 10, 55),
    ("coupling", 10, 45),
    ("deletion", 10, 7),
    ("difference-not-zero", 10, 19),
    ("difference-not-small", 10, 27),
    ("difference-not-one", 10, 28),
    ("distinct", 10, 26),
    ("large-union-list", 10, 87),
    ("length-list", 10, 61),
    ("nested-lists", 10, 25),
    ("reverse", 10, 13),
  ]

  @Test("end in a simplest failure", arguments: table)
  func challenge(_ row: (name: String, minimalRuns: Int, medianCalls: Int)) async throws {
    let challenge: ShrinkingChallenge = try #require(
      ShrinkingChallenge.all.first { $0.name == row.name })
    var results: [ShrinkingChallenge.Result] = []
    for seed in Self.seeds { results.append(try #require(await challenge.run(seed))) }
    let missed: [String] = results.filter { !$0.isMinimal }.map(\.text)
    #expect(
      results.count - missed.count == row.minimalRuns, "found \(missed), minimal are \(challenge.minimal)")
    #expect(results.map(\.shrinkCalls).sorted()[results.count / 2] <= row.medianCalls)
  }

  @Test("are all in the table")
  func complete() {
    #expect(Self.table.map(\.name) == ShrinkingChallenge.all.map(\.name))
  }
}
