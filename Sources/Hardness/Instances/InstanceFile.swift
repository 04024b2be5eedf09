import DataFiles
import ExactArithmetic
public import Foundation

/// A file in the exchange format `relu-hardness/1`: a training instance and what made it.
///
/// Numbers other than counts and indices are strings `p` or `p/q`. A reader takes integers in their place and passes
/// over fields that it does not know.
public struct InstanceFile: Sendable, Equatable {
  /// The format's name, the first field of every file.
  public static let format: String = "relu-hardness/1"

  /// The instance.
  public let instance: TrainingInstance
  /// What made the file; `nil` where it does not say.
  public let generator: Provenance?
  /// What was taken out of the problem before it was encoded; `nil` where nothing was.
  public let removal: Removal?
  /// The CNF formula that the source problem stands for; `nil` where it stands for itself.
  public let origin: FormulaOrigin?
  /// What was done to the samples that the reduction makes, in this order; empty where nothing was.
  public let transformations: [Transformation]

  /// The sets of cost 0 that were taken out beforehand, in the numbering of the original problem.
  public struct Removal: Sendable, Hashable, Codable {
    /// The number of elements of the original problem.
    public let elements: Int
    /// The number of sets of the original problem.
    public let sets: Int
    /// The sets taken out, counted from 0 in the original problem.
    public let zeroCostSets: [Int]

    private enum CodingKeys: String, CodingKey {
      case elements, sets
      case zeroCostSets = "zero_cost_sets"
    }

    /// Creates a record.
    public init(elements: Int, sets: Int, zeroCostSets: [Int]) {
      self.elements = elements
      self.sets = sets
      self.zeroCostSets = zeroCostSets
    }
  }

  /// Creates a file's content from its parts.
  public init(
    instance: TrainingInstance, generator: Provenance?, removal: Removal? = nil, origin: FormulaOrigin? = nil,
    transformations: [Transformation] = []
  ) {
    self.instance = instance
    self.generator = generator
    self.removal = removal
    self.origin = origin
    self.transformations = transformations
  }

  /// The file's bytes: fields in the format's order, a sample on each line, the same for the same content.
  public func data() throws -> Data {
    var data: Data = Data()
    try write { data.append($0) }
    return data
  }

  /// Hands the file's bytes over in pieces, so that a large instance need not fit the memory.
  public func write(to receive: (Data) throws -> Void) throws {
    let instance: TrainingInstance = instance
    var fields: [(name: String, value: String)] = [
      ("format", try Self.json(Self.format)),
      ("reduction", try Self.json(instance.reduction)),
      ("dim", String(instance.dimension)),
      ("units", String(instance.units)),
      ("outputs", String(instance.outputs)),
      ("coefficients", try Self.json(instance.coefficients)),
      ("norm_squared_bound", try instance.squaredNormBound.map(Self.json) ?? "null"),
      ("threshold", try Self.json(instance.threshold)),
      ("slack", try Self.json(instance.slack)),
      ("source", try Self.json(SourceDocument(instance.source))),
      ("params", try Self.json(instance.parameters)),
    ]
    if let origin { fields.append(("origin", try Self.json(origin))) }
    if let generator { fields.append(("generator", try Self.json(generator))) }
    if !transformations.isEmpty { fields.append(("transformations", try Self.json(transformations))) }
    if let removal { fields.append(("removed", try Self.json(removal))) }
    let head: String = fields.map { "  \"\($0.name)\": \($0.value)" }.joined(separator: ",\n")
    try receive(Data("{\n\(head),\n  \"samples\": [\n".utf8))
    // There are a few tags, and an encoder for each sample would take most of the time.
    var tags: [String: String] = [:]
    for start in stride(from: 0, to: instance.samples.count, by: Self.samplesPerPiece) {
      let end: Int = min(start + Self.samplesPerPiece, instance.samples.count)
      let lines: [String] = try (start..<end).map { index in
        let sample: ExactSample = instance.samples[index]
        let tag: String = try tags[sample.tag] ?? Self.json(sample.tag)
        tags[sample.tag] = tag
        return "    " + Self.line(of: sample, tag: tag)
      }
      let isLast: Bool = end == instance.samples.count
      try receive(Data((lines.joined(separator: ",\n") + (isLast ? "\n" : ",\n")).utf8))
    }
    try receive(Data("  ]\n}\n".utf8))
  }

  /// The samples whose lines are held at a time.
  private static let samplesPerPiece: Int = 1 << 12

  /// A sample as the encoder would write it, put together by hand: the encoder takes most of a second for 10⁵
  /// entries.
  private static func line(of sample: ExactSample, tag: String) -> String {
    var line: String = "{\"tag\":\(tag),\"weight\":\"\(sample.weight)\",\"x\":["
    for (position, entry) in sample.x.enumerated() {
      if position > 0 { line += "," }
      line += "[\(entry.index),\"\(entry.value)\"]"
    }
    let labels: String = sample.y.map { "\"\($0)\"" }.joined(separator: ",")
    return line + "],\"y\":[\(labels)]}"
  }

  private static func json(_ value: some Encodable) throws -> String {
    String(decoding: try CanonicalJSON.encode(value, layout: .compact).dropLast(), as: UTF8.self)
  }
}
