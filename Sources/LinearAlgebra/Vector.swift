extension [Double] {
  /// The Euclidean norm, scaled so that squares neither overflow nor vanish.
  public var euclideanNorm: Double {
    let scale: Double = reduce(0) { Swift.max($0, $1.magnitude) }
    guard scale > 0, scale.isFinite else { return contains(where: \.isNaN) ? .nan : scale }
    return scale * reduce(0) { $0 + ($1 / scale) * ($1 / scale) }.squareRoot()
  }

  /// The inner product with a vector of the same length.
  ///
  /// - Precondition: both have the same count.
  public func dot(_ other: [Double]) -> Double {
    precondition(count == other.count, "vectors of different lengths have no inner product")
    var sum: Double = 0
    for index in indices { sum += self[index] * other[index] }
    return sum
  }

  /// The Euclidean norm of the difference to a vector of the same length.
  ///
  /// - Precondition: both have the same count.
  public func distance(to other: [Double]) -> Double {
    precondition(count == other.count, "vectors of different lengths have no distance")
    return zip(self, other).map { $0 - $1 }.euclideanNorm
  }

  /// Each entry times `factor`.
  public func scaled(by factor: Double) -> [Double] { map { $0 * factor } }

  /// Whether every entry is finite.
  var isFinite: Bool {
    // Without an early exit the loop compares several entries at once.
    var nonFinite: Int = 0
    for index in indices { nonFinite &+= self[index].isFinite ? 0 : 1 }
    return nonFinite == 0
  }
}
