import BigInt
import ExactArithmetic
import LinearAlgebra
import Networks

/// Whether another fraction of comparable size could stand in the place of a weight.
///
/// Hidden units are scaled so that their largest weight is ±1. Two fractions with denominators q and q' ≤ N q differ
/// by 1/(N q²) at least. Moving one weight by so much, up or down, moves some label out of its rounding; moving it
/// further moves that label further, for a label is monotone in each weight. The sample and the label are the witness.
struct SimplerFractions {
  let deviations: LabelDeviations
  /// N: denominators up to this many times as large are ruled out.
  let margin: Int

  /// The samples tried for a weight, those first on which it counts most.
  private static let samplesTried: Int = 4

  /// *U* and *V* as floats, and the sums of absolute terms of each label.
  private let weights: [[Double]]
  private let sizes: Matrix

  init(deviations: LabelDeviations, margin: Int) {
    self.deviations = deviations
    self.margin = margin
    let samples: IntegerSamples = deviations.samples
    let fit: ExactFit = deviations.fit
    let directions: [[Double]] = fit.directions.map { $0.map { abs(Rational($0).doubleValue) } }
    let weights: [[Double]] = deviations.weights.map { row in
      row.integers.map { abs(Rational($0, over: row.denominator).doubleValue) }
    }
    let inputs: Matrix = samples.floats.inputs
    self.weights = weights
    self.sizes = Matrix(rows: inputs.rows, columns: weights.count) { span in
      for sample in 0..<inputs.rows {
        let input: [Double] = inputs.row(sample)
        let terms: [Double] = directions.indices.map { unit in
          guard fit.isActive(unit, sample) else { return 0 }
          return zip(directions[unit], input).reduce(0) { $0 + $1.0 * abs($1.1) }
        }
        for output in weights.indices {
          span[sample * weights.count + output] = zip(weights[output], terms).reduce(0) { $0 + $1.0 * $1.1 }
        }
      }
    }
  }

  /// Witnesses for all weights; `nil` where a weight has none.
  func witnesses(threads: Int) -> ExactCertificate.Witnesses? {
    let fit: ExactFit = deviations.fit
    let inputs: Matrix = deviations.samples.floats.inputs
    let hidden: [[ExactCertificate.Witness]?] = Parallel.map(fit.directions.count, threads: threads) { unit in
      let shares: [(output: Int, share: Double)] = (0..<inputs.rows).map { largestShare(of: unit, on: $0) }
      var row: [ExactCertificate.Witness] = []
      for place in 0..<inputs.columns {
        let scores: [Double] = shares.indices.map { shares[$0].share * abs(inputs[$0, place]) }
        guard let sample = best(scores).first(where: { holds(hidden: unit, place, $0, shares[$0].output) })
        else {
          return nil
        }
        row.append(ExactCertificate.Witness(sample: sample, output: shares[sample].output))
      }
      return row
    }
    let outputs: [[Int]?] = Parallel.map(weights.count, threads: threads) { output in
      var row: [Int] = []
      for unit in fit.directions.indices {
        let scores: [Double] = (0..<inputs.rows).map { sample in
          let size: Double = sizes[sample, output]
          guard fit.isActive(unit, sample) else { return 0 }
          return Rational(fit.products[sample][unit]).doubleValue / max(size, .leastNormalMagnitude)
        }
        guard let sample = best(scores).first(where: { holds(output: output, unit, $0) }) else { return nil }
        row.append(sample)
      }
      return row
    }
    let (rows, columns) = (hidden.compactMap(\.self), outputs.compactMap(\.self))
    guard rows.count == hidden.count, columns.count == outputs.count else { return nil }
    return ExactCertificate.Witnesses(hidden: rows, output: columns)
  }

  /// The label of a sample in whose terms a hidden unit has the largest share.
  private func largestShare(of unit: Int, on sample: Int) -> (output: Int, share: Double) {
    guard deviations.fit.isActive(unit, sample) else { return (0, 0) }
    var best: (output: Int, share: Double) = (0, 0)
    for output in weights.indices {
      let share: Double = weights[output][unit] / max(sizes[sample, output], .leastNormalMagnitude)
      if share > best.share { best = (output, share) }
    }
    return best
  }

  /// The samples of the highest scores above 0.
  private func best(_ scores: [Double]) -> [Int] {
    var chosen: [Int] = []
    for index in scores.indices where scores[index] > 0 {
      if chosen.count == Self.samplesTried, scores[index] <= scores[chosen[chosen.count - 1]] { continue }
      let place: Int = chosen.firstIndex { scores[$0] < scores[index] } ?? chosen.count
      chosen.insert(index, at: place)
      if chosen.count > Self.samplesTried { chosen.removeLast() }
    }
    return chosen
  }

  /// Whether moving a weight of V breaks a label, both ways.
  private func holds(hidden unit: Int, _ place: Int, _ sample: Int, _ output: Int) -> Bool {
    let direction: [BigInt] = deviations.fit.directions[unit]
    let largest: Rational = RoundedFit.largestEntry(direction)
    let step: Rational = self.step(Rational(direction[place]) / largest) * largest
    let move: Rational = step * Rational(deviations.samples.inputs[sample][place]).magnitude
    let product: Rational = Rational(deviations.fit.products[sample][unit])
    let weight: Rational = self.weight(output, unit)
    // Downwards the unit may fall silent; upwards it moves the whole way.
    return breaks(sample, output, change: weight * min(move, product), growth: weight * move)
  }

  /// Whether moving a weight of U breaks a label, both ways.
  private func holds(output: Int, _ unit: Int, _ sample: Int) -> Bool {
    let fit: ExactFit = deviations.fit
    let largest: Rational = RoundedFit.largestEntry(fit.directions[unit])
    let step: Rational = self.step(weight(output, unit) * largest) / largest
    return breaks(
      sample, output, change: step * Rational(fit.products[sample][unit]),
      growth: step * Rational(deviations.terms(sample)[unit]))
  }

  private func weight(_ output: Int, _ unit: Int) -> Rational {
    let (integers, denominator): ([BigInt], BigInt) = deviations.weights[output]
    return Rational(integers[unit], over: denominator).magnitude
  }

  /// The least distance to another fraction whose denominator is up to the margin times as large.
  private func step(_ weight: Rational) -> Rational {
    Rational(1, over: BigInt(margin) * weight.denominator * weight.denominator)
  }

  /// Whether a change of a label is more than its rounding could hide, given that the terms grow too.
  private func breaks(_ sample: Int, _ output: Int, change: Rational, growth: Rational) -> Bool {
    let (error, size): (BigInt, BigInt) = deviations.deviation(
      sample, output, terms: deviations.terms(sample))
    let denominator: BigInt = deviations.weights[output].denominator
    let bound: Rational = Rational(deviations.allowed) * deviations.unit
    return change > Rational(error, over: denominator) + bound * (Rational(size, over: denominator) + growth)
  }
}
