#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard normal numbers that are fixed by a seed.
///
/// Source: G. Marsaglia, T. A. Bray, *A convenient method for generating normal variables*, SIAM Review 6 (1964),
/// doi:10.1137/1006063.
struct NormalDeviates: Sendable {
  private var words: SplitMix64
  private var spare: Double?

  init(seed: UInt64) {
    words = SplitMix64(state: seed)
  }

  mutating func next() -> Double {
    if let value: Double = spare {
      spare = nil
      return value
    }
    while true {
      let x: Double = 2 * words.nextUnit() - 1
      let y: Double = 2 * words.nextUnit() - 1
      let square: Double = x * x + y * y
      // Inside the open disc without its centre the logarithm and the quotient are finite.
      guard square > 0, square < 1 else { continue }
      let factor: Double = (-2 * log(square) / square).squareRoot()
      spare = y * factor
      return x * factor
    }
  }
}
