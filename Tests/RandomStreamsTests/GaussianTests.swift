import Foundation
import LinearAlgebra
import RandomStreams
import Testing

/// Each check has a false-alarm rate of about 1e-9 for a random seed; the seed is fixed, so it passes or fails once.
@Suite("Gaussian numbers")
struct GaussianTests {
  static let sample: [Double] = draw(count: sampleSize)

  #if DEBUG
    static let sampleSize: Int = 400_000
  #else
    static let sampleSize: Int = 20_000_000
  #endif

  static func draw(count: Int) -> [Double] {
    var memory: [Double] = Array(repeating: 0, count: count)
    var span: MutableSpan<Double> = memory.mutableSpan
    RandomStream(seed: 2024, path: ["gaussian tests"]).fillGaussian(&span)
    return memory
  }

  /// The probability that |Z| exceeds a bound.
  static func twoSidedTail(_ bound: Double) -> Double { erfc(bound / 2.0.squareRoot()) }

  /// The Kolmogorov–Smirnov statistic √n·D, whose law's tail is at most 2·exp(−2t²) (Massart 1990).
  static func kolmogorovSmirnov(_ values: [Double], _ cumulative: (Double) -> Double) -> Double {
    let sorted: [Double] = values.sorted()
    let count: Double = Double(sorted.count)
    var distance: Double = 0
    for (index, value) in sorted.enumerated() {
      let probability: Double = cumulative(value)
      distance = max(distance, probability - Double(index) / count, Double(index + 1) / count - probability)
    }
    return count.squareRoot() * distance
  }

  /// Where 2·exp(−2t²) = 1e-9.
  static let criticalDistance: Double = 3.273

  @Test("have the first eight moments of the normal distribution")
  func moments() {
    let expected: [Double] = [0, 1, 0, 3, 0, 15, 0, 105]
    let count: Double = Double(Self.sample.count)
    for power in 1...8 {
      var sum: Double = 0
      for value in Self.sample {
        var product: Double = value
        for _ in 1..<power { product *= value }
        sum += product
      }
      // The variance of Z^p is E Z^2p − (E Z^p)², with E Z^2p = (2p − 1)!!.
      let square: Double = stride(from: 1, to: 2 * power, by: 2).reduce(1) { $0 * Double($1) }
      let error: Double = ((square - expected[power - 1] * expected[power - 1]) / count).squareRoot()
      #expect(abs(sum / count - expected[power - 1]) < 6.1 * error, "moment \(power)")
    }
  }

  @Test("follow the normal distribution by Kolmogorov and Smirnov")
  func distribution() {
    let part: [Double] = Array(Self.sample.prefix(1_000_000))
    let distance: Double = Self.kolmogorovSmirnov(part) { erfc(-$0 / 2.0.squareRoot()) / 2 }
    #expect(distance < Self.criticalDistance)
  }

  @Test("are told from a slightly wider distribution by the same test")
  func mutantDistribution() {
    let part: [Double] = Self.sample.prefix(400_000).map { $0 * 1.02 }
    let distance: Double = Self.kolmogorovSmirnov(part) { erfc(-$0 / 2.0.squareRoot()) / 2 }
    #expect(distance > Self.criticalDistance)
  }

  @Test("pass each bound as often as they should, far into the tail")
  func tailCounts() {
    for bound in [0.2152, 1.0, 2.0, 3.0, 3.5, 3.6541528853610088, 4.0, 4.5, 5.0] {
      let count: Double = Double(Self.sample.count { abs($0) > bound })
      let mean: Double = Double(Self.sample.count) * Self.twoSidedTail(bound)
      // Bernstein's inequality at 1e-9: |count − mean| ≤ √(2·mean·L) + L for L = ln 2e9 = 21.4.
      #expect(abs(count - mean) <= (2 * mean * 21.4).squareRoot() + 21.4, "bound \(bound)")
    }
  }

  @Test("have the exact conditional distribution beyond the ziggurat's last edge")
  func conditionalTail() {
    let start: Double = 3.6541528853610088
    let tail: [Double] = Self.sample.filter { abs($0) > start }.map { abs($0) }
    #expect(tail.count > 50)
    let whole: Double = Self.twoSidedTail(start)
    let distance: Double = Self.kolmogorovSmirnov(tail) { 1 - Self.twoSidedTail($0) / whole }
    #expect(distance < Self.criticalDistance)
  }

  @Test("have signs and neighbours that are independent")
  func independence() {
    let sample: [Double] = Self.sample
    let bound: Double = 6.1 / Double(sample.count - 1).squareRoot()
    for lag in [1, 2, 512] {
      var sum: Double = 0
      for index in lag..<sample.count { sum += sample[index] * sample[index - lag] }
      #expect(abs(sum / Double(sample.count - lag)) < bound * 1.01, "lag \(lag)")
    }
    let positive: Double = Double(sample.count { $0.sign == .plus })
    let half: Double = Double(sample.count) / 2
    #expect(abs(positive - half) < 6.1 * (half / 2).squareRoot())
  }
}
