import BigInt
import ExactArithmetic
import Foundation
import Testing

@Suite("Rational numbers")
struct RationalTests {
  static let samples: [Rational] = {
    let tops: [Int] = Array(-4...4)
    return tops.flatMap { top in (1...4).map { bottom in Rational(top) / Rational(bottom) } }
  }()

  @Test("are always in lowest terms with a positive denominator")
  func reduced() {
    #expect(Rational(6, over: -4) == Rational(-3, over: 2))
    #expect(Rational(6, over: -4).description == "-3/2")
    #expect(Rational(0, over: -7).denominator == 1)
    for value in Self.samples {
      #expect(value.denominator > 0)
      #expect(value.numerator.greatestCommonDivisor(with: value.denominator) == 1)
    }
  }

  @Test("form an ordered field")
  func fieldLaws() {
    for a in Self.samples {
      #expect(a + -a == 0 && a - a == .zero && a * 1 == a)
      if !a.isZero { #expect(a * (1 / a) == 1) }
      for b in Self.samples {
        #expect(a + b == b + a && a * b == b * a)
        #expect((a < b) == ((a - b).signum < 0))
        #expect((a < b) == (a.doubleValue < b.doubleValue))
        for c in Self.samples.prefix(8) {
          #expect(a * (b + c) == a * b + a * c)
          #expect((a + b) + c == a + (b + c))
        }
      }
    }
  }

  @Test("round to integers on the right side")
  func floorAndCeiling() {
    #expect(Rational(-7, over: 2).floor == -4 && Rational(-7, over: 2).ceiling == -3)
    #expect(Rational(7, over: 2).floor == 3 && Rational(7, over: 2).ceiling == 4)
    #expect(Rational(-4).floor == -4 && Rational(-4).ceiling == -4)
    #expect(Rational(-5, over: 3).magnitude == Rational(5, over: 3))
    #expect(Rational(-5, over: 3).positivePart == 0 && Rational(-5, over: 3).squared == Rational(25, over: 9))
  }

  @Test(
    "hold every finite Double exactly",
    arguments: [
      0.0, -0.0, 1, -1, 0.1, -0.3, 1e300, -1e-300, .leastNonzeroMagnitude, .leastNormalMagnitude,
      .greatestFiniteMagnitude, .ulpOfOne, Double.leastNormalMagnitude.nextDown, 4_503_599_627_370_497.5,
    ])
  func doubles(value: Double) throws {
    let exact: Rational = try #require(Rational(exactly: value))
    #expect(exact.doubleValue == value)
    #expect(exact.exactDouble == value)
  }

  @Test("refuse NaN and infinities")
  func notFinite() {
    for value in [Double.nan, .infinity, -.infinity, .signalingNaN] {
      #expect(Rational(exactly: value) == nil)
    }
  }

  @Test("tell a tenth from the Double nearest to it")
  func tenth() throws {
    let tenth: Rational = Rational(1) / 10
    #expect(tenth.exactDouble == nil)
    #expect(tenth.doubleValue == 0.1)
    #expect(try #require(Rational(exactly: 0.1)).description == "3602879701896397/36028797018963968")
  }

  @Test("round to the nearest Double, ties to even")
  func rounding() throws {
    let ulp: Rational = try #require(Rational(exactly: .ulpOfOne))
    #expect((1 + ulp / 2).doubleValue == 1)
    #expect((1 + ulp * 3 / 2).doubleValue == 1 + 2 * .ulpOfOne)
    #expect((1 + ulp / 2 + ulp / 1_000_000_007).doubleValue == 1 + .ulpOfOne)
    #expect((1 + ulp / 2 - ulp / 1_000_000_007).doubleValue == 1)

    let least: Rational = try #require(Rational(exactly: .leastNonzeroMagnitude))
    #expect((least / 2).doubleValue == 0)
    #expect((least * 3 / 4).doubleValue == .leastNonzeroMagnitude)
    #expect((least * 3 / 2).doubleValue == 2 * .leastNonzeroMagnitude)
    #expect((least / 1000).doubleValue == 0)

    let largest: Rational = try #require(Rational(exactly: .greatestFiniteMagnitude))
    let half: Rational = try #require(Rational(exactly: Double.greatestFiniteMagnitude.ulp / 2))
    #expect((largest + half).doubleValue == .infinity)
    #expect((largest + half / 2).doubleValue == .greatestFiniteMagnitude)
    #expect((largest * -largest).doubleValue == -.infinity)
  }

  @Test("agree with the decimal parser of the library on random fractions")
  func againstDivision() throws {
    var state: UInt64 = 1
    for _ in 0..<500 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let top: Int = Int(state >> 33) + 1
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let bottom: Int = Int(state >> 33) + 1
      // Both fit 53 bits, so that the hardware's quotient is the correctly rounded one.
      #expect((Rational(top) / Rational(bottom)).doubleValue == Double(top) / Double(bottom))
    }
  }

  @Test("read their own text", arguments: ["0", "-7", "1/3", "-22/7", "123456789012345678901234567890"])
  func text(text: String) throws {
    #expect(try #require(Rational(text)).description == text)
  }

  @Test(
    "refuse text that is no fraction",
    arguments: [
      "", "-", "1/", "/2", "1/0", "1/-2", "+1", " 1", "1 ", "1.5", "1e3", "0x10", "1/2/3", "--1", "١",
      String(repeating: "9", count: Rational.longestText + 1),
    ])
  func badText(text: String) {
    #expect(Rational(text) == nil)
  }

  @Test("are written as strings in JSON and read from strings and integers")
  func json() throws {
    let values: [Rational] = [Rational(1) / 3, -4]
    #expect(String(decoding: try JSONEncoder().encode(values), as: UTF8.self) == #"["1\/3","-4"]"#)
    let read: [Rational] = try JSONDecoder().decode([Rational].self, from: Data(#"["2/6",-4,"12"]"#.utf8))
    #expect(read == [Rational(1) / 3, -4, 12])
    for bad in [#"["1/0"]"#, "[1.5]", "[null]", "[true]", "[[]]", "[1e99]"] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode([Rational].self, from: Data(bad.utf8))
      }
    }
  }
}
