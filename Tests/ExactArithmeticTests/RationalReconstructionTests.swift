import BigInt
import ExactArithmetic
import Testing

@Suite("Rational reconstruction")
struct RationalReconstructionTests {
  @Test("finds the one fraction within the bounds, or none, for every residue of small moduli")
  func exhaustive() {
    for modulus in 2...19 {
      for numeratorBound in 0...3 {
        for denominatorBound in 1...3 where 2 * numeratorBound * denominatorBound < modulus {
          for residue in 0..<modulus {
            var candidates: Set<Rational> = []
            for bottom in 1...denominatorBound where greatestDivisor(bottom, modulus) == 1 {
              for top in -numeratorBound...numeratorBound
              where (top - bottom * residue) % modulus == 0 && greatestDivisor(top, bottom) == 1 {
                candidates.insert(Rational(BigInt(top), over: BigInt(bottom)))
              }
            }
            let answer: RationalReconstruction = .of(
              BigInt(residue), modulo: BigInt(modulus), numeratorBound: BigInt(numeratorBound),
              denominatorBound: BigInt(denominatorBound))
            #expect(candidates.count <= 1)
            #expect(answer == (candidates.first.map { .found($0) } ?? .notFound))
          }
        }
      }
    }
  }

  private func greatestDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? abs(left) : greatestDivisor(right, left % right)
  }

  @Test("finds long fractions again", arguments: [10, 64, 130, 400])
  func long(bits: Int) throws {
    var numbers: Numbers = Numbers(state: UInt64(bits))
    let modulus: BigInt = (BigInt(1) << (2 * bits + 2)) - 1
    for _ in 0..<8 {
      let value: Rational = numbers.fraction(bits: bits)
      guard let inverse = value.denominator.inverse(modulus) else { continue }
      let residue: BigInt = (value.numerator * inverse).modulus(modulus)
      #expect(RationalReconstruction.of(residue, modulo: modulus) == .found(value))
      #expect(RationalReconstruction.of(residue - 3 * modulus, modulo: modulus).fraction == value)
    }
  }

  @Test("with bounds that are too small ends without an answer, never with a wrong one")
  func bounds() {
    // 1000/1001 modulo 2³¹ − 1, with bounds just wide enough and just too narrow.
    let modulus: BigInt = (1 << 31) - 1
    let residue: BigInt = BigInt(1000) * (BigInt(1001).inverse(modulus) ?? 0)
    func answer(_ numerator: BigInt, _ denominator: BigInt) -> RationalReconstruction {
      .of(residue, modulo: modulus, numeratorBound: numerator, denominatorBound: denominator)
    }
    #expect(answer(1000, 1001) == .found(Rational(1000, over: 1001)))
    #expect(answer(999, 1001) == .notFound)
    #expect(answer(1000, 1000) == .notFound)
    #expect(answer(1 << 15, 1 << 15) == .ambiguous(modulusAbove: 1 << 31))
    #expect(answer(1 << 15, 1 << 15).fraction == nil)
  }

  @Test("refuses bounds under which two fractions share a residue")
  func ambiguous() {
    // 1/2 ≡ 3 and −2 ≡ 3 modulo 5: both are within the bounds 2 and 2.
    let answer: RationalReconstruction = .of(3, modulo: 5, numeratorBound: 2, denominatorBound: 2)
    #expect(answer == .ambiguous(modulusAbove: 8))
  }
}
