import DataFiles
import Foundation

/// Monotone circuits in JSON: `{"inputs": 3, "gates": [["or", [0, 1]], ["and", [2, 3]]]}`.
enum CircuitReader {
  private struct Fields: Decodable {
    let inputs: Int
    let gates: [MonotoneCircuit.Gate]
  }

  /// Reads the file at `path`.
  static func read(_ path: String) throws -> MonotoneCircuit {
    let fields: Fields = try InputFile.decode(Fields.self, from: path)
    do {
      return try MonotoneCircuit(inputCount: fields.inputs, gates: fields.gates)
    } catch {
      throw error.inFile(path)
    }
  }
}
