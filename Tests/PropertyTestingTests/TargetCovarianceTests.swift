import PropertyTesting
import Testing

/// Figures of CMA-ES on the functions by which such methods are compared, at the usual settings.
@Suite("Covariance adaptation")
struct TargetCovarianceTests {
  typealias Loss = @Sendable ([Double]) -> Double

  struct Reference: Sendable, CustomTestStringConvertible {
    let name: String
    let start: Double
    let deviation: Double
    /// Over 11 seeds the calls lie between 0.85 and 1.1 times the median; the bound leaves as much again.
    let calls: ClosedRange<Int>
    let loss: Loss
    var testDescription: String { name }
  }

  /// (10⁶)^(i/(n − 1)) for argument i.
  @Sendable private static func scale(_ place: Int, of count: Int) -> Double {
    var scale: Double = 1
    // The ninth root of 10⁶, for ten arguments.
    for _ in 0..<place { scale *= 4.641588833612779 }
    return count == 10 ? scale : .nan
  }

  static let references: [Reference] = [
    Reference(name: "sphere", start: 3, deviation: 2, calls: 1200...2100) { point in
      point.reduce(0) { $0 + $1 * $1 }
    },
    Reference(name: "ellipsoid, condition 10⁶", start: 3, deviation: 2, calls: 3000...5500) { point in
      point.enumerated().reduce(0) { $0 + scale($1.offset, of: point.count) * $1.element * $1.element }
    },
    Reference(name: "Rosenbrock", start: 0, deviation: 0.5, calls: 3500...7500) { point in
      (0..<point.count - 1).reduce(0) { sum, place in
        let valley: Double = point[place + 1] - point[place] * point[place]
        let slope: Double = 1 - point[place]
        return sum + 100 * valley * valley + slope * slope
      }
    },
  ]

  /// How many calls it takes to fall to a loss of 1e-9, or nil.
  private func calls(_ reference: Reference, seed: UInt64, isDiagonal: Bool = false, most: Int = 10_000)
    -> Int?
  {
    var search = CovarianceAdaptation(
      mean: Array(repeating: reference.start, count: 10), deviation: reference.deviation,
      isDiagonal: isDiagonal, seed: seed)
    var made: Int = 0
    while made < most, search.isSound {
      let scored: [(Double, [Double])] = (0..<search.populationSize).map { _ in
        let point: [Double] = search.sample()
        return (reference.loss(point), point)
      }
      made += scored.count
      let ranked: [(Double, [Double])] = scored.sorted { $0.0 < $1.0 }
      if ranked[0].0 <= 1e-9 { return made }
      search.update(ranked: ranked.map(\.1))
    }
    return nil
  }

  @Test("needs the usual number of calls in ten dimensions", arguments: references)
  func reference(_ reference: Reference) throws {
    let made: Int = try #require(calls(reference, seed: 1))
    #expect(reference.calls.contains(made), "\(made)")
  }

  @Test("learns variances alone in fewer calls, and cannot follow a bent valley by them")
  func diagonal() throws {
    let ellipsoid: Int = try #require(calls(Self.references[1], seed: 1, isDiagonal: true))
    let full: Int = try #require(calls(Self.references[1], seed: 1))
    #expect(ellipsoid < full)
    #expect(calls(Self.references[2], seed: 1, isDiagonal: true, most: 5000) == nil)
  }

  @Test("is fixed by its seed, and by the order of points alone")
  func deterministic() {
    func end(_ seed: UInt64, _ loss: (Double) -> Double) -> [Double] {
      var search = CovarianceAdaptation(mean: [1, 2], deviation: 1, seed: seed)
      for _ in 0..<20 {
        let points: [[Double]] = (0..<search.populationSize).map { _ in search.sample() }
        search.update(ranked: points.sorted { loss($0[0] * $0[0] + $0[1]) < loss($1[0] * $1[0] + $1[1]) })
      }
      return search.mean
    }
    #expect(end(3) { $0 } == end(3) { $0 })
    #expect(end(3) { $0 } == end(3) { $0 * $0 * $0 * 7 - 5 })
    #expect(end(3) { $0 } != end(4) { $0 })
  }

  @Test("does not converge where the ranks are reversed")
  func reversed() {
    var search = CovarianceAdaptation(mean: [0, 0], deviation: 1, seed: 1)
    for _ in 0..<30 {
      let points: [[Double]] = (0..<search.populationSize).map { _ in search.sample() }
      search.update(ranked: points.sorted { $0[0] * $0[0] + $0[1] * $0[1] > $1[0] * $1[0] + $1[1] * $1[1] })
    }
    #expect(search.mean[0].magnitude + search.mean[1].magnitude > 10)
    #expect(search.stepSize > 1)
  }

  @Test("keeps the least deviations, and mirrors both ways to where it was")
  func leastDeviations() {
    var search = CovarianceAdaptation(
      mean: [0, 0], deviation: 1, minimumDeviations: [0.3, 0], seed: 1)
    for _ in 0..<100 {
      let points: [[Double]] = (0..<search.populationSize).map { _ in search.sample() }
      search.update(ranked: points.sorted { $0[0] * $0[0] + $0[1] * $0[1] < $1[0] * $1[0] + $1[1] * $1[1] })
    }
    #expect(search.deviations[0] >= 0.3 * (1 - 1e-12))
    #expect(search.deviations[1] < 1e-3)
    let (mean, deviations): ([Double], [Double]) = (search.mean, search.deviations)
    search.mirror(0, movingMeanTo: -mean[0])
    #expect(search.mean == [-mean[0], mean[1]])
    search.mirror(0, movingMeanTo: mean[0])
    #expect(search.mean == mean && search.deviations == deviations)
  }
}
