extension GraphSpecification {
  /// Reads a specification.
  ///
  /// - Throws: ``SourceFault`` that names the word which does not fit.
  public init(_ text: String) throws(SourceFault) {
    var words: Words = Words(text)
    guard let name = words.next() else {
      throw words.fault("is empty", "name a graph, such as 'gnm 30 60'")
    }
    let base: Base
    switch name.lowercased() {
    case "gnp":
      base = .probability(vertices: try words.count("the number of vertices"), try words.probability())
    case "gnm":
      base = .edges(
        vertices: try words.count("the number of vertices"), try words.count("the number of edges"))
    case "gnd":
      base = .regular(
        vertices: try words.count("the number of vertices"), degree: try words.count("the degree"))
    case "grid": base = .grid(sides: try words.sides(), isClosed: false)
    case "torus": base = .grid(sides: try words.sides(), isClosed: true)
    case "complete":
      let size: Int = try words.count("the number of vertices")
      let parts: Int? = words.nextIsNumber ? try words.count("the number of parts") : nil
      base = .multipartite(partSize: parts == nil ? 1 : size, parts: parts ?? size)
    case "empty": base = .empty(vertices: try words.count("the number of vertices"))
    default:
      throw words.fault(
        "'\(name.prefix(24))' is no graph", "use gnp, gnm, gnd, grid, torus, complete or empty")
    }
    var modifiers: [Modifier] = []
    while let word = words.next() {
      switch word.lowercased() {
      case "plantclique": modifiers.append(.plantClique(try words.count("the size of the clique")))
      case "addedges": modifiers.append(.addEdges(try words.count("the number of edges")))
      default:
        throw words.fault(
          "'\(word.prefix(24))' follows the graph", "remove it, or use plantclique K or addedges K")
      }
    }
    self.init(text: text, base: base, modifiers: modifiers)
  }

  /// The words of a specification, one after the other.
  private struct Words {
    private let text: String
    private var rest: ArraySlice<Substring>

    init(_ text: String) {
      self.text = text
      self.rest = text.split(whereSeparator: \.isWhitespace)[...]
    }

    func fault(_ problem: String, _ mend: String) -> SourceFault {
      SourceFault(place: "graph '\(text.prefix(80))'", problem: problem, mend: mend)
    }

    mutating func next() -> Substring? { rest.popFirst() }

    /// Whether the next word begins like a number.
    var nextIsNumber: Bool {
      rest.first?.first.map { $0.isNumber || $0 == "-" || $0 == "." } ?? false
    }

    mutating func count(_ meaning: String) throws(SourceFault) -> Int {
      guard let word = next() else { throw fault("ends before \(meaning)", "add it") }
      guard let value = Int(word), (0...GraphSpecification.largestEdgeCount).contains(value) else {
        throw fault(
          "'\(word.prefix(24))' stands for \(meaning)",
          "give a whole number from 0 to \(GraphSpecification.largestEdgeCount)")
      }
      return value
    }

    mutating func probability() throws(SourceFault) -> Double {
      guard let word = next() else { throw fault("ends before the probability", "add it") }
      guard let value = Double(word), (0...1).contains(value) else {
        throw fault("'\(word.prefix(24))' stands for the probability", "give a number from 0 to 1")
      }
      return value
    }

    mutating func sides() throws(SourceFault) -> [Int] {
      var sides: [Int] = [try count("the first side")]
      while nextIsNumber { sides.append(try count("a side")) }
      return sides
    }
  }
}
