import RandomStreams

/// The JSON form of a problem, `"format": "assay-problem"`: its fields, once for writing and for reading.
struct ProblemDocument: Codable {
  struct Inputs: Codable {
    let distribution: String
    /// The value of the distribution's parameter, under the parameter's name.
    let parameters: [String: Double]?
  }

  struct Noise: Codable {
    let law: String
    let level: Double
    let share: Double?
  }

  /// What learners should say, for those who look into the file; a reader works it out anew.
  struct Expectations: Codable {
    let verdicts: [String: ExpectedVerdict]

    init(_ verdicts: [String: ExpectedVerdict]) { self.verdicts = verdicts }

    init(from decoder: any Decoder) { self.verdicts = [:] }

    func encode(to encoder: any Encoder) throws { try verdicts.encode(to: encoder) }
  }

  /// The name of the format.
  static let formatName: String = "assay-problem"

  var format: String = Self.formatName
  /// 1 where nothing is there that a reader of the first version does not know.
  let version: Int
  let family: String
  let parameters: [String: Double]?
  let inputsDimension: Int
  let hidden: Int
  let outputs: Int
  let conditionNumber: Double?
  let activation: String?
  let samples: Int
  let seed: UInt64
  let inputs: Inputs
  let noise: Noise?
  /// The file of exact labels, where there is one.
  let exactLabels: String?
  let expected: Expectations?
  var randomStreams: String = RandomStream.algorithm
  /// Name and version of the program that wrote the file.
  let tool: String?
  /// The command line that makes the same files again.
  let command: String?
}
