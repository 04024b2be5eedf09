import LinearAlgebra

/// A symmetric `2 × 2` matrix, for sums that are taken too often for a ``LinearAlgebra/Matrix`` each.
struct SymmetricPair: Sendable, Hashable {
  let xx: Double
  let xy: Double
  let yy: Double

  static let zero: SymmetricPair = SymmetricPair(xx: 0, xy: 0, yy: 0)

  init(xx: Double, xy: Double, yy: Double) {
    self.xx = xx
    self.xy = xy
    self.yy = yy
  }

  /// v vᵀ.
  init(square v: SIMD2<Double>) { self.init(xx: v.x * v.x, xy: v.x * v.y, yy: v.y * v.y) }

  static func + (left: SymmetricPair, right: SymmetricPair) -> SymmetricPair {
    SymmetricPair(xx: left.xx + right.xx, xy: left.xy + right.xy, yy: left.yy + right.yy)
  }

  func scaled(by factor: Double) -> SymmetricPair {
    SymmetricPair(xx: factor * xx, xy: factor * xy, yy: factor * yy)
  }

  /// This plus a multiple of the identity.
  func shifted(by amount: Double) -> SymmetricPair { SymmetricPair(xx: xx + amount, xy: xy, yy: yy + amount) }

  /// The matrix times itself.
  var squared: SymmetricPair {
    SymmetricPair(xx: xx * xx + xy * xy, xy: xy * (xx + yy), yy: yy * yy + xy * xy)
  }

  /// Both eigenvalues, the smaller one first.
  var eigenvalues: (least: Double, largest: Double) {
    let centre: Double = (xx + yy) / 2
    let half: Double = (xx - yy) / 2
    let radius: Double = (half * half + xy * xy).squareRoot()
    return (centre - radius, centre + radius)
  }

  var matrix: Matrix {
    var result: Matrix = Matrix.diagonal([xx, yy])
    result[0, 1] = xy
    result[1, 0] = xy
    return result
  }
}
