import BigInt

extension Rational: CustomStringConvertible {
  /// The longest text that ``init(_:)-(String)`` reads, in UTF-8 bytes; longer ones are refused unread.
  ///
  /// Conversion takes quadratic time, so a bound keeps a hostile file from holding the program.
  public static let longestText: Int = 100_000

  /// Reads `p` or `p/q`: decimal digits, a leading minus sign at most, a denominator that is not zero.
  ///
  /// Fractions need not be in lowest terms. Anything else (blanks, a plus sign, a decimal point, more than
  /// ``longestText`` bytes) gives `nil`.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.longestText else { return nil }
    let parts: [Substring] = text.split(
      separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let top: Substring = parts[0].hasPrefix("-") ? parts[0].dropFirst() : parts[0]
    guard let magnitude = Self.natural(top) else { return nil }
    let numerator: BigInt = parts[0].hasPrefix("-") ? -magnitude : magnitude
    guard parts.count == 2 else {
      self.init(numerator)
      return
    }
    guard let denominator = Self.natural(parts[1]), !denominator.isZero else { return nil }
    self.init(numerator, over: denominator)
  }

  private static func natural(_ digits: Substring) -> BigInt? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return BigInt(digits, radix: 10)
  }

  /// `p` for an integer, else `p/q` in lowest terms.
  public var description: String {
    guard isInteger else { return "\(numerator)/\(denominator)" }
    return Int(exactly: numerator).map(String.init) ?? String(numerator)
  }
}

extension Rational: Codable {
  /// Decodes the text form, or a JSON integer.
  ///
  /// - Throws: `DecodingError` at the value's place where it is neither.
  public init(from decoder: any Decoder) throws {
    let container: any SingleValueDecodingContainer = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      guard let value = Rational(text) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "\"\(text.prefix(40))\" is not a rational \"p\" or \"p/q\"")
      }
      self = value
    } else if let integer = try? container.decode(Int64.self) {
      self.init(Int(integer))
    } else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "is not a rational: a string \"p\" or \"p/q\", or an integer")
    }
  }

  /// Encodes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container: any SingleValueEncodingContainer = encoder.singleValueContainer()
    try container.encode(description)
  }
}
