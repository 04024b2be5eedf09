/// Whether integer vectors are linearly independent.
enum LinearIndependence {
  /// The Mersenne prime 2³¹ − 1; products of two residues fit in 64 bits.
  private static let modulus: Int = (1 << 31) - 1

  /// Whether vectors of one length are independent, by elimination modulo a prime.
  ///
  /// Vectors that are independent modulo a prime are independent. The converse fails only where every maximal minor is a
  /// multiple of the prime, which the small weights of readable teachers do not reach; such vectors would be refused.
  ///
  /// - Complexity: O(r² n) for r vectors of length n.
  static func holds(of vectors: [[Int]]) -> Bool {
    var reduced: [(vector: [Int], pivot: Int)] = []
    for vector in vectors {
      var residue: [Int] = vector.map { (($0 % modulus) + modulus) % modulus }
      for (basis, pivot) in reduced where residue[pivot] != 0 {
        let factor: Int = modulus - residue[pivot]
        for place in residue.indices {
          residue[place] = (residue[place] + factor * basis[place] % modulus) % modulus
        }
      }
      guard let pivot = residue.firstIndex(where: { $0 != 0 }) else { return false }
      let inverse: Int = power(residue[pivot], modulus - 2)
      reduced.append((residue.map { $0 * inverse % modulus }, pivot))
    }
    return true
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int {
    var (result, square, left): (Int, Int, Int) = (1, base, exponent)
    while left > 0 {
      if left & 1 == 1 { result = result * square % modulus }
      square = square * square % modulus
      left >>= 1
    }
    return result
  }
}
