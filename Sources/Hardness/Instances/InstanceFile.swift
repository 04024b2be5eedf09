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
  public init(instance: TrainingInstance, generator: Provenance?, removal: Removal? = nil) {
    self.instance = instance
    self.generator = generator
    self.removal = removal
  }

  /// The file's bytes: fields in the format's order, a sample on each line, the same for the same content.
  public func data() throws -> Data {
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
    if let generator { fields.append(("generator", try Self.json(generator))) }
    if let removal { fields.append(("removed", try Self.json(removal))) }
    let lines: [String] = try instance.samples.map { "    " + (try Self.line(of: $0)) }
    fields.append(("samples", "[\n\(lines.joined(separator: ",\n"))\n  ]"))
    let body: String = fields.map { "  \"\($0.name)\": \($0.value)" }.joined(separator: ",\n")
    return Data("{\n\(body)\n}\n".utf8)
  }

  /// A sample as the encoder would write it, put together by hand: the encoder takes most of a second for 10⁵
  /// entries.
  private static func line(of sample: ExactSample) throws -> String {
    var line: String = "{\"tag\":\(try json(sample.tag)),\"weight\":\"\(sample.weight)\",\"x\":["
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

/// The object `source` of the exchange format.
struct SourceDocument: Codable {
  static let setCover: String = "set-cover"

  let kind: String
  let elements: Int
  let sets: [[Int]]
  let kappa: Int
  let costs: [Int]?

  init(_ source: SourceProblem) {
    switch source {
    case .setCover(let problem, let target):
      self.kind = Self.setCover
      self.elements = problem.elementCount
      self.sets = problem.sets
      self.kappa = target
      self.costs = problem.isUnicost ? nil : problem.costs
    }
  }
}
