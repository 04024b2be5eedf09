internal import Foundation

/// Names of files that can be read, hold any text safely, and are the same on every machine.
///
/// A name is the beginning of the text in the letters a–z and digits, then 128 bits of a hash of all of it. So no text
/// leads out of a folder, none is too long, and names differ where texts do, on file systems too that do not tell
/// capitals from small letters. Texts that Swift holds to be equal, as é in one scalar or in two, have one name.
///
/// The hash is FNV-1a, which spreads well but can be outwitted; so a reader compares the text in the file as well.
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, T. Hansen, *The FNV Non-Cryptographic Hash Algorithm*,
/// RFC 9923 (2026), doi:10.17487/RFC9923.
enum StableName {
  /// The name of a text, with further texts that only the hash tells apart.
  static func of(_ text: String, _ further: String...) -> String {
    var hash: UInt128 = offsetBasis
    for part in [text] + further {
      for byte in part.precomposedStringWithCanonicalMapping.utf8 { hash = next(hash, byte) }
      // A byte that UTF-8 never has keeps the parts apart.
      hash = next(hash, 0xFF)
    }
    let digits: String = String(hash, radix: 16)
    return slug(text) + "-" + String(repeating: "0", count: hashDigits - digits.count) + digits
  }

  private static let offsetBasis: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
  private static let prime: UInt128 = (1 << 88) + 0x13b
  private static let hashDigits: Int = 32
  /// With the hash and an ending it stays well within the 143 bytes that encrypting file systems leave of 255.
  private static let longestSlug: Int = 40

  private static func next(_ hash: UInt128, _ byte: UInt8) -> UInt128 {
    (hash ^ UInt128(byte)) &* prime
  }

  private static func slug(_ text: String) -> String {
    var slug: String = ""
    var isApart: Bool = false
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      guard slug.utf8.count < longestSlug else { break }
      guard scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
        isApart = !slug.isEmpty
        continue
      }
      if isApart { slug += "-" }
      isApart = false
      slug += scalar.properties.lowercaseMapping
    }
    return slug.isEmpty ? "unnamed" : slug
  }
}
