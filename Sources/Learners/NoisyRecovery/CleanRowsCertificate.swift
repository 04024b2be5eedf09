/// Why a student is the only network that made most of the labels, where the others are wrong by any amount.
public struct CleanRowsCertificate: Certificate, Hashable {
  /// `cleanRows`.
  public let kind: String = "cleanRows"
  /// Why no other network of the size fits the rows that are clean.
  public let uniqueness: UniquenessCertificate
  /// The number of samples, *n*.
  public let samples: Int
  /// How many rows of the labels the student does not fit.
  public let wrongRowCount: Int
  /// The rows of the labels that the student does not fit, from 0, up to ``largestList`` of them.
  public let wrongRows: [Int]

  /// The wrong rows that are listed at most.
  public static let largestList: Int = 1000

  /// Joins what is known of the clean rows with the others.
  public init(uniqueness: UniquenessCertificate, samples: Int, wrongRows: [Int]) {
    self.uniqueness = uniqueness
    self.samples = samples
    self.wrongRowCount = wrongRows.count
    self.wrongRows = Array(wrongRows.prefix(Self.largestList))
  }

  /// The number of hidden units, *k*.
  public var hiddenUnits: Int { uniqueness.hiddenUnits }
  /// The argument in one word.
  public var argument: String { kind }

  /// The rows, and the accuracy of the parameters.
  public var facts: [CertificateFact] {
    [
      CertificateFact(
        "rows",
        "\(samples - wrongRowCount) of \(samples) fit exactly (\(uniqueness.argument)); \(wrongRowCount) are wrong"
      )
    ] + uniqueness.facts
  }
}
