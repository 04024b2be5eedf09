public import ExactArithmetic

/// More samples after those that there are, which the image of every solution fits.
///
/// They can only add to a loss, and they add nothing to that of an image. Three sorts:
/// - a positive multiple (c x, c y) of a sample that every image fits: images have no biases, so they are homogeneous;
/// - a sum Σ c_i x_i, c_i > 0, with label 0, of samples with label 0 that every image fits: all its units are off
///   there, as its output weights have one sign, hence ⟨w_j, x_i⟩ ≤ 0, and off at the sum;
/// - a sample split in two that share its weight.
///
/// In the affine forms Σ c_i = 1, so that a constant coordinate stays constant; where the norms are bounded
/// Σ c_i ≤ 1, so that ‖x‖ ≤ 1 stays.
public struct AddConsistentTransformation: Sendable, Hashable, Codable {
  /// The tag of multiples and sums; the half of a split sample keeps its own.
  public static let tag: String = "consistent"

  /// A sample times a coefficient; in JSON the pair `[row, "coefficient"]`.
  public typealias Term = SparseEntry

  /// One sample that is added.
  public enum Addition: Sendable, Hashable {
    /// Σ coefficient · sample over the terms, whose indices are rows.
    case combination([Term], weight: Rational)
    /// The sample of a row again: it keeps `share` of its weight, and the new one gets the rest.
    case split(row: Int, share: Rational)
  }

  /// The samples that are added.
  public let samples: [Addition]

  /// Creates an addition.
  public init(samples: [Addition]) { self.samples = samples }

  func applied(to samples: SampleList) -> SampleList {
    var shares: [Int: Rational] = [:]
    for case .split(let row, let share) in self.samples { shares[row] = share }
    let kept: [Int: Rational] = shares
    let added: [Addition] = self.samples
    let old: SampleList = SampleList(count: samples.count) { index in
      let sample: ExactSample = samples[index]
      guard let share = kept[index] else { return sample }
      return sample.with(weight: sample.weight * share)
    }
    let new: @Sendable (Int) -> ExactSample = { index in
      switch added[index] {
      case .split(let row, let share):
        let sample: ExactSample = samples[row]
        return sample.with(weight: sample.weight * (1 - share))
      case .combination(let terms, let weight):
        return Self.combination(of: terms.map { ($0.value, samples[$0.index]) }, weight: weight)
      }
    }
    // Held where they are few: in a chain of additions, sums of sums would be made anew for every look at one.
    guard added.count <= Self.mostHeld else {
      return SampleList(joining: [old, SampleList(count: added.count, make: new)])
    }
    return SampleList(joining: [old, SampleList(added.indices.map(new))])
  }

  private static let mostHeld: Int = 100_000

  private static func combination(
    of terms: [(coefficient: Rational, sample: ExactSample)], weight: Rational
  ) -> ExactSample {
    var entries: [SparseEntry] = []
    var labels: [Rational] = [Rational](repeating: .zero, count: terms.first?.sample.y.count ?? 0)
    for (coefficient, sample) in terms {
      entries += sample.x.map { SparseEntry($0.index, coefficient * $0.value) }
      for output in labels.indices { labels[output] = labels[output] + coefficient * sample.y[output] }
    }
    var x: [SparseEntry] = []
    for entry in entries.sorted(by: { $0.index < $1.index }) {
      if let last = x.last, last.index == entry.index {
        x[x.count - 1] = SparseEntry(entry.index, last.value + entry.value)
      } else {
        x.append(entry)
      }
    }
    return ExactSample(x: x.filter { !$0.value.isZero }, y: labels, weight: weight, tag: tag)
  }
}

extension ExactSample {
  fileprivate func with(weight: Rational) -> ExactSample {
    ExactSample(x: x, y: y, weight: weight, tag: tag)
  }
}

extension AddConsistentTransformation.Addition: Codable {
  private enum CodingKeys: String, CodingKey {
    case terms, weight, split, share
  }

  /// Decodes the sort that the object's fields name.
  public init(from decoder: any Decoder) throws {
    let container: KeyedDecodingContainer<CodingKeys> = try decoder.container(keyedBy: CodingKeys.self)
    if container.contains(.split) {
      self = .split(
        row: try container.decode(Int.self, forKey: .split),
        share: try container.decode(Rational.self, forKey: .share))
    } else {
      self = .combination(
        try container.decode([SparseEntry].self, forKey: .terms),
        weight: try container.decode(Rational.self, forKey: .weight))
    }
  }

  /// Encodes the fields of the sort.
  public func encode(to encoder: any Encoder) throws {
    var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .combination(let terms, let weight):
      try container.encode(terms, forKey: .terms)
      try container.encode(weight, forKey: .weight)
    case .split(let row, let share):
      try container.encode(row, forKey: .split)
      try container.encode(share, forKey: .share)
    }
  }
}
