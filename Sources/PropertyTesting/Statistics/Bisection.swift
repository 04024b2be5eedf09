/// Narrows a bracket until its ends are neighbours among the Doubles.
///
/// - Parameters:
///   - bracket: its lower end must not satisfy the condition, its upper end must.
///   - condition: false up to some point and true from there on.
func bisect(
  _ bracket: ClosedRange<Double>, until condition: (Double) -> Bool
) -> (below: Double, above: Double) {
  var (below, above): (Double, Double) = (bracket.lowerBound, bracket.upperBound)
  while true {
    let middle: Double = below + (above - below) / 2
    guard middle > below, middle < above else { return (below, above) }
    if condition(middle) { above = middle } else { below = middle }
  }
}
