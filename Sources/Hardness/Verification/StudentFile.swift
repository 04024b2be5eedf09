import DataFiles
import Networks

/// Reading a student to verify: a network as JSON, or a certificate.
enum StudentFile {
  private struct Probe: Decodable {
    let certificate: CertificateNetwork?
  }

  static func read(_ path: String, fitting instance: TrainingInstance) throws -> ExactNetwork {
    if let certificate = try InputFile.decode(Probe.self, from: path).certificate {
      return try ExactNetwork(certificate, fitting: instance, path: path)
    }
    return try ExactNetwork(Network(contentsOf: path), fitting: instance, path: path)
  }
}
