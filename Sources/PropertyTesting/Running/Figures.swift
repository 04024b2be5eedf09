/// A share as a percentage with one decimal.
func percent(_ share: Double) -> String { shortDecimal(share * 100, decimals: 1) + " %" }

/// A number with a few decimals, without the C library's locale.
func shortDecimal(_ value: Double, decimals: Int = 3) -> String {
  guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
  let scale: Int = (0..<decimals).reduce(1) { product, _ in product * 10 }
  let scaled: Int = Int((abs(value) * Double(scale)).rounded())
  let fraction: String = String(scaled % scale)
  let zeros: String = String(repeating: "0", count: decimals - fraction.count)
  return (value < 0 && scaled > 0 ? "-" : "") + "\(scaled / scale)." + zeros + fraction
}
