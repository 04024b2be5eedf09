import BigInt
import ExactArithmetic
import LinearAlgebra

/// How far labels are from the exact outputs of a network, measured in roundings of the terms that they are sums of.
///
/// For label a of sample x the terms are |u_ai| |v_il| |x_l|, over the hidden units i that are not clearly inactive:
/// v_i·x ≥ −allowed · unit · Σ_l |v_il| |x_l|.
struct LabelDeviations {
  let fit: ExactFit
  let samples: IntegerSamples
  let unit: Rational
  let allowed: Int
  /// *U* by rows, as integers over one denominator for each row.
  let weights: [(integers: [BigInt], denominator: BigInt)]

  init(fit: ExactFit, output: RationalMatrix, samples: IntegerSamples, unit: Rational, allowed: Int) {
    self.fit = fit
    self.samples = samples
    self.unit = unit
    self.allowed = allowed
    self.weights = output.rows.map(ExactFit.cleared)
  }

  /// The sums of absolute terms of the hidden units on a sample, 0 for those that are clearly inactive.
  func terms(_ row: Int) -> [BigInt] {
    let input: [BigInt] = samples.inputs[row].map { BigInt($0.magnitude) }
    return fit.directions.indices.map { index in
      let sum: BigInt = ExactFit.product(fit.directions[index].map { BigInt($0.magnitude) }, input)
      let margin: BigInt = fit.products[row][index] * unit.denominator
      return margin < -(BigInt(allowed) * unit.numerator * sum) ? 0 : sum
    }
  }

  /// |label − output| and Σ|terms| of one label, both times the denominator of its row of U.
  func deviation(_ row: Int, _ output: Int, terms: [BigInt]) -> (error: BigInt, size: BigInt) {
    let (integers, denominator): ([BigInt], BigInt) = weights[output]
    let value: BigInt = ExactFit.product(integers, fit.units(row))
    let error: BigInt = samples.labels[row][output] * denominator - value
    return (
      BigInt(error.magnitude), ExactFit.product(integers.map { BigInt($0.magnitude) }, terms)
    )
  }

  /// The largest deviation over the labels of some samples in units; `nil` where a label without terms is not 0.
  func largest(rows: [Int], threads: Int) -> Rational? {
    let blocks: [Range<Int>] = ExactFit.blocks(rows.count)
    let found: [(error: BigInt, size: BigInt)?] = Parallel.map(blocks.count, threads: threads) { index in
      var worst: (error: BigInt, size: BigInt) = (0, 1)
      for row in rows[blocks[index]] {
        let terms: [BigInt] = self.terms(row)
        for output in weights.indices {
          let next: (error: BigInt, size: BigInt) = deviation(row, output, terms: terms)
          if next.size.isZero {
            if !next.error.isZero { return nil }
          } else if next.error * worst.size > worst.error * next.size {
            worst = next
          }
        }
      }
      return worst
    }
    var largest: Rational = .zero
    for value in found {
      guard let value else { return nil }
      largest = max(largest, Rational(value.error, over: value.size) / unit)
    }
    return largest
  }
}
