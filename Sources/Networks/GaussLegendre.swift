import Foundation

/// Gauss and Legendre's quadrature on −1…1 with sixteen nodes, exact for polynomials of degree 31.
enum GaussLegendre {
  /// The nodes, from the left, with weights that sum to 2.
  static let nodes: [(place: Double, weight: Double)] = (1...count).reversed().map(node)

  private static let count: Int = 16
  /// Newton's method doubles the digits at every step, and starts with two.
  private static let newtonSteps: Int = 8

  /// The root of the Legendre polynomial that Chebyshev's root of the same index starts at.
  private static func node(_ index: Int) -> (place: Double, weight: Double) {
    var place: Double = cos(.pi * (Double(index) - 0.25) / (Double(count) + 0.5))
    var slope: Double = 1
    for _ in 0..<newtonSteps {
      var (previous, current): (Double, Double) = (1, place)
      for degree in 2...count {
        let next: Double =
          (Double(2 * degree - 1) * place * current - Double(degree - 1) * previous) / Double(degree)
        (previous, current) = (current, next)
      }
      slope = Double(count) * (place * current - previous) / (place * place - 1)
      place -= current / slope
    }
    return (place, 2 / ((1 - place * place) * slope * slope))
  }
}
