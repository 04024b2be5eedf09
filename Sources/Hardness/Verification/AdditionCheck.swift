import ExactArithmetic

/// Whether the samples that were added are ones that the image of every solution fits.
struct AdditionCheck {
  private let change: AddConsistentTransformation
  private let after: TrainingInstance
  private let before: TrainingInstance

  init(_ change: AddConsistentTransformation, after: TrainingInstance, before: TrainingInstance) {
    self.change = change
    self.after = after
    self.before = before
  }

  /// The first that is not; `nil` where all are.
  var fault: String? {
    for (index, addition) in change.samples.enumerated() {
      let found: ExactSample = after.samples[before.samples.count + index]
      let problem: String?
      switch addition {
      case .split(let row, let share): problem = splitFault(found, row: row, share: share)
      case .combination(let terms, let weight): problem = combinationFault(found, terms, weight: weight)
      }
      if let problem { return "samples[\(index)] \(problem)" }
    }
    return nil
  }

  private func splitFault(_ found: ExactSample, row: Int, share: Rational) -> String? {
    let whole: ExactSample = before.samples[row]
    let rest: ExactSample = ExactSample(
      x: whole.x, y: whole.y, weight: whole.weight - whole.weight * share, tag: whole.tag)
    return found == rest ? nil : "is not the rest of sample \(row)"
  }

  private func combinationFault(_ found: ExactSample, _ terms: [SparseEntry], weight: Rational) -> String? {
    var x: [Int: Rational] = [:]
    var y: [Rational] = Array(repeating: .zero, count: after.outputs)
    var sum: Rational = .zero
    for term in terms {
      let part: ExactSample = before.samples[term.index]
      guard isFitted(part) else {
        return "takes sample \(term.index), which not every solution's network fits"
      }
      guard terms.count == 1 || part.y.allSatisfy({ $0 == .zero }) else {
        return "adds up sample \(term.index), whose label is not 0"
      }
      guard term.value.signum > 0 else { return "has a coefficient that is not positive" }
      sum = sum + term.value
      for entry in part.x {
        x[entry.index, default: .zero] = x[entry.index, default: .zero] + term.value * entry.value
      }
      for output in y.indices { y[output] = y[output] + term.value * part.y[output] }
    }
    if after.allowsBiases, sum != .one {
      return "has coefficients that do not add up to 1, in an affine form"
    }
    if after.squaredNormBound != nil, sum > .one {
      return "has coefficients above 1, where norms are bounded"
    }
    let entries: [SparseEntry] = x.keys.sorted().compactMap { key in
      guard let value = x[key], value.signum != 0 else { return nil }
      return SparseEntry(key, value)
    }
    let expected: ExactSample = ExactSample(x: entries, y: y, weight: weight, tag: "consistent")
    return found == expected ? nil : "is not the combination that it is said to be"
  }

  /// Samples that carry the solution's cost are not fitted; the images of colourings fit all.
  private func isFitted(_ sample: ExactSample) -> Bool {
    switch (after.source, sample.tag) {
    case (.setCover, "set"), (.monotoneCircuit, "input"): false
    case (.densestSubgraph, let tag): tag == "pin" || tag == "consistent"
    case (.colouring, _): after.threshold == .zero
    case (.setCover, _), (.monotoneCircuit, _): true
    }
  }
}
