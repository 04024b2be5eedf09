import DataFiles
import ExactArithmetic
import Networks

/// Reading a student to verify: a network as JSON, or a certificate.
enum StudentFile {
  private struct Probe: Decodable {
    let format: String?
    let version: Int?
  }

  private struct Certified: Decodable {
    let certificate: CertificateNetwork?
  }

  static func read(_ path: String, fitting instance: TrainingInstance) throws -> ExactNetwork {
    let probe: Probe? = try? InputFile.decode(Probe.self, from: path)
    // A network of rationals may carry a certificate of another kind.
    if probe?.format == Network.formatName, probe?.version == RationalNetwork.formatVersion {
      return try ExactNetwork(sparse(RationalNetwork(contentsOf: path)), fitting: instance, path: path)
    }
    if let certificate = try InputFile.decode(Certified.self, from: path).certificate {
      return try ExactNetwork(certificate, fitting: instance, path: path)
    }
    return try ExactNetwork(Network(contentsOf: path), fitting: instance, path: path)
  }

  private static func sparse(_ network: RationalNetwork) -> CertificateNetwork {
    CertificateNetwork(
      outputWeights: network.output.rows,
      hiddenWeights: network.hidden.rows.map { row in
        row.indices.filter { !row[$0].isZero }.map { SparseEntry($0, row[$0]) }
      })
  }
}
