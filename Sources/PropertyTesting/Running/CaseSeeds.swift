/// The seeds of the cases of a property, fixed by the seed of the run and the property's name.
struct CaseSeeds: Sendable {
  private let base: UInt64

  /// A seed for a run that need not be like any other; it is short enough to be typed.
  static func freshRunSeed() -> UInt64 { UInt64(UInt32.random(in: 0 ... .max)) }

  init(run: UInt64, property: String) {
    base = SplitMix64.mix(run &+ SplitMix64.mix(StableHash.of(property)))
  }

  /// The seed of a case.
  func seed(of index: Int) -> UInt64 {
    SplitMix64.mix(base &+ SplitMix64.mix(UInt64(bitPattern: Int64(index)) &+ 1))
  }
}

/// The hash FNV-1a of 64 bits, which is the same in every process.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, *The FNV non-cryptographic hash algorithm*, RFC 9923.
enum StableHash {
  static func of(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
