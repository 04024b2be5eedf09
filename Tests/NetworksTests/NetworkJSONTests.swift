import DataFiles
import Foundation
import LinearAlgebra
import Networks
import TestSupport
import Testing

@Suite("A network's JSON")
struct NetworkJSONTests {
  static let hostile: [Double] = [
    .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude, 1e308, -.greatestFiniteMagnitude,
    -0.0, 0,
    1 / 3, 0.1, -1e-300, 1 + .ulpOfOne, 1 - .ulpOfOne / 2, 9_007_199_254_740_991, 1e22, 1e23, 123_456_789.125,
    3 * .leastNonzeroMagnitude, Double.leastNormalMagnitude.nextDown, -1, .pi, 4.35, 1e21, 1e-7, 1,
  ]

  @Test("gives back the same bits, whole layers and biases")
  func roundTrip() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let network: Network = try Network(layers: [
      Layer(weights: Matrix(rows: 6, columns: 4, elements: Self.hostile), activation: .relu),
      Layer(
        weights: Matrix(rows: 4, columns: 6, elements: Self.hostile.reversed()),
        bias: [-0.0, .leastNonzeroMagnitude, 1e308, 0.1],
        activation: .identity),
    ])
    try network.write(to: directory.path(of: "a.json"))
    let read: Network = try Network(contentsOf: directory.path(of: "a.json"))
    #expect(read.layers.count == 2)
    for (found, wanted) in zip(read.layers, network.layers) {
      #expect(found.weights.rows == wanted.weights.rows)
      #expect(found.weights.bits == wanted.weights.bits)
      #expect(found.bias?.map(\.bitPattern) == wanted.bias?.map(\.bitPattern))
      #expect(found.activation == wanted.activation)
    }
    try read.write(to: directory.path(of: "b.json"))
    #expect(try directory.bytes(of: "a.json") == directory.bytes(of: "b.json"))
    #expect(try directory.names() == ["a.json", "b.json"])
  }

  @Test("gives back random doubles of every exponent bit by bit")
  func randomRoundTrip() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    var generator: SeededGenerator = SeededGenerator(seed: 9)
    let values: [Double] = (0..<4000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
    let network: Network = try Network(layers: [
      Layer(weights: Matrix(rows: 1, columns: values.count, elements: values), activation: .identity)
    ])
    try network.write(to: directory.path(of: "a.json"))
    #expect(
      try Network(contentsOf: directory.path(of: "a.json")).layers[0].weights.bits == values.map(\.bitPattern)
    )
  }

  @Test("has exactly the fields that other programs rely on")
  func fields() throws {
    let network: Network = try Network(layers: [
      Layer(weights: Matrix([[1, 2.5], [-3, 0]]), activation: .relu),
      Layer(weights: Matrix([[0.1, 4]]), bias: [7], activation: .identity),
    ])
    #expect(
      String(decoding: try network.jsonData(), as: UTF8.self) == """
        {"format":"assay-network","layers":[{"activation":"relu","bias":null,"weights":[[1,2.5],[-3,0]]},\
        {"activation":"identity","bias":[7],"weights":[[0.1,4]]}],"version":1}

        """)
  }

  static let good: String = """
    {"format": "assay-network", "version": 1, "layers": [
      {"weights": [[1, 2], [3, 4], [5, 6]], "bias": null, "activation": "relu"},
      {"weights": [[7, 8, 9]], "bias": [0.5], "activation": "identity"}]}
    """

  @Test(
    "of other programs is read: spaces, other orders, fields more, no bias at all",
    arguments: [
      ("", ""), ("\"bias\": null, ", ""), ("\"version\": 1", "\"version\": 1.0"),
      ("[1, 2]", "[1.0e0, 20E-1]"),
      ("\"format\"", "\"comment\": {\"a\": []}, \"format\""),
    ])
  func reads(old: String, new: String) throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let text: String = old.isEmpty ? Self.good : Self.good.replacingOccurrences(of: old, with: new)
    let network: Network = try Network(contentsOf: try directory.write(text, to: "x.json"))
    #expect(network.layers[0].weights.nestedRows == [[1, 2], [3, 4], [5, 6]])
    #expect(network.layers[0].bias == nil)
    #expect(network.layers[1].weights.nestedRows == [[7, 8, 9]])
    #expect(network.layers[1].bias == [0.5])
    #expect(network.evaluate(try Matrix([[1, -1]])).elements == [0.5])
  }

  static let faults: [(old: String, new: String, place: String?)] = [
    ("assay-network", "onnx", "format"), ("\"assay-network\"", "3", "format"),
    ("\"format\": \"assay-network\", ", "", "format"),
    ("\"version\": 1", "\"version\": 3", "version"), ("\"version\": 1", "\"version\": 0", "version"),
    ("\"version\": 1", "\"version\": 1.5", "version"), ("\"version\": 1", "\"version\": \"1\"", "version"),
    ("\"relu\"", "\"tanh\"", "layers[0].activation"), ("\"relu\"", "\"ReLU\"", "layers[0].activation"),
    ("\"relu\"", "null", "layers[0].activation"), ("\"identity\"", "\"relu\"", "layers[1].activation"),
    ("[3, 4]", "[3]", "layers[0].weights"), ("[3, 4]", "[]", "layers[0].weights"),
    ("[[7, 8, 9]]", "[]", "layers[1].weights"), ("[[7, 8, 9]]", "[[]]", "layers[1].weights"),
    ("[[7, 8, 9]]", "[[7, 8]]", "layers[1].weights"), ("[[7, 8, 9]]", "[7, 8, 9]", "layers[1].weights[0]"),
    ("[[7, 8, 9]]", "null", "layers[1].weights"), ("\"weights\": [[7, 8, 9]], ", "", "layers[1].weights"),
    ("8", "1e999", "layers[1].weights[0][1]"), ("8", "-1e999", "layers[1].weights[0][1]"),
    ("8", "\"8\"", "layers[1].weights[0][1]"), ("8", "null", "layers[1].weights[0][1]"),
    ("8", "true", "layers[1].weights[0][1]"), ("8", "\"NaN\"", "layers[1].weights[0][1]"),
    ("8", "[8]", "layers[1].weights[0][1]"), ("[0.5]", "[0.5, 1]", "layers[1].bias"),
    ("[0.5]", "[]", "layers[1].bias"),
    ("[0.5]", "[1e400]", "layers[1].bias[0]"), ("[0.5]", "0.5", "layers[1].bias"),
    ("8", "NaN", "line 3, column 20"), ("8", "Infinity", "line 3, column 20"),
    ("8", "0x10", "line 3, column 21"), ("8", "08", nil), ("}]}", "}]", "line 3, column 69"),
    ("}]}", "}]}]", "line 3, column 70"), ("{\"weights\": [[1", "[\"weights\": [[1", "line 2, column 13"),
  ]

  @Test("that is not a network's is refused with the field's name", arguments: faults.indices)
  func refused(index: Int) throws {
    let (old, new, place): (String, String, String?) = Self.faults[index]
    try #require(Self.good.contains(old))
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let path: String = try directory.write(Self.good.replacingOccurrences(of: old, with: new), to: "x.json")
    let error: DataError = try #require(try dataError { try Network(contentsOf: path) }, "\(new)")
    #expect(error.place == place, "\(new): \(error)")
    #expect(error.file == path && error.code.exitStatus == 65)
    #expect(error.faultsOfDescription == [])
  }

  @Test(
    "without layers, or with something else in their place, is refused",
    arguments: ["[]", "{}", "null", "[1]"])
  func layers(text: String) throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let path: String = try directory.write(
      "{\"format\": \"assay-network\", \"version\": 1, \"layers\": \(text)}", to: "x.json")
    let error: DataError = try #require(try dataError { try Network(contentsOf: path) })
    #expect(error.place?.hasPrefix("layers") == true)
    #expect(error.faultsOfDescription == [])
  }

  @Test("cut at any byte is refused")
  func truncated() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    for length in 0..<Self.good.utf8.count {
      let path: String = try directory.write(Self.good.utf8.prefix(length), to: "x.json")
      #expect(try dataError { try Network(contentsOf: path) }?.faultsOfDescription == [])
    }
  }

  @Test("with any byte changed is read or refused, never anything else")
  func fuzz() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let sound: [UInt8] = Array(Self.good.utf8)
    for position in sound.indices {
      for replacement in [0, 0xFF, UInt8(ascii: "9"), UInt8(ascii: "}"), sound[position] ^ 1] {
        var bytes: [UInt8] = sound
        bytes[position] = replacement
        let path: String = try directory.write(bytes, to: "x.json")
        if let error = try dataError({ try Network(contentsOf: path) }) {
          #expect(error.faultsOfDescription == [])
        }
      }
    }
  }
}
