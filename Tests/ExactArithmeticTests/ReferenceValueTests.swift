import BigInt
import ExactArithmetic
import Testing

/// Values that Python's `fractions.Fraction` gave by plain Gauss–Jordan elimination.
@Suite("Exact elimination against reference values")
struct ReferenceValueTests {
  @Test("solves a system of floats of very different sizes", arguments: bothWays)
  func floats(method: EliminationMethod) throws {
    let matrix: RationalMatrix = try #require(
      RationalMatrix(
        exactly: [
          [0.1, 0.7, -1.3, 2.5], [3.3, 0.2, 1e-3, -7.0], [12345.678, -0.5, 1e10, 0.3],
          [1.0 / 3, 2.0 / 3, -1.0 / 7, 1.0 / 9],
        ]))
    let right: [Rational] = try [1.1, -2.2, 3.3, 1e-5].map { try #require(Rational(exactly: $0)) }
    let solution: [String] = [
      "917749077362836945146653458416576125056967052672131917739300124394725378120279385"
        + "/2160096862635376502556649132395497958845431019285919270330539460228396931425902592",
      "-5128372513163643431188422147851214000450999129680641022327639850629773951347366887"
        + "/17280774901083012020453193059163983670763448154287354162644315681827175451407220736",
      "-15727437173730176568981192356401514441608597913101107731753852256824124131"
        + "/30001345314380229202175682394381916095075430823415545421257492503172179603137536",
      "14827814474697970679657569886922570821393379951642980268111693605463938317168"
        + "/29298188783574442580249689838263589936597100413491743575446770022629081643689",
    ]
    #expect(matrix.solution(of: right, by: method) == .unique(solution.compactMap { Rational($0) }))
    #expect(
      matrix.determinant(by: method).description
        == "263683699052169983222247208544372309429373903721425692179020930203661734793201"
        + "/6739986666787659948666753771754907668409286105635143120275902562304")
  }

  @Test("masters Hilbert's matrices, which floats cannot", arguments: bothWays)
  func hilbertMatrices(method: EliminationMethod) throws {
    let ones: [Rational] = Array(repeating: 1, count: 12)
    let matrix: RationalMatrix = hilbert(12)
    #expect(
      matrix.solution(of: ones, by: method)
        == .unique([
          -12, 1716, -60060, 900900, -7_207_200, 34_306_272, -102_918_816, 199_536_480, -249_420_600,
          193_993_800, -85_357_272, 16_224_936,
        ]))
    #expect(
      matrix.determinant(by: method).description
        == "1/379106579436304517151885479034796391880188687864118464104324304732160000000000")
    let inverse: RationalMatrix = try #require(matrix.inverse(by: method).matrix)
    #expect(inverse.entries.allSatisfy { $0.isInteger } && matrix * inverse == .identity(12))
  }

  @Test("masters a larger system with answers of hundreds of digits")
  func long() throws {
    var numbers: Numbers = Numbers(state: 4)
    let matrix: RationalMatrix = numbers.matrix(14, 14, bits: 90)
    let right: [Rational] = numbers.matrix(14, 1, bits: 300).column(0)
    let solution: [Rational] = try #require(matrix.solution(of: right, by: .modular).anySolution)
    #expect(matrix * solution == right)
    // By Cramer's rule every denominator divides the determinant.
    let determinant: Rational = matrix.determinant(by: .modular)
    #expect(solution.allSatisfy { ($0 * determinant).isInteger })
    #expect(solution[0].denominator.bitWidth > 1000)
  }
}
