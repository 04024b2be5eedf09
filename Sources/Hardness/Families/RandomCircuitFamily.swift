public import RandomStreams

/// Random monotone circuits: layers of OR and AND gates in turn, and an AND of the last layer for an output.
///
/// A layer has as many gates as there are inputs, each of different ids of the layer before; the last is of ORs.
public enum RandomCircuitFamily: SourceFamily {
  /// The name on the command line.
  public static let name: String = "random-circuit"
  /// What the problems are.
  public static let summary: String = "random monotone circuits of alternating layers"
  /// What the size counts.
  public static let sizeMeaning: String = "inputs"
  /// The sizes there are.
  public static let sizes: ClosedRange<Int> = 2...200_000
  /// The kind of problem.
  public static let kind: SourceContent.Kind = .circuit
  static let depth: FamilyParameter = FamilyParameter(
    whole: "depth", "the number of layers below the output", default: 3, in: 1...12)
  static let fanIn: FamilyParameter = FamilyParameter(
    whole: "fan-in", "the number of children of a gate", text: "3, or 2 for two inputs", in: 1...64)
  static let target: FamilyParameter = FamilyParameter(
    whole: "target", "the number of true inputs asked for", text: "half of the inputs", in: 1...200_000)
  /// The parameters beyond the size.
  public static let parameters: [FamilyParameter] = [depth, fanIn, target]

  /// Makes the circuit.
  ///
  /// - Throws: ``SourceFault`` where the fan-in is above the number of inputs.
  public static func make(
    size: Int, stream: RandomStream, parameters: FamilyParameters
  ) throws -> FamilyDraw {
    let children: Int = parameters.whole(fanIn, or: min(3, size))
    guard children <= size else {
      throw SourceFault(
        place: "fan-in", problem: "\(children) is more than the \(size) gates of a layer",
        mend: "choose a smaller fan-in, or more inputs")
    }
    let depth: Int = parameters.whole(depth)
    var draws: RandomDraws = RandomDraws(stream.child("gates"))
    var gates: [MonotoneCircuit.Gate] = []
    for layer in 0..<depth {
      let kind: MonotoneCircuit.Kind = (depth - layer) % 2 == 1 ? .or : .and
      for _ in 0..<size {
        gates.append(.init(kind, draws.subset(of: size, count: children).map { layer * size + $0 }))
      }
    }
    gates.append(.init(.and, Array((depth * size)..<((depth + 1) * size))))
    let target: Int = parameters.whole(target, or: max(1, size / 2))
    let question: StatedQuestion = .trueInputs(atMost: target)
    let answer: KnownAnswer =
      target >= size
      ? .yes(question, Array(0..<size), "all inputs make every gate true")
      : .unknown(question, "a random circuit: ask a solver")
    return FamilyDraw(.circuit(try MonotoneCircuit(inputCount: size, gates: gates)), [answer])
  }
}
