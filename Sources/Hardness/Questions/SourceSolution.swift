public import ExactArithmetic

/// A solution of a source problem; in JSON an object whose fields name what it holds.
///
/// | kind | JSON |
/// |---|---|
/// | set cover | `{"sets": [0, 3], "cost": "7"}` |
/// | monotone circuit | `{"inputs": [1], "cost": "1"}` |
/// | colouring | `{"colours": [0, 1, 0]}` |
/// | densest subgraph | `{"vertices": [0, 1, 2], "edges": 3}` |
public enum SourceSolution: Sendable, Hashable {
  /// The chosen sets, counted from 0, ascending, and what they cost together.
  case sets([Int], cost: Rational)
  /// The true inputs, counted from 0, ascending; their number is the cost.
  case inputs([Int])
  /// The colour of each vertex, counted from 0.
  case colours([Int])
  /// The chosen vertices, counted from 0, ascending, and the number of edges among them.
  case vertices([Int], edges: Int)

  /// What the solution lists: sets, inputs, colours or vertices.
  public var entries: [Int] {
    switch self {
    case .sets(let list, _), .inputs(let list), .colours(let list), .vertices(let list, _): list
    }
  }

  /// What the solution costs: of a cover its cost, of an input its ones; `nil` where nothing is paid.
  public var cost: Rational? {
    switch self {
    case .sets(_, let cost): cost
    case .inputs(let list): Rational(list.count)
    case .colours, .vertices: nil
    }
  }

  /// The solution in a few words.
  public var summary: String {
    switch self {
    case .sets(let list, let cost): "\(list.count) sets of cost \(cost)"
    case .inputs(let list): "\(list.count) true inputs"
    case .colours(let list): "a colouring with \(Set(list).count) colours"
    case .vertices(let list, let edges): "\(list.count) vertices with \(edges) edges"
    }
  }
}

extension SourceSolution: Codable {
  private enum CodingKeys: String, CodingKey {
    case sets, cost, inputs, colours, vertices, edges
  }

  /// Decodes the kind that the object's fields name.
  public init(from decoder: any Decoder) throws {
    let container: KeyedDecodingContainer<CodingKeys> = try decoder.container(keyedBy: CodingKeys.self)
    if container.contains(.sets) {
      self = .sets(
        try container.decode([Int].self, forKey: .sets),
        cost: try container.decode(Rational.self, forKey: .cost))
    } else if container.contains(.inputs) {
      self = .inputs(try container.decode([Int].self, forKey: .inputs))
    } else if container.contains(.colours) {
      self = .colours(try container.decode([Int].self, forKey: .colours))
    } else if container.contains(.vertices) {
      self = .vertices(
        try container.decode([Int].self, forKey: .vertices),
        edges: try container.decode(Int.self, forKey: .edges))
    } else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: container.codingPath,
          debugDescription: "holds none of the fields sets, inputs, colours and vertices"))
    }
  }

  /// Encodes the fields of the kind.
  public func encode(to encoder: any Encoder) throws {
    var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .sets(let list, let cost):
      try container.encode(list, forKey: .sets)
      try container.encode(cost, forKey: .cost)
    case .inputs(let list):
      try container.encode(list, forKey: .inputs)
      try container.encode(Rational(list.count), forKey: .cost)
    case .colours(let list):
      try container.encode(list, forKey: .colours)
    case .vertices(let list, let edges):
      try container.encode(list, forKey: .vertices)
      try container.encode(edges, forKey: .edges)
    }
  }
}
