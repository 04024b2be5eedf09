import BigInt

/// The exact solution of a square integer system by lifting its solution modulo a prime p to powers of p.
///
/// Digit after digit, x₀ = B⁻¹c mod p and c ← (c − B·x₀)/p: each costs two products of a matrix with a vector on
/// machine words. After k digits the solution is known modulo pᵏ; rational reconstruction is tried whenever k has grown
/// by half, so that a small answer is found early, and no answer counts before B·x = c holds in integers. Hadamard's
/// bound on the minors in Cramer's rule says how many digits are enough for every system.
///
/// Source: J. D. Dixon, *Exact solution of linear equations using p-adic expansions*, Numer. Math. 40 (1982),
/// <https://doi.org/10.1007/BF01459082>.
struct PadicLifting {
  /// Bits by which a modulus must exceed what its reconstruction needs, so that chance seldom gives a fraction.
  private static let spareBits: Int = 32

  let matrix: [[BigInt]]
  private let field: PrimeField
  private let inverse: [UInt64]
  /// The determinant of the matrix modulo the prime.
  let determinantResidue: UInt64
  /// The entries cut into signed limbs, the lowest first; each limb is row after row.
  private let limbs: [[Int64]]
  private let limbBits: Int
  private let entryBits: Int

  /// `nil` where the prime divides the determinant.
  init?(_ matrix: [[BigInt]], modulo prime: UInt64) {
    field = PrimeField(prime)
    guard let (inverse, determinant) = ModularElimination(field: field).inverse(of: matrix) else {
      return nil
    }
    self.matrix = matrix
    self.inverse = inverse
    determinantResidue = determinant
    // A sum of `count` products of a limb and a digit must stay within 127 bits.
    let sumBits: Int = Int.bitWidth - matrix.count.leadingZeroBitCount
    limbBits = min(62, 126 - PrimeField.bits - sumBits)
    entryBits = matrix.joined().map(\.magnitude.bitWidth).max() ?? 0
    limbs = Self.limbs(of: matrix, count: max(1, (entryBits + limbBits - 1) / limbBits), bits: limbBits)
  }

  private static func limbs(of matrix: [[BigInt]], count: Int, bits: Int) -> [[Int64]] {
    let mask: BigUInt = (BigUInt(1) << bits) - 1
    return (0..<count).map { limb in
      matrix.joined().map { value in
        let piece: Int64 = Int64(count == 1 ? value.magnitude : (value.magnitude >> (limb * bits)) & mask)
        return value.sign == .minus ? -piece : piece
      }
    }
  }

  /// The solution as integers over one positive denominator; `nil` only where the arithmetic itself is broken.
  ///
  /// - Parameter denominator: A denominator to try first: systems with one matrix mostly share it.
  func solution(of right: [BigInt], denominator: BigInt = 1) -> (numerators: [BigInt], denominator: BigInt)? {
    let needed: Int = digitsNeeded(for: right)
    var lifting: Digits = Digits(right: right, size: matrix.count)
    var powers: Powers = Powers(of: BigInt(field.prime))
    var target: Int = 2
    while true {
      target = min(target, needed)
      while lifting.count < target { appendDigit(to: &lifting) }
      let modulus: BigInt = powers.power(target)
      if let candidate = fractions(lifting, modulus: modulus, powers: &powers, denominator: denominator),
        holds(candidate.numerators, candidate.denominator, right)
      {
        return candidate
      }
      if target == needed { return nil }
      target += max(1, target / 2)
    }
  }

  /// Digits after which Hadamard's bound lets the reconstruction miss no solution.
  private func digitsNeeded(for right: [BigInt]) -> Int {
    var bits: Int = 0
    for (row, value) in zip(matrix, right) {
      let square: BigInt = row.reduce(value * value) { $0 + $1 * $1 }
      bits += (square.bitWidth + 1) / 2
    }
    // Every prime used is above 2⁶⁰.
    return (2 * bits + 2 + Self.spareBits) / (PrimeField.bits - 1) + 1
  }

  private func appendDigit(to lifting: inout Digits) {
    let size: Int = matrix.count
    let residues: [UInt64] = lifting.residues(field)
    var digits: [UInt64] = Array(repeating: 0, count: size)
    inverse.withUnsafeBufferPointer { inverse in
      residues.withUnsafeBufferPointer { residues in
        guard let matrix = inverse.baseAddress, let vector = residues.baseAddress else { return }
        for row in 0..<size { digits[row] = field.innerProduct(matrix + row * size, vector, size) }
      }
    }
    let products: [[Int128]] = limbs.map { limb in
      limb.withUnsafeBufferPointer { limb in
        digits.withUnsafeBufferPointer { digits in
          (0..<size).map { row in
            var sum: Int128 = 0
            for column in 0..<size {
              let product = limb[row &* size &+ column].multipliedFullWidth(
                by: Int64(bitPattern: digits[column]))
              sum =
                sum
                &+ (Int128(truncatingIfNeeded: product.high) << 64 | Int128(truncatingIfNeeded: product.low))
            }
            return sum
          }
        }
      }
    }
    lifting.append(digits, products: products, limbBits: limbBits, prime: field.prime)
  }

  private func fractions(
    _ lifting: Digits, modulus: BigInt, powers: inout Powers, denominator: BigInt
  ) -> (numerators: [BigInt], denominator: BigInt)? {
    let bound: BigInt = BigInt(((modulus - 1) >> (1 + Self.spareBits)).magnitude.squareRoot())
    guard bound >= 1 else { return nil }
    // Over the right denominator every entry is an integer, and then half the digits are enough.
    let integerBound: BigInt = modulus >> (1 + Self.spareBits)
    var (numerators, common): ([BigInt], BigInt) = ([], denominator)
    for index in matrix.indices {
      let residue: BigInt = powers.value(lifting.digits.map { $0[index] })
      var scaled: BigInt = (residue * common).modulus(modulus)
      if scaled > modulus >> 1 { scaled -= modulus }
      if BigInt(scaled.magnitude) > integerBound {
        let found: RationalReconstruction = .of(
          scaled, modulo: modulus, numeratorBound: bound, denominatorBound: bound)
        guard let fraction = found.fraction else { return nil }
        scaled = fraction.numerator
        common *= fraction.denominator
        guard common <= modulus else { return nil }
        numerators = numerators.map { $0 * fraction.denominator }
      }
      numerators.append(scaled)
    }
    return (numerators, common)
  }

  private func holds(_ numerators: [BigInt], _ denominator: BigInt, _ right: [BigInt]) -> Bool {
    zip(matrix, right).allSatisfy { row, value in
      IntegerRow.product(row, numerators) == value * denominator
    }
  }
}

/// The digits found so far and what is left of the right-hand side.
private struct Digits {
  private enum Rest {
    case words([Int128])
    case integers([BigInt])
  }

  private(set) var digits: [[UInt64]] = []
  private var rest: Rest

  var count: Int { digits.count }

  init(right: [BigInt], size: Int) {
    // Words hold every rest of a system whose entries are below 2⁶²: sums of products take at most 126 bits.
    // The magnitude is converted, not the signed number: BigInt 6.0.1 gives wrong words for some negative ones.
    let small: [Int128] = right.compactMap { value in
      guard value.magnitude.bitWidth < 120 else { return nil }
      let magnitude: Int128 = Int128(value.magnitude)
      return value.sign == .minus ? -magnitude : magnitude
    }
    rest = small.count == size ? .words(small) : .integers(right)
  }

  func residues(_ field: PrimeField) -> [UInt64] {
    switch rest {
    case .words(let values):
      let prime: Int128 = Int128(field.prime)
      return values.map { value in
        let remainder: Int128 = value % prime
        return UInt64(remainder < 0 ? remainder + prime : remainder)
      }
    case .integers(let values): return values.map(field.residue)
    }
  }

  mutating func append(_ new: [UInt64], products: [[Int128]], limbBits: Int, prime: UInt64) {
    digits.append(new)
    if case .words(let values) = rest, products.count == 1 {
      rest = .words(zip(values, products[0]).map { ($0 - $1) / Int128(prime) })
      return
    }
    let values: [BigInt]
    switch rest {
    case .words(let words): values = words.map { BigInt($0) }
    case .integers(let integers): values = integers
    }
    let modulus: BigInt = BigInt(prime)
    rest = .integers(
      values.indices.map { row in
        var product: BigInt = 0
        for limb in products.indices.reversed() {
          product = (product << limbBits) + BigInt(products[limb][row])
        }
        return (values[row] - product) / modulus
      })
  }
}

/// Powers of a prime, kept once they are made.
private struct Powers {
  /// The prime to the powers 1, 2, 4, 8, …
  private var doubling: [BigInt]

  init(of prime: BigInt) { doubling = [prime] }

  private mutating func doubled(_ index: Int) -> BigInt {
    while doubling.count <= index {
      doubling.append(doubling[doubling.count - 1] * doubling[doubling.count - 1])
    }
    return doubling[index]
  }

  mutating func power(_ exponent: Int) -> BigInt {
    var (result, rest, index): (BigInt, Int, Int) = (1, exponent, 0)
    while rest > 0 {
      if rest & 1 == 1 { result *= doubled(index) }
      rest >>= 1
      index += 1
    }
    return result
  }

  /// The number with these digits, the lowest first, put together from halves.
  mutating func value(_ digits: [UInt64]) -> BigInt {
    var (level, depth): ([BigInt], Int) = (digits.map { BigInt($0) }, 0)
    while level.count > 1 {
      let power: BigInt = doubled(depth)
      level = stride(from: 0, to: level.count, by: 2).map { index in
        index + 1 < level.count ? level[index] + level[index + 1] * power : level[index]
      }
      depth += 1
    }
    return level.first ?? 0
  }
}
