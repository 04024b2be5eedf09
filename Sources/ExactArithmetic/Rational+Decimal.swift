extension Rational {
  /// Reads `p`, `p/q` or a decimal such as `-0.25` or `1.5e-3`, exactly; `nil` for anything else.
  ///
  /// The exponent is at most 1000 in magnitude.
  public init?(exactText text: String) {
    if let plain = Rational(text) {
      self = plain
      return
    }
    guard text.utf8.count <= Self.longestText, !text.contains("/") else { return nil }
    let parts: [Substring] = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "e" || $0 == "E" })
    var exponent: Int = 0
    if parts.count == 2 {
      guard let value = Int(parts[1]), abs(value) <= 1000 else { return nil }
      exponent = value
    }
    let pieces: [Substring] = parts[0].split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction: Substring = pieces.count == 2 ? pieces[1] : ""
    guard pieces.count == 1 || !fraction.isEmpty, let digits = Rational(String(pieces[0] + fraction)) else {
      return nil
    }
    exponent -= fraction.count
    guard let power = Rational("1" + String(repeating: "0", count: abs(exponent))) else { return nil }
    self = exponent >= 0 ? digits * power : digits / power
  }
}
