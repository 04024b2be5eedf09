import Foundation

/// Numbers in the few digits that people read.
enum ShortDecimal {
  /// Three significant digits.
  static func text(_ value: Double) -> String { String(format: "%.3g", value) }
}
