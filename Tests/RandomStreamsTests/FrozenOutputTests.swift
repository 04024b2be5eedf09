import RandomStreams
import Testing

/// Outputs that must never change while ``RandomStream/algorithm`` keeps its name.
///
/// Words, uniform numbers and integers come from an implementation in Python's integers, written from the paper; the Gaussian
/// numbers agree to 2e-14 with the same implementation's ziggurat in 30-digit arithmetic.
@Suite("The generator's first outputs")
struct FrozenOutputTests {
  static let deep: RandomStream = RandomStream(
    seed: 0x0123_4567_89ab_cdef, path: ["teacher", 3, "a longer label, in UTF-8: ∂", -1])

  @Test("are those of the name and version it has")
  func name() {
    #expect(RandomStream.algorithm == "philox4x32-10/1")
  }

  @Test("are frozen as words")
  func words() {
    let root: RandomStream = RandomStream(seed: 0)
    #expect(
      (0..<4).map(root.word(at:)) == [
        0xe169_c58d_6627_e8d5, 0x9b00_dbd8_bc57_ac4c, 0x5cb2_00db_f8e4_cca4, 0x097e_ff67_b1a5_74eb,
      ])
    #expect(
      [0, 1, 2, 1 << 33 + 1].map(Self.deep.word(at:)) == [
        0xa663_5c1a_c4aa_298c, 0x14f1_d990_452e_5d8b, 0x2880_031e_d595_54a5, 0x5a96_d150_02f2_ba1b,
      ])
  }

  @Test("are frozen as uniform numbers")
  func uniform() {
    let expected: [Double] = [856_292_001_933_288, 202_180_005_801_183, 8_081_834_915_668_176]
    #expect((0..<3).map(Self.deep.uniform(at:)) == expected.map { $0 * 0x1p-53 })
  }

  @Test("are frozen as Gaussian numbers, to the bit")
  func gaussianBits() {
    let root: RandomStream = RandomStream(seed: 0)
    #expect(
      (0..<4).map { root.gaussian(at: $0).bitPattern } == [
        0xbfa2_ffcc_4091_e50e, 0xbff1_a42c_62e8_aec7, 0xbf5a_fbfe_d10f_5ec4, 0xbfe9_33e2_eeba_3a9b,
      ])
  }

  @Test("agree with an independent computation in every branch of the ziggurat")
  func gaussianBranches() {
    let root: RandomStream = RandomStream(seed: 0)
    let expected: [(UInt64, Double)] = [
      (0, -0.03710783279616175), (1, -1.1025813926343506),
      // Wedges, accepted or drawn again.
      (28, -3.5187143459042245), (59, 0.06454254501575614), (168, -0.29058666946346495),
      (192, 1.2964334110653881), (193, 2.0584776519668186), (267, 0.013694735197466005),
      // The tail.
      (3103, 3.9123562930481866), (6894, -3.7168636562726283), (11363, 3.9074360663582923),
    ]
    for (index, value) in expected {
      // The 256 edges of the table are found one from the other, which leaves errors of about 1e-14.
      #expect(abs(root.gaussian(at: index) - value) <= 2e-14 * abs(value), "element \(index)")
    }
  }

  @Test("are frozen as integers and permutations")
  func integers() {
    let root: RandomStream = RandomStream(seed: 0)
    #expect((0..<8).map { root.integer(in: -3...3, at: $0) } == [0, -2, 2, 1, 2, 0, -3, 1])
    #expect(root.permutation(8) == [1, 6, 5, 2, 7, 3, 0, 4])
  }
}
