#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers as people read them.
enum ShortNumber {
  /// Estimates are printed to four significant digits, …
  private static let estimateDigits: Double = 4
  /// … and shares near 1 to two significant digits of their distance from 1.
  private static let distanceDigits: Double = 2
  /// Numbers that were stated, or are sums of such, are printed in full but for the rounding error.
  private static let statedDigits: Double = 12
  /// Beyond this exponent the powers of ten are no longer exact.
  private static let exactExponent: Double = 22

  /// An estimate, without needless digits.
  static func text(_ number: Double) -> String {
    let distance: Double = 1 - number
    guard distance > 0, distance < 0.1 else { return text(number, digits: estimateDigits) }
    return text(number, digits: max(estimateDigits, distanceDigits - 1 - floor(log10(distance))))
  }

  /// A number that was stated, or a sum of two of them.
  static func text(stated number: Double) -> String { text(number, digits: statedDigits) }

  private static func text(_ number: Double, digits: Double) -> String {
    guard number != 0, number.isFinite else { return number.isFinite ? "0" : "\(number)" }
    let exponent: Double = digits - 1 - floor(log10(abs(number)))
    guard abs(exponent) <= exactExponent else { return text(plain: number) }
    let scale: Double = pow(10, abs(exponent))
    let rounded: Double =
      exponent >= 0 ? (number * scale).rounded() / scale : (number / scale).rounded() * scale
    return text(plain: rounded)
  }

  /// A count with its thousands set apart.
  static func text(_ count: Int) -> String {
    let digits: [Character] = Array("\(abs(count))")
    var text: String = count < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  private static func text(plain number: Double) -> String {
    let text: String = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
