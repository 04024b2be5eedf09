import BigInt

/// The greatest common divisor of long integers by Lehmer's method: most of Euclid's quotients follow from the leading
/// words of both numbers, and many steps are then carried out on all words at once.
///
/// Source: D. E. Knuth, *The Art of Computer Programming*, volume 2, section 4.5.2, algorithm L.
enum QuickDivisor {
  /// Bits of the leading parts; cofactors are then below 2⁶² and sums of two products fit 128 bits.
  private static let leadingBits: Int = 62

  /// The greatest common divisor, not negative; that of 0 and 0 is 0.
  ///
  /// - Complexity: quadratic in the length, one pass over the words for about 30 bits.
  static func of(_ left: BigInt, _ right: BigInt) -> BigInt {
    var (large, small): (BigUInt, BigUInt) = (left.magnitude, right.magnitude)
    if large < small { swap(&large, &small) }
    while small.bitWidth > 64 {
      guard let next = leap(large, small) else {
        (large, small) = (small, large % small)
        continue
      }
      (large, small) = (next.large, next.small)
    }
    if small.isZero { return BigInt(large) }
    var (a, b): (UInt64, UInt64) = (UInt64(small), UInt64(large % small))
    while b != 0 { (a, b) = (b, a % b) }
    return BigInt(a)
  }

  /// Two remainders that follow one another in Euclid's algorithm, `a`·x + `b`·y and `c`·x + `d`·y of the numbers x, y.
  struct Leap {
    let large: BigUInt
    let small: BigUInt
    let a: BigInt
    let b: BigInt
    let c: BigInt
    let d: BigInt
  }

  /// The remainders after as many of Euclid's steps as the leading words decide; `nil` for none.
  static func leap(_ large: BigUInt, _ small: BigUInt) -> Leap? {
    let shift: Int = large.bitWidth - leadingBits
    guard shift > 0 else { return nil }
    var (x, y): (Int64, Int64) = (Int64(large >> shift), Int64(small >> shift))
    var (a, b, c, d): (Int64, Int64, Int64, Int64) = (1, 0, 0, 1)
    // The true quotient is between the two that the cut-off digits allow; a step is sure where they agree.
    while y + c != 0 && y + d != 0 {
      let quotient: Int64 = (x + a) / (y + c)
      guard quotient == (x + b) / (y + d) else { break }
      (a, c) = (c, a - quotient * c)
      (b, d) = (d, b - quotient * d)
      (x, y) = (y, x - quotient * y)
    }
    guard b != 0 else { return nil }

    let count: Int = large.words.count
    let first: [UInt] = Array(large.words)
    var second: [UInt] = Array(small.words)
    second.append(contentsOf: repeatElement(0, count: count - second.count))
    return Leap(
      large: combine(a, first, b, second), small: combine(c, first, d, second),
      a: BigInt(a), b: BigInt(b), c: BigInt(c), d: BigInt(d))
  }

  /// `a`·`first` + `b`·`second`, which is not negative and has no more words than they.
  private static func combine(_ a: Int64, _ first: [UInt], _ b: Int64, _ second: [UInt]) -> BigUInt {
    var carry: Int128 = 0
    var words: [UInt] = Array(repeating: 0, count: first.count)
    for index in words.indices {
      carry =
        carry &+ Int128(a) &* Int128(truncatingIfNeeded: first[index])
        &+ Int128(b) &* Int128(truncatingIfNeeded: second[index])
      words[index] = UInt(truncatingIfNeeded: carry)
      carry >>= 64
    }
    return BigUInt(words: words)
  }
}

extension Rational {
  /// The fraction of an integer over a positive one, reduced by Lehmer's method.
  init(_ numerator: BigInt, quicklyOver denominator: BigInt) {
    let divisor: BigInt = QuickDivisor.of(numerator, denominator)
    if divisor == 1 {
      self.init(reduced: numerator, denominator)
    } else {
      self.init(reduced: numerator / divisor, denominator / divisor)
    }
  }
}
