import PropertyTesting
import Testing

/// The code of the tutorial, word for word; only what is imported, and `@Test`, is not here.
///
/// The functions `check` stand for those of the library, and fix what the tutorial leaves to the environment.
protocol TutorialSnippets: Sendable {
  var run: TutorialRun { get }
  func merged(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>]
}

/// The tutorial before the mistake is found.
struct FirstDraft: TutorialSnippets {
  var run: TutorialRun

  /// Puts ranges together that overlap.
  func merged(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var result: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound...range.upperBound
      } else {
        result.append(range)
      }
    }
    return result
  }
}

/// The tutorial after it is mended.
struct Mended: TutorialSnippets {
  var run: TutorialRun

  func merged(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var result: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}

extension TutorialSnippets {
  var range: Gen<ClosedRange<Int>> {
    let range: Gen<ClosedRange<Int>> = .build { draw in
      let start = try draw("start", .integer(in: 0...100))
      let length = try draw("length", .integer(in: 0...50))
      return start...(start + length)
    }
    return range
  }

  func mergedRangesLieApart() async throws {
    try await check("merged ranges lie apart", .array(of: range)) { ranges in
      let result = merged(ranges)
      return zip(result, result.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }
    }
  }

  func mergingLosesNoNumber() async throws {
    try await check("merging loses no number", .array(of: range)) { ranges in
      let result = merged(ranges)
      return ranges.joined().allSatisfy { number in result.contains { $0.contains(number) } }
    }
  }

  func mergingOnceIsEnough() async throws {
    try await check("merging once is enough", .array(of: range)) { ranges, trial in
      let result = merged(ranges)
      trial.classify("nothing to merge", when: result.count == ranges.count)
      trial.cover("a range inside another", minimum: 0.2, when: hasNested(ranges))
      trial.note("merged once: \(result.map(\.description))")
      return merged(result) == result
    }
  }

  func hasNested(_ ranges: [ClosedRange<Int>]) -> Bool {
    ranges.indices.contains { outer in
      ranges.indices.contains { $0 != outer && ranges[outer].contains(ranges[$0]) }
    }
  }

  func aRangeThatEndsBeforeItsNeighbour() async throws {
    try await check(
      "merging loses no number", .array(of: range),
      examples: ["choices/2 yes 0/100 1/50 yes 0/100 0/50 no"]
    ) { ranges in
      let result = merged(ranges)
      return ranges.joined().allSatisfy { number in result.contains { $0.contains(number) } }
    }
  }

  // MARK: - Statistical claims

  var draws: Gen<[Int]> {
    let draws: Gen<[Int]> = .array(of: .integer(in: 0...999), count: 9)
    return draws
  }

  func nineDrawsGiveTheMedian() async throws {
    try await check("nine draws give the median", .holds(withProbability: 0.95), over: draws) { draws in
      draws.sorted()[4] < 800
    }
  }

  func nineDrawsNearlyAlwaysGiveTheMedian() async throws {
    try await check("nine draws nearly always give it", .holds(withProbability: 0.99), over: draws) { draws in
      draws.sorted()[4] < 800
    }
  }

  func aboutTheMedian() async throws {
    try await check("mean", .mean(atMost: 520, in: 0...999, indifference: 50), over: draws) { draws in
      Double(draws.sorted()[4])
    }
    try await check("quantile", .quantile(0.9, atMost: 750, indifference: 0.05), over: draws) { draws in
      Double(draws.sorted()[4])
    }
  }

  func theMeanConvergesLikeOneOverTheRoot() async throws {
    let sizes: [Double] = [10, 40, 160, 640]
    try await check(
      "error ∝ 1/√n", .slope(-0.7 ... -0.3, against: sizes), over: .array(of: .float(in: 0...1), count: 640)
    ) { numbers in
      sizes.map { size in
        let mean = numbers.prefix(Int(size)).reduce(0, +) / size
        return abs(mean - 0.5)
      }
    }
  }

  // MARK: - Search

  func thePressureStaysLow() async throws {
    let valves: Gen<[Double]> = .array(of: .float(in: 0...1), count: 6)
    let resonance = [0.13, 0.38, 0.71, 0.26, 0.94, 0.55]
    try await check("the pressure stays low", valves) { valves, trial in
      let pressure = zip(valves, resonance).reduce(10) { $0 - ($1.0 - $1.1) * ($1.0 - $1.1) }
      trial.target(pressure, label: "pressure")
      return pressure < 9.99
    }
  }
}

extension TutorialSnippets {
  /// The generator of the article for people who come from elsewhere.
  var sorted: Gen<[Int]> {
    let sorted: Gen<[Int]> = .build { draw in
      var items: [Int] = []
      for _ in 0..<(try draw("size", .integer(in: 0...10))) {
        items.append(try draw(.integer(in: (items.last ?? 0)...100)))
      }
      return items
    }
    return sorted
  }
  /// The property of the README.
  func theMiddleLiesBetween() async throws {
    let size: Gen<Int> = .integer(in: 0...Int.max)
    let pair: Gen<(Int, Int)> = .build { draw in (try draw("a", size), try draw("b", size)) }
    try await check("the middle lies between", pair) { pair in
      let middle = (pair.0 &+ pair.1) / 2
      return min(pair.0, pair.1) <= middle && middle <= max(pair.0, pair.1)
    }
  }
}
