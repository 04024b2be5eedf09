import DataFiles
public import Foundation

/// Writing source problems as files that ``SourceFile`` reads back as the same problem.
///
/// Set covers are written in OR-Library format, graphs as DIMACS `.col`, hypergraphs as hyperedges, formulas as DIMACS
/// `.cnf`, circuits in JSON. The bytes are the same for the same problem.
public struct SourceWriter: Sendable {
  /// The problem to write.
  public let content: SourceContent

  /// Creates the writer of a problem.
  public init(_ content: SourceContent) {
    self.content = content
  }

  /// The format that the problem is written in.
  public var format: SourceFormat {
    switch content {
    case .setCover: .orLibrary
    case .graph: .dimacsGraph
    case .hypergraph: .hyperedges
    case .formula: .dimacsFormula
    case .circuit: .circuitJSON
    }
  }

  /// The suffix of the file's name, without the dot: `col`.
  public var suffix: String { format.suffixes[0] }

  /// The file's bytes.
  ///
  /// - Complexity: O(size of the problem).
  public func data() -> Data {
    var result: Data = Data()
    // Gathering in memory does not throw.
    forEachChunk { result.append($0) }
    return result
  }

  /// Writes the file at `path`, in pieces, so that memory stays flat.
  ///
  /// - Throws: `DataError` where it cannot be written.
  public func write(to path: String) throws {
    let file: AtomicFile = try AtomicFile(path: path)
    try forEachChunk { try file.write($0) }
    try file.commit()
  }

  private static let chunkBytes: Int = 1 << 16

  /// Hands the bytes on in pieces of about ``chunkBytes``.
  private func forEachChunk(_ body: (Data) throws -> Void) rethrows {
    var buffer: TextBuffer = TextBuffer()
    func flush(_ force: Bool) throws {
      guard force || buffer.count >= Self.chunkBytes else { return }
      try body(buffer.take())
    }
    switch content {
    case .setCover(let cover):
      var owners: [[Int]] = [[Int]](repeating: [], count: cover.elementCount)
      for (index, set) in cover.sets.enumerated() {
        for element in set { owners[element].append(index + 1) }
      }
      buffer.line([cover.elementCount, cover.sets.count])
      buffer.line(cover.costs)
      for row in owners {
        buffer.line([row.count])
        buffer.line(row)
        try flush(false)
      }
    case .graph(let graph):
      buffer.text("p edge \(graph.vertexCount) \(graph.edges.count)\n")
      for edge in graph.edges {
        buffer.text("e ")
        buffer.line(edge, adding: 1)
        try flush(false)
      }
    case .hypergraph(let hypergraph):
      buffer.text("# vertices: \(hypergraph.vertexCount)\n# edges: \(hypergraph.edges.count)\n")
      for edge in hypergraph.edges {
        buffer.line(edge)
        try flush(false)
      }
    case .formula(let formula):
      buffer.text("p cnf \(formula.variableCount) \(formula.clauses.count)\n")
      for clause in formula.clauses {
        buffer.line(clause + [0])
        try flush(false)
      }
    case .circuit(let circuit):
      buffer.text("{\"inputs\":\(circuit.inputCount),\"gates\":[\n")
      for (index, gate) in circuit.gates.enumerated() {
        let children: String = gate.children.map(String.init).joined(separator: ",")
        buffer.text(index == 0 ? "" : ",\n")
        buffer.text("[\"\(gate.kind.rawValue)\",[\(children)]]")
        try flush(false)
      }
      buffer.text("\n]}\n")
    }
    try flush(true)
  }
}

/// Text that grows by lines of integers.
private struct TextBuffer {
  private var bytes: [UInt8] = []

  var count: Int { bytes.count }

  mutating func text(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func line(_ numbers: [Int], adding offset: Int = 0) {
    for (index, number) in numbers.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: " ")) }
      bytes.append(contentsOf: String(number + offset).utf8)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  mutating func take() -> Data {
    defer { bytes.removeAll(keepingCapacity: true) }
    return Data(bytes)
  }
}
