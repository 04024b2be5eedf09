import LinearAlgebra

/// Labels made robust and of unit size: clipped around the median, centred, divided by their standard deviation.
///
/// The subspace does not change under such a map, and heavy tails no longer decide the moments.
struct LabelScale: Sendable {
  private let lower: Double
  private let upper: Double
  /// What was subtracted.
  let centre: Double
  /// By what was divided.
  let size: Double

  /// How many interquartile ranges from the median labels may lie.
  static let clip: Double = 5

  /// Measures labels, and clips them unless told not to; nil where all are equal.
  init?(_ labels: [Double], clips: Bool = true) {
    guard let first = labels.first, labels.contains(where: { $0 != first }) else { return nil }
    let sorted: [Double] = labels.sorted()
    let median: Double = sorted[sorted.count / 2]
    let range: Double = !clips ? 0 : sorted[3 * sorted.count / 4] - sorted[sorted.count / 4]
    self.lower = range > 0 ? median - Self.clip * range : -.infinity
    self.upper = range > 0 ? median + Self.clip * range : .infinity
    var (mean, squares): (Double, Double) = (0, 0)
    let largest: Double = max(sorted[0].magnitude, sorted[sorted.count - 1].magnitude)
    for value in labels { mean += min(max(value, lower), upper) / Double(labels.count) }
    for value in labels {
      let scaled: Double = (min(max(value, lower), upper) - mean) / largest
      squares += scaled * scaled
    }
    let size: Double = largest * (squares / Double(labels.count)).squareRoot()
    guard size > 0, size.isFinite else { return nil }
    self.centre = mean
    self.size = size
  }

  /// Labels as they are.
  static let identity: LabelScale = LabelScale()

  private init() {
    self.lower = -.infinity
    self.upper = .infinity
    self.centre = 0
    self.size = 1
  }

  func applied(to label: Double) -> Double { (min(max(label, lower), upper) - centre) / size }
}
