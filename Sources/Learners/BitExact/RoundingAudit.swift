import BigInt
import ExactArithmetic
import Networks

/// What a certificate of rounded labels claims, computed anew for a verifier.
struct RoundingAudit {
  /// What is wrong with the stated bound.
  let boundFault: String?
  /// What is wrong with the labels, or with the largest deviation claimed.
  let deviationFault: String?
  /// The first weight without a label that tells it from other fractions.
  let witnessFault: String?

  init(
    _ network: RationalNetwork, _ evaluation: ExactEvaluation, labels: RationalMatrix,
    claimed: ExactCertificate.Rounding
  ) {
    let allowed: Int = network.inputsDimension + network.hiddenUnits + 4
    let knownUnits: [Rational] = [53, 24].map { Rational(1, over: BigInt(1) << $0) }
    var boundFault: String?
    if claimed.allowedDeviation != allowed {
      boundFault = "the bound \(claimed.allowedDeviation) is not d + k + 4 = \(allowed)"
    } else if !knownUnits.contains(claimed.unit) {
      boundFault = "the unit \(claimed.unit) is not the roundoff of float64 or float32"
    } else if claimed.denominatorMargin < Self.leastMargin {
      boundFault = "the margin \(claimed.denominatorMargin) of denominators is below \(Self.leastMargin)"
    }
    self.boundFault = boundFault
    guard boundFault == nil else {
      (deviationFault, witnessFault) = ("not checked: \(boundFault ?? "")", "not checked")
      return
    }
    let labelAudit: LabelAudit = LabelAudit(
      network, evaluation, labels: labels, bound: claimed.unit * Rational(allowed))
    self.deviationFault = labelAudit.fault(
      claimed: claimed.largestDeviation * claimed.unit, allowed: Rational(allowed) * claimed.unit)
    self.witnessFault = labelAudit.witnessFault(claimed.witnesses, margin: claimed.denominatorMargin)
  }

  /// The least factor of denominators that a certificate must rule out.
  private static let leastMargin: Int = 1000
}

/// Labels beside the outputs and their terms.
private struct LabelAudit {
  let network: RationalNetwork
  let evaluation: ExactEvaluation
  let labels: RationalMatrix
  /// The error allowed, as a share of the terms.
  let bound: Rational
  /// For each sample and hidden unit Σ|v||x|, 0 where the unit is clearly inactive.
  let terms: [[Rational]]

  init(_ network: RationalNetwork, _ evaluation: ExactEvaluation, labels: RationalMatrix, bound: Rational) {
    self.network = network
    self.evaluation = evaluation
    self.labels = labels
    self.bound = bound
    let hidden: [[Rational]] = network.hidden.rows.map { $0.map(\.magnitude) }
    self.terms = (0..<labels.rowCount).map { sample in
      let input: [Rational] = evaluation.inputs.row(sample).map(\.magnitude)
      return hidden.indices.map { unit in
        let sum: Rational = zip(hidden[unit], input).reduce(Rational.zero) { $0 + $1.0 * $1.1 }
        return evaluation.products[sample][unit] + bound * sum < .zero ? .zero : sum
      }
    }
  }

  private func error(_ sample: Int, _ output: Int) -> Rational {
    (labels[sample, output] - evaluation.output(output, sample)).magnitude
  }

  private func size(_ sample: Int, _ output: Int) -> Rational {
    terms[sample].indices.reduce(Rational.zero) {
      $0 + network.output[output, $1].magnitude * terms[sample][$1]
    }
  }

  func fault(claimed: Rational, allowed: Rational) -> String? {
    var largest: Rational = .zero
    for sample in 0..<labels.rowCount {
      for output in 0..<labels.columnCount {
        let (error, size): (Rational, Rational) = (error(sample, output), size(sample, output))
        guard error <= allowed * size else {
          return "the label of sample \(sample), output \(output), is further off than rounding explains"
        }
        if size.signum > 0, error > largest * size { largest = error / size }
      }
    }
    return largest == claimed ? nil : "the largest deviation is not the one that the certificate claims"
  }

  func witnessFault(_ witnesses: ExactCertificate.Witnesses, margin: Int) -> String? {
    let (units, inputs): (Int, Int) = (network.hiddenUnits, network.inputsDimension)
    guard witnesses.hidden.count == units, witnesses.hidden.allSatisfy({ $0.count == inputs }),
      witnesses.output.count == network.outputsDimension, witnesses.output.allSatisfy({ $0.count == units }),
      witnesses.output.joined().allSatisfy({ labels.rowCount > $0 && $0 >= 0 }),
      witnesses.hidden.joined().allSatisfy({
        (0..<labels.rowCount).contains($0.sample) && (0..<labels.columnCount).contains($0.output)
      })
    else { return "there is not a witness for each weight" }
    let factor: Rational = Rational(margin)
    for unit in 0..<units {
      let row: [Rational] = network.hidden.row(unit)
      guard let scale = row.map(\.magnitude).max(), scale.signum > 0 else {
        return "row \(unit) of V is zero"
      }
      for (place, witness) in witnesses.hidden[unit].enumerated() {
        let denominator: BigInt = (row[place] / scale).denominator
        let move: Rational =
          scale / (factor * Rational(denominator * denominator))
          * evaluation.inputs[witness.sample, place].magnitude
        let weight: Rational = network.output[witness.output, unit].magnitude
        let falling: Rational = min(move, evaluation.products[witness.sample][unit])
        guard
          isMissed(witness.sample, witness.output, change: weight * falling, growth: weight * move)
        else { return "weight \(place) of hidden unit \(unit) could be another fraction of comparable size" }
      }
      for output in 0..<network.outputsDimension {
        let sample: Int = witnesses.output[output][unit]
        let denominator: BigInt = (network.output[output, unit] * scale).denominator
        let step: Rational = 1 / (factor * scale * Rational(denominator * denominator))
        guard
          isMissed(
            sample, output, change: step * evaluation.products[sample][unit].positivePart,
            growth: step * terms[sample][unit])
        else { return "weight \(unit) of output \(output) could be another fraction of comparable size" }
      }
    }
    return nil
  }

  private func isMissed(_ sample: Int, _ output: Int, change: Rational, growth: Rational) -> Bool {
    change > error(sample, output) + bound * (size(sample, output) + growth)
  }
}
