extension ShortNumber {
  /// A share as a percentage.
  static func percent(_ share: Double) -> String { text(100 * share) + " %" }
}
