/// The error of a student on samples that its fit has not seen.
///
/// It says how well the student predicts, and nothing about its weights: other networks compute the same function.
public struct HeldOutErrorCertificate: Certificate {
  /// The field `kind` of the JSON.
  public let argument: String = "heldOutError"
  /// The number of hidden units of the student, of all layers together.
  public let hiddenUnits: Int
  /// The units of each hidden layer, from the first.
  public let hiddenLayers: [Int]
  /// The dimension of the subspace on which the student was first fitted.
  public let dimension: Int
  /// Whether that was the certified subspace, or the candidate, which may hold a direction too many.
  public let subspaceIsCertified: Bool
  /// The status of the subspace.
  public let subspaceStatus: SubspaceOutcome.Status
  /// The error of the network on the subspace, on samples held out, relative to the labels' standard deviation.
  public let subspaceError: Double
  /// The error of the student, the same way.
  public let heldOutError: Double
  /// The samples held out.
  public let samples: Int

  private enum CodingKeys: String, CodingKey {
    case argument = "kind"
    case hiddenUnits, hiddenLayers, dimension, subspaceIsCertified, subspaceStatus, subspaceError,
      heldOutError
    case samples
  }

  /// What people look at first.
  public var facts: [CertificateFact] {
    [
      CertificateFact("layers", hiddenLayers.map(String.init).joined(separator: ", ") + " hidden units"),
      CertificateFact(
        "subspace", "\(dimension) directions, \(subspaceIsCertified ? "certified" : "the candidate")"),
      CertificateFact(
        "error",
        "\(ShortNumber.text(heldOutError)) of the labels, on \(samples) samples held out "
          + "(\(ShortNumber.text(subspaceError)) before refinement)"),
    ]
  }
}
