import BigInt
import ExactArithmetic
import Networks

/// A network's hidden units on inputs, in rational arithmetic, for a verifier.
struct ExactEvaluation {
  let network: RationalNetwork
  let inputs: RationalMatrix
  /// V x for each sample.
  let products: [[Rational]]

  init(_ network: RationalNetwork, inputs: RationalMatrix) {
    self.network = network
    self.inputs = inputs
    let hidden: [[Rational]] = network.hidden.rows
    self.products = (0..<inputs.rowCount).map { sample in
      let input: [Rational] = inputs.row(sample)
      let common: BigInt = Self.commonDenominator(input)
      let integers: [BigInt] = input.map { $0.numerator * (common / $0.denominator) }
      return hidden.map { row in
        let denominator: BigInt = Self.commonDenominator(row)
        var sum: BigInt = 0
        for (weight, value) in zip(row, integers) {
          sum += weight.numerator * (denominator / weight.denominator) * value
        }
        return Rational(sum, over: denominator * common)
      }
    }
  }

  private static func commonDenominator(_ row: [Rational]) -> BigInt {
    var common: BigInt = 1
    for entry in row where common % entry.denominator != 0 {
      common *= entry.denominator / common.greatestCommonDivisor(with: entry.denominator)
    }
    return common
  }

  /// The hidden units that are active on a sample.
  func active(_ sample: Int) -> [Int] {
    products[sample].indices.filter { products[sample][$0] > .zero }
  }

  /// One output on a sample.
  func output(_ index: Int, _ sample: Int) -> Rational {
    active(sample).reduce(Rational.zero) { $0 + network.output[index, $1] * products[sample][$1] }
  }

  /// The first label that is not the network's output.
  func firstMismatch(_ labels: RationalMatrix) -> (row: Int, output: Int)? {
    for sample in 0..<labels.rowCount {
      for index in 0..<labels.columnCount where output(index, sample) != labels[sample, index] {
        return (sample, index)
      }
    }
    return nil
  }
}
