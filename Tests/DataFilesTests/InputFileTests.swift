import DataFiles
import Foundation
import TestSupport
import Testing

@Suite("An input file")
struct InputFileTests {
  private struct Document: Codable, Equatable {
    struct Item: Codable, Equatable {
      let weight: Double
      let names: [String]
    }
    let items: [Item]
    let isOn: Bool
    let count: Int
  }

  private static let good: String = """
    {"items": [{"weight": 1, "names": []}, {"weight": 2.5, "names": ["a"]}], "isOn": true, "count": 3}
    """

  @Test("decodes where it fits")
  func decodes() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let document: Document = try InputFile.decode(
      Document.self, from: try directory.write(Self.good, to: "x.json"))
    #expect(document.items[1] == Document.Item(weight: 2.5, names: ["a"]))
  }

  @Test(
    "that does not fit names the path of the field",
    arguments: [
      ("2.5", "\"heavy\"", "items[1].weight"), ("2.5", "null", "items[1].weight"),
      ("2.5", "1e999", "items[1].weight"), ("2.5", "[1]", "items[1].weight"),
      ("\"a\"", "7", "items[1].names[0]"),
      ("[\"a\"]", "{}", "items[1].names"), ("true", "1", "isOn"),
      ("\"weight\": 1, ", "", "items[0].weight"),
      (", \"count\": 3", "", "count"),
    ])
  func field(old: String, new: String, place: String) throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    try #require(Self.good.contains(old))
    let text: String = Self.good.replacingOccurrences(of: old, with: new)
    let path: String = try directory.write(text, to: "x.json")
    let error: DataError = try #require(try dataError { try InputFile.decode(Document.self, from: path) })
    #expect(error.place == place)
    #expect(error.file == path)
    #expect(error.code.exitStatus == 65)
    #expect(error.faultsOfDescription == [])
  }

  @Test(
    "with a whole number that is a fraction or too large says so", arguments: ["3.5", "99999999999999999999"])
  func wholeNumbers(number: String) throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let text: String = Self.good.replacingOccurrences(of: ": 3}", with: ": \(number)}")
    let path: String = try directory.write(text, to: "x.json")
    let error: DataError = try #require(try dataError { try InputFile.decode(Document.self, from: path) })
    #expect(error.problem.contains("whole number") && error.problem.contains(number))
    #expect(error.place == "count")
    #expect(error.faultsOfDescription == [])
  }

  @Test(
    "with a number out of range names it, past strings that look like fields",
    arguments: [
      ("{\"a\": \"x,{[\\\"1e999\", \"b\": [0, {\"c\": -1e999}]}", "b[1].c", "-1e999"),
      ("{\"a\": [[1, 2], [], [3, 1e400]], \"b\": 1e999}", "a[2][1]", "1e400"),
      ("[{}, {\"a\": {\"b\": 1}, \"c\": [1e309]}]", "[1].c[0]", "1e309"),
    ])
  func outOfRange(text: String, place: String, literal: String) throws {
    indirect enum Value: Decodable {
      case number(Double), text(String), list([Value]), object([String: Value])

      init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: AnyKey.self) {
          self = .object(
            try container.allKeys.sorted { $0.stringValue < $1.stringValue }
              .reduce(into: [:]) { $0[$1.stringValue] = try container.decode(Value.self, forKey: $1) })
        } else if var list = try? decoder.unkeyedContainer() {
          var values: [Value] = []
          while !list.isAtEnd { values.append(try list.decode(Value.self)) }
          self = .list(values)
        } else if let text = try? decoder.singleValueContainer().decode(String.self) {
          self = .text(text)
        } else {
          self = .number(try decoder.singleValueContainer().decode(Double.self))
        }
      }
    }
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let path: String = try directory.write(text, to: "x.json")
    let error: DataError = try #require(try dataError { try InputFile.decode(Value.self, from: path) })
    #expect(error.place == place)
    #expect(error.problem.contains(" \(literal) "))
    #expect(error.faultsOfDescription == [])
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  @Test(
    "that stops being JSON is told of by line, column and what is wrong there",
    arguments: [
      ("{\"a\": 1,\n\"b\": [1, 2", "line 2, column 11", "ends before it is complete"),
      ("{\"a\": 1,\n\"b\": [1, 2 x]}", "line 2, column 12", "a comma or ']' is missing"),
      ("{\"a\": nan}", "line 1, column 7", "a value is missing or malformed"),
      ("{\n'a': 1}", "line 2, column 1", "a field's name in double quotes is missing"),
      ("{\"a\" 1}", "line 1, column 6", "a colon is missing"),
      ("{\"a\": 1}}", "line 1, column 9", "has text after its end"),
    ])
  func place(text: String, place: String, problem: String) throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let path: String = try directory.write(text, to: "x.json")
    let error: DataError = try #require(try dataError { try InputFile.decode(Document.self, from: path) })
    #expect(error.place == place)
    #expect(error.problem == "is not valid JSON: \(problem)")
    #expect(error.faultsOfDescription == [])
  }

  @Test(
    "that is not JSON at all is a fault of the file",
    arguments: ["", " ", "{", "[", "nul", "{\"items\": NaN}", "{\"a\":1}}", "\u{0}", "{'a': 1}", "[1,]"])
  func notJSON(text: String) throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let path: String = try directory.write(text, to: "x.json")
    let error: DataError = try #require(try dataError { try InputFile.decode(Document.self, from: path) })
    #expect(error.code == .badData)
    #expect(error.faultsOfDescription == [])
  }

  @Test("cut at any byte, or nested without end, is refused")
  func truncated() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    for length in 0..<Self.good.utf8.count {
      let path: String = try directory.write(Self.good.utf8.prefix(length), to: "x.json")
      #expect(try dataError { try InputFile.decode(Document.self, from: path) }?.faultsOfDescription == [])
    }
    let deep: String = try directory.write(String(repeating: "[", count: 100_000), to: "deep.json")
    #expect(try dataError { try InputFile.decode(Document.self, from: deep) }?.code == .badData)
  }

  @Test("that is missing or a directory has status 66")
  func missing() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    for path in [directory.path(of: "none.json"), directory.path] {
      #expect(try dataError { try InputFile.read(path) }?.code.exitStatus == 66)
      #expect(try dataError { try InputFile.decode(Document.self, from: path) }?.code.exitStatus == 66)
    }
  }

  @Test("of text must be UTF-8")
  func text() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    #expect(try InputFile.readText(try directory.write("größe\n", to: "a.txt")) == "größe\n")
    let latin: String = try directory.write([0x67, 0xF6, 0xDF], to: "b.txt")
    #expect(try dataError { try InputFile.readText(latin) }?.code == .badData)
  }
}

@Suite("Canonical JSON")
struct CanonicalJSONTests {
  @Test("is the same for the same value, keys sorted, a newline at the end")
  func stable() throws {
    let value: [String: [Double]] = ["b": [1, 0.1], "a": [], "c/d": [1e22]]
    let text: String = String(decoding: try CanonicalJSON.encode(value, layout: .compact), as: UTF8.self)
    #expect(text == "{\"a\":[],\"b\":[1,0.1],\"c/d\":[1e+22]}\n")
    for _ in 0..<20 {
      let rebuilt: [String: [Double]] = Dictionary(uniqueKeysWithValues: value.shuffled())
      #expect(try CanonicalJSON.encode(rebuilt) == CanonicalJSON.encode(value))
    }
    #expect(try CanonicalJSON.encode(value) != CanonicalJSON.encode(value, layout: .compact))
  }

  @Test("refuses numbers that JSON does not have", arguments: [Double.nan, .infinity, -.infinity])
  func nonFinite(value: Double) {
    #expect(throws: EncodingError.self) { try CanonicalJSON.encode([value]) }
  }
}
