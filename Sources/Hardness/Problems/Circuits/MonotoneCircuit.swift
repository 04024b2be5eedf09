/// A circuit of AND and OR gates without negations; the question is how few true inputs make its output true.
///
/// Ids count the inputs from 0, then the gates in their order. The children of a gate are ids before its own, all
/// different, at least one. The last gate is the output.
public struct MonotoneCircuit: Sendable, Hashable {
  /// What a gate computes.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// True where all children are.
    case and
    /// True where a child is.
    case or
  }

  /// One gate.
  public struct Gate: Sendable, Hashable, Codable {
    /// What it computes.
    public let kind: Kind
    /// The ids that it computes from, in the order that they were given.
    public let children: [Int]

    /// Creates a gate.
    public init(_ kind: Kind, _ children: [Int]) {
      self.kind = kind
      self.children = children
    }

    /// Reads `["or", [0, 1]]`.
    public init(from decoder: any Decoder) throws {
      var fields: any UnkeyedDecodingContainer = try decoder.unkeyedContainer()
      let name: String = try fields.decode(String.self)
      guard let kind = Kind(rawValue: name) else {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath,
            debugDescription: "a gate is 'and' or 'or', not '\(name.prefix(24))'"))
      }
      let children: [Int] = try fields.decode([Int].self)
      guard fields.isAtEnd else {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath,
            debugDescription: "a gate is its kind and the list of its children, no more"))
      }
      self.init(kind, children)
    }

    /// Writes `["or", [0, 1]]`.
    public func encode(to encoder: any Encoder) throws {
      var fields: any UnkeyedEncodingContainer = encoder.unkeyedContainer()
      try fields.encode(kind.rawValue)
      try fields.encode(children)
    }
  }

  /// The number of inputs (n).
  public let inputCount: Int
  /// The gates, each after its children (G of them).
  public let gates: [Gate]

  /// The most inputs there may be; it keeps a hostile count from reserving the memory of the machine.
  public static let largestInputCount: Int = 1 << 24

  /// Creates a circuit and checks all of it.
  ///
  /// - Throws: ``SourceFault`` where there are no gates, or a gate has no children, one twice, or one that does not
  ///   come before it.
  /// - Complexity: O(inputs + Σ fan-in log fan-in).
  public init(inputCount: Int, gates: [Gate]) throws(SourceFault) {
    guard (1...Self.largestInputCount).contains(inputCount) else {
      throw SourceFault(
        place: "inputs", problem: "\(inputCount) is not between 1 and \(Self.largestInputCount)",
        mend: "correct the number of inputs")
    }
    guard !gates.isEmpty else {
      throw SourceFault(
        place: "gates", problem: "there are none, so there is no output", mend: "add a gate for the output")
    }
    for (index, gate) in gates.enumerated() {
      let place: String = "gates[\(index)]"
      let id: Int = inputCount + index
      if let stray = gate.children.first(where: { !(0..<id).contains($0) }) {
        throw SourceFault(
          place: place, problem: "child \(stray) does not come before the gate, whose id is \(id)",
          mend: "name inputs from 0 to \(inputCount - 1) or earlier gates from \(inputCount) on")
      }
      let ordered: [Int] = gate.children.sorted()
      for (left, right) in zip(ordered, ordered.dropFirst()) where left == right {
        throw SourceFault(place: place, problem: "child \(left) is there twice", mend: "name it once")
      }
      guard !ordered.isEmpty else {
        throw SourceFault(
          place: place, problem: "the gate has no children", mend: "name at least one, or remove the gate")
      }
    }
    self.inputCount = inputCount
    self.gates = gates
  }

  /// The id of the output, the last gate.
  public var output: Int { inputCount + gates.count - 1 }

  /// The value of every id, inputs first, where the inputs have the given values.
  ///
  /// - Precondition: there is a value for each input.
  /// - Complexity: O(inputs + Σ fan-in).
  public func values(of inputs: [Bool]) -> [Bool] {
    precondition(inputs.count == inputCount, "give each of the \(inputCount) inputs a value")
    var values: [Bool] = inputs
    values.reserveCapacity(inputCount + gates.count)
    for gate in gates {
      switch gate.kind {
      case .and: values.append(gate.children.allSatisfy { values[$0] })
      case .or: values.append(gate.children.contains { values[$0] })
      }
    }
    return values
  }

  /// Whether the output is true where the listed inputs are and no others.
  ///
  /// - Precondition: every listed index is that of an input.
  public func isSatisfied(byTrueInputs trueInputs: some Sequence<Int>) -> Bool {
    var inputs: [Bool] = [Bool](repeating: false, count: inputCount)
    for input in trueInputs { inputs[input] = true }
    return values(of: inputs)[output]
  }
}
