import BigInt
import ExactArithmetic
import LinearAlgebra
import Networks

/// The network with the simplest fractions that gives labels up to the rounding of their computation.
///
/// Labels U relu(V x) computed in floats are off by at most about (d + k + 4) roundings of the sum of the absolute
/// values of their terms, whatever the order of the sums. A hidden unit whose largest weight is scaled to ±1 has
/// small fractions for weights where the teacher's are; the simplest ones near the hint are tried, from coarse to fine.
struct RoundedFit {
  let fit: ExactFit
  let output: RationalMatrix
  let rounding: ExactCertificate.Rounding

  enum Outcome {
    case found(RoundedFit)
    case refused(Refusal.Reason, String)
  }

  /// How near fractions are looked for, in bits above the unit roundoff of the labels, from coarse to fine.
  private static let guesses: [Int] = [23, 20, 17, 14, 11, 8]
  /// No other fraction with a denominator up to this many times as large may fit in the place of a weight.
  static let denominatorMargin: Int = 1000

  static func search(
    near hints: [[Double]], samples: IntegerSamples, rows: [Int], options: BitExactRecovery.Options,
    threads: Int
  ) throws -> Outcome {
    guard let unit = Rational(exactly: options.search.labelPrecision) else {
      return .refused(.notFound, "the precision of the labels is no number")
    }
    let allowed: Int = samples.inputsDimension + hints.count + 4
    for bits in guesses {
      let error: Double = options.search.labelPrecision * Double(sign: .plus, exponent: bits, significand: 1)
      // In the order of the normal form, so that the witnesses are too.
      let directions: [[BigInt]] = hints.compactMap { DirectionCandidates.simplest($0, within: error) }
        .sorted { $0.lexicographicallyPrecedes($1) }
      guard directions.count == hints.count, Set(directions).count == hints.count,
        let output = try outputWeights(directions, samples: samples, rows: rows, error: error)
      else { continue }
      let fit: ExactFit = ExactFit(directions: directions, samples: samples, threads: threads)
      let deviations: LabelDeviations = LabelDeviations(
        fit: fit, output: output, samples: samples, unit: unit, allowed: allowed)
      guard let studied = deviations.largest(rows: rows, threads: threads), studied <= Rational(allowed)
      else {
        continue
      }
      let all: [Int] = Array(0..<samples.count)
      guard let largest = deviations.largest(rows: all, threads: threads), largest <= Rational(allowed) else {
        return .refused(
          .insufficient,
          "a network gives all labels that were studied up to rounding, and misses samples that were held back; "
            + "give more samples, or correct those")
      }
      let alternatives: SimplerFractions = SimplerFractions(deviations: deviations, margin: denominatorMargin)
      guard let witnesses = alternatives.witnesses(threads: threads) else {
        return .refused(
          .insufficient,
          "a network with simple fractions gives the labels up to rounding, but so does one with other fractions of "
            + "comparable size; give exact labels (--labels with fractions as JSON), more samples, or smaller weights"
        )
      }
      let rounding: ExactCertificate.Rounding = ExactCertificate.Rounding(
        unit: unit, largestDeviation: largest, allowedDeviation: allowed,
        denominatorMargin: denominatorMargin,
        witnesses: witnesses)
      return .found(RoundedFit(fit: fit, output: output, rounding: rounding))
    }
    return .refused(
      .notFound,
      "a network fits in floating point, but no network with simple fractions near it gives the labels, neither "
        + "exactly nor up to the rounding of their computation; are the weights rational?")
  }

  /// The simplest fractions near the least-squares output weights; `nil` where the hidden units are not independent.
  private static func outputWeights(
    _ directions: [[BigInt]], samples: IntegerSamples, rows: [Int], error: Double
  ) throws -> RationalMatrix? {
    let scaled: [[Rational]] = directions.map(scaledToLargest)
    let weights: Matrix = try Matrix(scaled.map { $0.map(\.doubleValue) })
    let floats: Samples = samples.floats(rows)
    let units: Matrix = floats.inputs.timesTransposed(weights).mapElements { max(0, $0) }
    let factors: OrthogonalFactors = try OrthogonalFactors(units)
    guard units.rows >= units.columns, try factors.conditionNumberIsBelow(1 / Double.ulpOfOne) else {
      return nil
    }
    let solution: Matrix = try factors.solve(floats.labels)
    let scale: Double = solution.maximumMagnitude
    var rows: [[Rational]] = []
    for unit in directions.indices {
      let largest: Rational = largestEntry(directions[unit])
      var column: [Rational] = []
      for value in solution.row(unit) {
        guard let fraction = Rational.simplest(near: value, within: error * scale) else { return nil }
        column.append(fraction / largest)
      }
      rows.append(column)
    }
    return RationalMatrix(rows).transposed
  }

  /// The largest magnitude in an integer vector.
  static func largestEntry(_ direction: [BigInt]) -> Rational {
    Rational(BigInt(direction.map(\.magnitude).max() ?? 0))
  }

  private static func scaledToLargest(_ direction: [BigInt]) -> [Rational] {
    let largest: Rational = largestEntry(direction)
    return direction.map { Rational($0) / largest }
  }
}
