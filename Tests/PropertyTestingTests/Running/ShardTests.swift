import PropertyTesting
import Synchronization
import Testing

@Suite("Parts of a run")
struct ShardTests {
  private static let numbers: Gen<Int> = .integer(in: 0...1_000_000_000)

  private static func cases(_ shard: Shard, of cases: Int, examples: [String] = []) async throws -> [Int] {
    let seen: Mutex<[Int]> = Mutex([])
    let made = try await report(
      numbers, examples: examples,
      settings: RunSettings.profile(.ci).with {
        $0.cases = cases
        $0.workers = 1
        $0.shard = shard
      }, Property { value in seen.withLock { $0.append(value) } })
    let values: [Int] = seen.withLock { $0 }
    #expect(made.passed && made.cases == values.count)
    return values
  }

  @Test("have each case exactly once", arguments: [1, 2, 3, 7, 40])
  func partition(_ count: Int) async throws {
    for cases in [1, 2, 30, 31] {
      let whole: [Int] = try await Self.cases(.whole, of: cases)
      #expect(whole.count == cases)
      var joined: [Int?] = Array(repeating: nil, count: cases)
      for index in 0..<count {
        for (place, value) in try await Self.cases(Shard(index: index, count: count), of: cases).enumerated()
        {
          let number: Int = index + place * count
          try #require(joined.indices.contains(number) && joined[number] == nil)
          joined[number] = value
        }
      }
      #expect(joined == whole)
    }
  }

  @Test("share the examples as well")
  func examples() async throws {
    let examples: [String] = (1...5).map { "choices/2 \($0)/1000000000" }
    var seen: [Int] = []
    for index in 0..<3 {
      let values: [Int] = try await Self.cases(Shard(index: index, count: 3), of: 3, examples: examples)
      seen += values.dropLast()
    }
    #expect(seen.sorted() == [1, 2, 3, 4, 5])
  }

  @Test("test each statistical claim exactly once")
  func statistical() async throws {
    var tested: [Int: Int] = [:]
    for property in 0..<6 {
      for index in 0..<3 {
        let made = try await runStatistical(
          "claim \(property)", .holds(withProbability: 0.5), over: Self.numbers,
          settings: RunSettings.profile(.ci).with {
            $0.budget = SuiteBudget()
            $0.shard = Shard(index: index, count: 3)
          }, place: SourcePlace(), trial: StatisticalTrial { $0 >= 0 })
        #expect(made.passed)
        if case .leftToAnotherShard = made.outcome {
          #expect(made.verdict.trials == 0)
        } else {
          tested[property, default: 0] += 1
          #expect(made.verdict.trials > 0)
        }
      }
    }
    #expect(tested == [0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1])
  }
}
