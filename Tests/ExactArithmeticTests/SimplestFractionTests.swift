import BigInt
import ExactArithmetic
import Testing

@Suite("The simplest fraction")
struct SimplestFractionTests {
  static let grid: [Rational] = (1...4).flatMap { bottom in
    (-2 * bottom...2 * bottom).map { Rational($0) / Rational(bottom) }
  }

  @Test("in an interval is the one that a search through all denominators finds first")
  func exhaustive() {
    for lower in Self.grid {
      for upper in Self.grid where lower <= upper {
        let found: Rational = .simplest(in: lower...upper)
        #expect(found >= lower && found <= upper)
        #expect(found == searched(lower, upper), "[\(lower), \(upper)]")
      }
    }
  }

  private func searched(_ lower: Rational, _ upper: Rational) -> Rational? {
    for bottom in 1...4 {
      let first: BigInt = (lower * Rational(bottom)).ceiling
      let last: BigInt = (upper * Rational(bottom)).floor
      guard first <= last else { continue }
      let top: BigInt = first <= 0 && last >= 0 ? 0 : first > 0 ? first : last
      return Rational(top, over: BigInt(bottom))
    }
    return nil
  }

  @Test("near a rounded fraction is that fraction")
  func rounded() {
    for bottom in 1...40 {
      for top in [1, 7, bottom - 1, 3 * bottom + 1, -5] {
        let value: Rational = Rational(top) / Rational(bottom)
        #expect(Rational.simplest(near: value.doubleValue + 1e-12, within: 5e-12) == value)
      }
    }
    #expect(Rational.simplest(near: 0.333, within: 0.01) == Rational(1) / 3)
    #expect(Rational.simplest(near: .pi, within: 1e-6) == Rational(355) / 113)
    #expect(Rational.simplest(from: 0.1, through: 0.1) == Rational(exactly: 0.1))
    #expect(Rational.simplest(from: -.leastNonzeroMagnitude, through: 1e300) == 0)
    #expect(Rational.simplest(from: .leastNonzeroMagnitude, through: 1e300) == 1)
  }

  @Test("with too wide an error is another fraction, and with too narrow a one a longer one")
  func wrongBounds() {
    #expect(Rational.simplest(near: 3.0 / 7.0, within: 0.1) == Rational(1) / 2)
    #expect(Rational.simplest(near: 3.0 / 7.0, within: 0) == Rational(exactly: 3.0 / 7.0))
  }

  @Test("is refused for what is no interval of finite numbers")
  func refused() {
    for bad in [Double.nan, .infinity, -.infinity] {
      #expect(Rational.simplest(from: bad, through: 1) == nil)
      #expect(Rational.simplest(from: 0, through: bad) == nil)
      #expect(Rational.simplest(near: bad, within: 1) == nil)
      #expect(Rational.simplest(near: 1, within: bad) == nil)
    }
    #expect(Rational.simplest(from: 1, through: 0) == nil)
    #expect(Rational.simplest(near: 1, within: -0.5) == nil)
  }

  @Test("of a bounded denominator is the nearest of all, the shorter one in a tie")
  func nearest() {
    for bottom in 1...9 {
      for top in -10...10 {
        let value: Rational = Rational(top) / Rational(bottom)
        for bound in 1...5 {
          var best: Rational = Rational(value.floor)
          for candidate in 1...bound {
            let scaled: Rational = value * Rational(candidate)
            for numerator in [scaled.floor, scaled.ceiling] {
              let other: Rational = Rational(numerator, over: BigInt(candidate))
              if (other - value).magnitude < (best - value).magnitude { best = other }
            }
          }
          let found: Rational = .nearest(to: value, denominatorAtMost: BigInt(bound))
          #expect((found - value).magnitude == (best - value).magnitude)
          #expect(found.denominator <= best.denominator)
        }
      }
    }
  }

  @Test("near π with bounded denominators are the known ones")
  func pi() throws {
    // From Python: Fraction(math.pi).limit_denominator(n).
    let pi: Rational = try #require(Rational(exactly: .pi))
    let known: [(BigInt, String)] = [
      (1, "3"), (10, "22/7"), (100, "311/99"), (1000, "355/113"), (1_000_000, "3126535/995207"),
    ]
    for (bound, text) in known {
      #expect(Rational.nearest(to: pi, denominatorAtMost: bound).description == text)
    }
  }

  @Test("vector on a ray has coprime integers and the ray's direction")
  func primitive() {
    #expect(Rational.primitive([Rational(-1) / 2, Rational(2) / 3, 0]) == [-3, 4, 0])
    #expect(Rational.primitive([4, -6, 10]) == [2, -3, 5])
    #expect(Rational.primitive([0, 0]) == [0, 0])
    #expect(Rational.primitive([]).isEmpty)
    #expect(Rational.primitive([-4, 8]) != Rational.primitive([4, -8]))
  }
}
