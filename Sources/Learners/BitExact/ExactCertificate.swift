public import ExactArithmetic
public import Networks

/// A certificate of a network with rational weights.
public protocol RationalCertificate: Certificate {
  /// The network itself, exactly.
  var network: RationalNetwork { get }
}

/// Why a network with rational weights is the one that made the labels, and what was checked in exact arithmetic.
///
/// Everything in it can be computed again from the network and the samples without floating point; see
/// ``ExactStudentVerifier``.
public struct ExactCertificate: RationalCertificate, Hashable {
  /// Why no other network with as many hidden units has the same outputs on the samples.
  public enum Uniqueness: String, Sendable, Hashable, CaseIterable, Codable {
    /// For each hidden unit the samples on which it alone is active span the inputs. A proof, for any inputs.
    case purePatterns
    /// Activity is varied enough for inputs drawn from a density, which the caller vouches for.
    case generalPosition
    /// The same variety, and samples that were kept from every step agree without exception. Evidence, no proof.
    case heldOut
  }

  /// What the labels are.
  public enum Labels: String, Sendable, Hashable, CaseIterable, Codable {
    /// Equal to the network's outputs, all of them.
    case exact
    /// Within ``Rounding`` of the network's outputs.
    case rounded
  }

  /// How far the labels are from the outputs of a network whose weights the simplest fractions were chosen for.
  public struct Rounding: Sendable, Hashable, Codable {
    /// The unit roundoff of the labels' type: 1/2⁵³ or 1/2²⁴.
    public let unit: Rational
    /// The largest |label − output| over all labels, in units of `unit` · Σ|terms|.
    public let largestDeviation: Rational
    /// The deviation up to which a label counts as rounded, in the same units: d + k + 4.
    public let allowedDeviation: Int
    /// No weight can be replaced alone by a fraction with a denominator up to this many times as large.
    public let denominatorMargin: Int
    /// For each weight a label that tells it from those fractions.
    public let witnesses: Witnesses
  }

  /// A label that another fraction in the place of a weight of V would miss; in JSON the pair `[sample, output]`.
  public struct Witness: Sendable, Hashable, Codable {
    /// The sample, counted from 0.
    public let sample: Int
    /// The output, counted from 0.
    public let output: Int

    init(sample: Int, output: Int) {
      self.sample = sample
      self.output = output
    }

    /// Decodes `[sample, output]`.
    public init(from decoder: any Decoder) throws {
      let pair: [Int] = try decoder.singleValueContainer().decode([Int].self)
      guard pair.count == 2 else {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(
            codingPath: decoder.codingPath, debugDescription: "is not a pair of a sample and an output"))
      }
      self.init(sample: pair[0], output: pair[1])
    }

    /// Encodes `[sample, output]`.
    public func encode(to encoder: any Encoder) throws {
      var container: any SingleValueEncodingContainer = encoder.singleValueContainer()
      try container.encode([sample, output])
    }
  }

  /// For each weight a label that another fraction of comparable size would miss.
  public struct Witnesses: Sendable, Hashable, Codable {
    /// For each weight of V, `k × d`.
    public let hidden: [[Witness]]
    /// For each weight of U the sample, `m × k`; the label is that of the weight's row.
    public let output: [[Int]]
  }

  /// What the labels are.
  public let labels: Labels
  /// How the network found is told from others.
  public let uniqueness: Uniqueness
  /// The number of hidden units, which is the rank of the labels.
  public let hiddenUnits: Int
  /// The number of samples, on all of which the network was checked.
  public let samples: Int
  /// For each hidden unit the samples on which it alone is active.
  public let pureSamples: [Int]
  /// For each hidden unit the rank of these samples' inputs; ``Uniqueness/purePatterns`` asks for *d*.
  public let pureRanks: [Int]
  /// By how many samples on distinct rays the closest two hidden units are told apart, N₂ in the theory.
  public let pairEvidence: Int
  /// By how many samples on distinct rays the closest three are told apart, N₃; `nil` below three.
  public let tripleEvidence: Int?
  /// The samples that were kept from every step but the last check, ascending; empty where there are none.
  public let heldOut: [Int]
  /// How the labels are rounded; `nil` where they are exact.
  public let rounding: Rounding?
  /// The network itself, in normal form.
  public let network: RationalNetwork

  /// `exact`, or `simplestFractions` where the labels were rounded.
  public var argument: String { labels == .exact ? "exact" : "simplestFractions" }

  /// What was checked.
  public var facts: [CertificateFact] {
    var facts: [CertificateFact] = [
      CertificateFact(
        "labels",
        rounding.map { rounding in
          "within \(rounding.allowedDeviation) roundings of the outputs, not equal to them; the weights are the "
            + "simplest fractions that are"
        } ?? "equal to the outputs on all \(samples) samples, in rational arithmetic"),
      CertificateFact("uniqueness", uniquenessText),
    ]
    if uniqueness == .heldOut {
      facts.append(CertificateFact("held out", "\(heldOut.count) samples, all met"))
    }
    return facts
  }

  private var uniquenessText: String {
    switch uniqueness {
    case .purePatterns: "purePatterns, proved for any inputs"
    case .generalPosition: "generalPosition, proved for inputs from a density, which you vouched for"
    case .heldOut: "heldOut, evidence from samples kept apart and no proof"
    }
  }

  enum CodingKeys: String, CodingKey {
    case kind, labels, uniqueness, hiddenUnits, samples, pureSamples, pureRanks, pairEvidence, tripleEvidence,
      heldOut
    case rounding
  }

  /// Writes everything but the network, which stands beside it.
  public func encode(to encoder: any Encoder) throws {
    var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(argument, forKey: .kind)
    try container.encode(labels, forKey: .labels)
    try container.encode(uniqueness, forKey: .uniqueness)
    try container.encode(hiddenUnits, forKey: .hiddenUnits)
    try container.encode(samples, forKey: .samples)
    try container.encode(pureSamples, forKey: .pureSamples)
    try container.encode(pureRanks, forKey: .pureRanks)
    try container.encode(pairEvidence, forKey: .pairEvidence)
    // Written as null rather than left out, so that a reader sees that there is none.
    try container.encode(tripleEvidence, forKey: .tripleEvidence)
    try container.encode(heldOut, forKey: .heldOut)
    try container.encode(rounding, forKey: .rounding)
  }
}
