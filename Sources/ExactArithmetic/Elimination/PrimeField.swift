import BigInt

/// Arithmetic modulo a prime below 2⁶¹, on residues in Montgomery form (a stands for a·2⁻⁶⁴).
///
/// Source: P. L. Montgomery, *Modular multiplication without trial division*, Math. Comp. 44 (1985),
/// <https://doi.org/10.1090/S0025-5718-1985-0777282-X>.
struct PrimeField: Sendable {
  /// The primes are taken downwards from 2 to this power, which itself gives the Mersenne prime 2⁶¹ − 1.
  static let bits: Int = 61

  let prime: UInt64
  /// −1/prime modulo 2⁶⁴.
  private let negatedInverse: UInt64
  /// 2¹²⁸ modulo the prime: multiplied in, it brings a residue into Montgomery form.
  private let square: UInt64

  /// - Precondition: `prime` is odd and below 2⁶¹.
  init(_ prime: UInt64) {
    self.prime = prime
    var inverse: UInt64 = prime
    // Each step of Newton's method doubles the bits that are right; an odd number is its own inverse modulo 8.
    for _ in 0..<5 { inverse = inverse &* (2 &- prime &* inverse) }
    negatedInverse = 0 &- inverse
    let power: UInt64 = UInt64((UInt128(1) << 64) % UInt128(prime))
    square = UInt64(UInt128(power) * UInt128(power) % UInt128(prime))
  }

  /// The largest prime below `limit`, an odd number or a power of 2 that is at most 2⁶¹ and far above 37.
  static func prime(below limit: UInt64) -> UInt64 {
    var candidate: UInt64 = limit % 2 == 0 ? limit - 1 : limit - 2
    while !isPrime(candidate) { candidate -= 2 }
    return candidate
  }

  /// Whether an odd number above 37 is prime: Miller and Rabin's test to the first twelve prime bases.
  ///
  /// No composite number below 3.18·10²³ passes it: J. Sorenson and J. Webster, *Strong pseudoprimes to twelve
  /// prime bases*, Math. Comp. 86 (2017), <https://doi.org/10.1090/mcom/3134>.
  static func isPrime(_ number: UInt64) -> Bool {
    let field: PrimeField = PrimeField(number)
    let one: UInt64 = field.enter(1)
    let minusOne: UInt64 = number - one
    let twos: Int = (number - 1).trailingZeroBitCount
    return [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37].allSatisfy { (base: UInt64) in
      if number % base == 0 { return false }
      var power: UInt64 = field.power(field.enter(base), (number - 1) >> UInt64(twos))
      if power == one || power == minusOne { return true }
      for _ in 1..<max(twos, 1) {
        power = field.multiply(power, power)
        if power == minusOne { return true }
      }
      return false
    }
  }

  /// A product's Montgomery reduction, `value`·2⁻⁶⁴; `value` must be below prime·2⁶⁴.
  @inline(__always)
  func reduce(_ value: UInt128) -> UInt64 {
    let factor: UInt64 = UInt64(truncatingIfNeeded: value) &* negatedInverse
    let sum: UInt128 = value &+ Self.product(factor, prime)
    let high: UInt64 = UInt64(truncatingIfNeeded: sum >> 64)
    return high >= prime ? high &- prime : high
  }

  @inline(__always)
  static func product(_ left: UInt64, _ right: UInt64) -> UInt128 {
    UInt128(truncatingIfNeeded: left) &* UInt128(truncatingIfNeeded: right)
  }

  @inline(__always)
  func multiply(_ left: UInt64, _ right: UInt64) -> UInt64 { reduce(Self.product(left, right)) }

  @inline(__always)
  func subtract(_ left: UInt64, _ right: UInt64) -> UInt64 {
    left >= right ? left &- right : left &+ (prime &- right)
  }

  /// Montgomery form of a residue.
  func enter(_ residue: UInt64) -> UInt64 { multiply(residue, square) }

  /// The residue of a Montgomery form.
  func leave(_ form: UInt64) -> UInt64 { reduce(UInt128(form)) }

  func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var (result, square, rest): (UInt64, UInt64, UInt64) = (enter(1), base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = multiply(result, square) }
      square = multiply(square, square)
      rest >>= 1
    }
    return result
  }

  /// The inverse, in Montgomery form, of one that is not 0.
  func inverse(_ form: UInt64) -> UInt64 { power(form, prime - 2) }

  /// The residue of an integer, not in Montgomery form.
  func residue(_ value: BigInt) -> UInt64 {
    var magnitude: UInt64 = 0
    if value.magnitude.bitWidth <= 64 {
      magnitude = UInt64(value.magnitude) % prime
    } else {
      for word in value.magnitude.words.reversed() {
        magnitude = UInt64(((UInt128(magnitude) << 64) | UInt128(UInt64(word))) % UInt128(prime))
      }
    }
    return value.sign == .minus && magnitude != 0 ? prime - magnitude : magnitude
  }

  /// The inner product of a row in Montgomery form and plain residues: a plain residue.
  @inline(__always)
  func innerProduct(_ row: UnsafePointer<UInt64>, _ vector: UnsafePointer<UInt64>, _ count: Int) -> UInt64 {
    // Sums stay below prime·2⁶⁴ + 4·prime², which is below 2¹²⁷: four products are added between reductions.
    let limit: UInt128 = UInt128(prime) << 64
    var sum: UInt128 = 0
    var index: Int = 0
    while index &+ 4 <= count {
      sum =
        sum &+ Self.product(row[index], vector[index]) &+ Self.product(row[index &+ 1], vector[index &+ 1])
      sum = sum &+ Self.product(row[index &+ 2], vector[index &+ 2])
      sum = sum &+ Self.product(row[index &+ 3], vector[index &+ 3])
      if sum >= limit { sum = sum &- limit }
      index = index &+ 4
    }
    while index < count {
      sum = sum &+ Self.product(row[index], vector[index])
      if sum >= limit { sum = sum &- limit }
      index = index &+ 1
    }
    return reduce(sum)
  }
}
