import ExactArithmetic

/// A checksum of exact samples, which tells whether two files hold the same numbers in the same order.
///
/// FNV-1a of 64 bits over the text of every entry (`p` or `p/q`), each followed by a comma, inputs before labels and row
/// after row. It does not depend on how the numbers are stored, and it is no seal against a forger.
enum SampleFingerprint {
  private static let start: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3

  static func text(inputs: RationalMatrix, labels: RationalMatrix) -> String {
    var hash: UInt64 = start
    for matrix in [inputs, labels] {
      for entry in matrix.entries {
        for byte in entry.description.utf8 { hash = (hash ^ UInt64(byte)) &* prime }
        hash = (hash ^ 0x2C) &* prime
      }
    }
    let digits: String = String(hash, radix: 16)
    return "fnv1a64:" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
