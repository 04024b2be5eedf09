import LinearAlgebra

/// Whether a network is the only one with as many hidden units for its function, and if not, why.
///
/// relu(t) = (|t| + t)/2 makes a network a sum of c |v̂·x| over the lines ±v̂ of its hidden rows, and a linear part. The
/// lines and their c are unique; the sides of the lines are open only where the linear part can be made up otherwise:
/// by turning a set of neurons whose w v̂ᵀ add up to zero, or, where two neurons share a line, by a shift of the
/// difference between them.
struct NetworkAmbiguity {
  /// What is ambiguous, as a clause; nil where the network is unique.
  let reason: String?

  /// Two neurons on one line, or one.
  private struct Line {
    let direction: [Double]
    /// What multiplies |v̂·x|/2: the sum of the output weights on the line.
    var even: [Double]
    /// What multiplies v̂·x/2: the weights on the side of the direction minus those on the other.
    var odd: [Double]
    var neurons: [Int]
  }

  /// Judges a network.
  ///
  /// - Parameters:
  ///   - hidden: rows of norm 1.
  ///   - parallel: the distance of unit directions, up to sign, below which they count as one line.
  /// - Complexity: O(2^k k d m) where the lines are linearly dependent; less than O(k³ + k² d) otherwise.
  init(hidden: Matrix, output: Matrix, parallel: Double = FewOutputsTolerances.parallel) {
    self.reason = Self.reason(hidden, output, parallel)
  }

  private static func reason(_ hidden: Matrix, _ output: Matrix, _ parallel: Double) -> String? {
    let weights: [[Double]] = (0..<hidden.rows).map { output.column($0) }
    let largest: Double = weights.map(\.euclideanNorm).max() ?? 0
    if let idle = weights.firstIndex(where: {
      $0.euclideanNorm <= FewOutputsTolerances.zeroWeight * largest
    }) {
      return "neuron \(idle) has output weights of zero, so that any direction fits it"
    }
    var lines: [Line] = []
    for unit in 0..<hidden.rows {
      let direction: [Double] = hidden.row(unit)
      if let same = lines.first(where: { $0.direction.distance(to: direction) <= parallel }) {
        return "neurons \(same.neurons[0]) and \(unit) are parallel, so that one does for both"
      }
      let opposite: [Double] = direction.scaled(by: -1)
      if let index = lines.firstIndex(where: { $0.direction.distance(to: opposite) <= parallel }) {
        guard lines[index].neurons.count == 1 else {
          return "neurons \(lines[index].neurons[1]) and \(unit) are parallel, so that one does for both"
        }
        lines[index].even = zip(lines[index].even, weights[unit]).map { $0 + $1 }
        lines[index].odd = zip(lines[index].odd, weights[unit]).map { $0 - $1 }
        lines[index].neurons.append(unit)
        if lines[index].even.euclideanNorm <= FewOutputsTolerances.cancelled * largest {
          return
            "neurons \(lines[index].neurons[0]) and \(unit) oppose each other with opposite output weights, so that "
            + "together they are linear and show no kink"
        }
      } else {
        lines.append(
          Line(direction: direction, even: weights[unit], odd: weights[unit], neurons: [unit]))
      }
    }
    return turnedNeurons(lines, scale: weights.map(\.euclideanNorm).reduce(0, +))
  }

  private static func turnedNeurons(_ lines: [Line], scale: Double) -> String? {
    let doubled: [Int] = lines.indices.filter { lines[$0].neurons.count > 1 }
    guard doubled.count < 2 else {
      // With several outputs what can be moved must be of rank one, which is left open here.
      return lines[0].odd.count > 1
        ? nil
        : "two pairs of neurons oppose each other, so that a linear function can be moved between the pairs"
    }
    guard !areIndependent(lines.map(\.direction)) else { return nil }
    let threshold: Double = FewOutputsTolerances.cancelled * scale
    guard let pair = doubled.first else {
      guard let turned = vanishing(lines, among: Array(lines.indices), shift: nil, across: nil, threshold)
      else { return nil }
      return
        "turning the neurons \(names(turned)) round leaves the outputs as they are, because their w v̂ᵀ add up to "
        + "zero"
    }
    for other in lines.indices {
      let free: [Int] = lines.indices.filter { $0 != pair && $0 != other }
      // The pair's line keeps one neuron, on either side; or, where the pair stays, only other lines turn.
      let shifts: [[Double]?] =
        other == pair
        ? [nil]
        : [-1, 1].map { side in zip(lines[pair].odd, lines[pair].even).map { 0.5 * ($0 + side * $1) } }
      for shift in shifts
      where vanishing(
        lines, among: free, shift: shift.map { ($0, lines[pair].direction) },
        across: lines[other].direction, threshold) != nil
      {
        return
          "the pair of opposite neurons \(names([pair].flatMap { lines[$0].neurons })) can be traded for another "
          + "with the same outputs"
      }
    }
    return nil
  }

  private static func names(_ neurons: [Int]) -> String { neurons.map(String.init).joined(separator: ", ") }

  private static func areIndependent(_ directions: [[Double]]) -> Bool {
    guard let matrix = try? Matrix(directions), matrix.rows <= matrix.columns,
      let values = try? SingularValues(matrix).values, let smallest = values.last
    else { return false }
    return smallest > FewOutputsTolerances.cancelled
  }

  /// The neurons of a set of lines whose odd · v̂ᵀ add up to zero, with a shift and up to multiples of a direction.
  ///
  /// The empty set counts only where there is a shift.
  private static func vanishing(
    _ lines: [Line], among free: [Int], shift: (weights: [Double], direction: [Double])?, across: [Double]?,
    _ threshold: Double
  ) -> [Int]? {
    func term(_ weights: [Double], _ direction: [Double]) -> [Double] {
      var along: [Double] = direction
      if let across {
        let share: Double = direction.dot(across)
        along = zip(direction, across).map { $0 - share * $1 }
      }
      return weights.flatMap { weight in along.map { $0 * weight } }
    }
    let terms: [[Double]] = free.map { term(lines[$0].odd, lines[$0].direction) }
    let width: Int = (lines.first?.odd.count ?? 0) * (lines.first?.direction.count ?? 0)
    var sum: [Double] = shift.map { term($0.weights, $0.direction) } ?? [Double](repeating: 0, count: width)
    if shift != nil, sum.euclideanNorm <= threshold { return [] }
    var chosen: [Bool] = [Bool](repeating: false, count: free.count)
    // Sets in the order of a Gray code, so that each differs from the last in one line.
    for step in 1..<max(1, 1 << free.count) {
      let place: Int = step.trailingZeroBitCount
      let sign: Double = chosen[place] ? -1 : 1
      chosen[place].toggle()
      for entry in 0..<width { sum[entry] += sign * terms[place][entry] }
      if sum.euclideanNorm <= threshold {
        return free.indices.filter { chosen[$0] }.map { lines[free[$0]].neurons[0] }
      }
    }
    return nil
  }
}
