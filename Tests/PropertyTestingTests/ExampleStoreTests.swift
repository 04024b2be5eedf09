import Foundation
import PropertyTesting
import Testing

@Suite("An example store")
struct ExampleStoreTests {
  static let names: [String] = [
    "", ".", "..", "../x", "x", "X", "/etc/passwd", "a/b", "a\\b", "a b", "a-b", "a\nb", "a\0b", "👩‍👩‍👧", "é",
    "e",
    "ﷺ", "con", "NUL", "~", "$HOME", "*", String(repeating: "é", count: 10_000),
    String(repeating: "é", count: 9_999) + "e", String(repeating: "../", count: 3_000),
    "\u{2028}\"quoted\"\\", "\u{FFFD}", "\u{10FFFF}",
  ]

  @Test("keeps examples of every name apart, as they were, and within its folder")
  func hostileNames() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path + "/deep/inside/it")
    for (number, name) in Self.names.enumerated() {
      #expect(try store.examples(of: name) == [])
      try store.record(example(name, UInt64(number), values: [name, "b"], failure: name))
    }
    for (number, name) in Self.names.enumerated() {
      let contents: StoredExamples = try store.contents(of: name)
      #expect(contents.examples == [example(name, UInt64(number), values: [name, "b"], failure: name)])
      #expect(contents.problems == [])
    }
    let entries: [String] = folder.entries
    #expect(entries.count == 3 + 2 * Self.names.count)
    #expect(entries.allSatisfy { $0 == "deep" || $0.hasPrefix("deep/inside") })
    #expect(Set(entries.map { $0.lowercased() }).count == entries.count)
    #expect(entries.allSatisfy { $0.split(separator: "/").allSatisfy { $0.utf8.count <= 100 } })
  }

  @Test("gives one place to names that Swift holds to be equal")
  func equalNames() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path)
    try store.record(example("caf\u{E9}", 1))
    #expect(try store.examples(of: "cafe\u{301}").count == 1)
    try store.remove(example("cafe\u{301}", 1))
    #expect(folder.entries == [])
  }

  @Test("has the documented form, under names that never change")
  func form() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path)
    let kept: StoredExample = StoredExample(
      property: "Größe ≥ 0", choices: try ChoiceSequence(parsing: "choices/2 3/9 yes"),
      values: ["size = -3", "path = \"a/b\""], failure: "-3 is\nnegative")
    try store.record(kept)
    let text: String = """
      {
        "choices" : "choices/2 3/9 yes",
        "failure" : "-3 is\\nnegative",
        "format" : "assay-example/1",
        "property" : "Größe ≥ 0",
        "values" : [
          "size = -3",
          "path = \\"a/b\\""
        ]
      }

      """
    // The digits come from another implementation of the hash.
    let name: String =
      "gr-e-0-fe450439d982d2f4251866efa2436d7b/gr-e-0-ec7a163ddd9db9b396e301d33da6b9e3.json"
    #expect(folder.entries.last == name)
    #expect(store.path(of: kept) == folder.path + "/" + name)
    #expect(try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8) == text)
    #expect(try ExampleFile.text(of: kept) == text)
  }

  @Test("gives the simplest first, whatever the order in which they came")
  func order() throws {
    let simplestFirst: [StoredExample] = [
      example("p"), example("p", 0), example("p", 7), example("p", 0, 0), example("p", 0, 98),
      example("p", 1, 0), example("p", 0, 0, 0),
    ]
    for step in [1, 2, 3, 4, 5, 6] {
      let folder: ExampleStoreFolder = try ExampleStoreFolder()
      let store: ExampleStore = ExampleStore(directory: folder.path)
      for place in simplestFirst.indices { try store.record(simplestFirst[place * step % 7]) }
      #expect(try store.examples(of: "p") == simplestFirst)
    }
  }

  @Test("keeps choices of every kind")
  func choices() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path)
    let domain: FloatChoice.Domain = FloatChoice.Domain(-.infinity ... .infinity, allowsNaN: true)
    for value in [0, -0.0, .nan, .infinity, 0.1, .leastNonzeroMagnitude, -.greatestFiniteMagnitude] {
      let sequence: ChoiceSequence = ChoiceSequence([
        .float(FloatChoice(value, in: domain)), .boolean(true), .boolean(false),
        .integer(IntegerChoice(index: .max, below: 1 << 63, above: 1 << 63 - 1)), Choice(.max, limit: .max),
      ])
      let kept: StoredExample = StoredExample(property: "p", choices: sequence, values: [], failure: "")
      try store.record(kept)
      #expect(try store.examples(of: "p") == [kept])
      try store.remove(kept)
    }
    let long: ChoiceSequence = ChoiceSequence((0..<20_000).map { Choice($0, limit: 1 << 40) })
    try store.record(StoredExample(property: "p", choices: long, values: [], failure: ""))
    #expect(try store.examples(of: "p").map(\.choices) == [long])
  }

  @Test("replaces an example with the same choices")
  func replacing() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path)
    try store.record(example("p", 1, 2, failure: "first"))
    let path: String = try #require(store.path(of: example("p", 1, 2)))
    try FileManager.default.copyItem(atPath: path, toPath: path + ".copy.json")
    #expect(try store.examples(of: "p").count == 1)
    try store.record(example("p", 1, 2, failure: "second"))
    #expect(try store.examples(of: "p") == [example("p", 1, 2, failure: "second")])
    #expect(folder.entries.count == 2)
  }

  @Test("forgets one example, under whatever name, and with the last one the folder")
  func removing() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path)
    try store.remove(example("p", 1))
    for number in 0..<3 as Range<UInt64> { try store.record(example("p", number)) }
    try store.record(example("q", 1))
    try store.remove(example("p", 1, values: ["other words"]))
    #expect(try store.examples(of: "p") == [example("p", 0), example("p", 2)])
    let path: String = try #require(store.path(of: example("p", 2)))
    try FileManager.default.moveItem(atPath: path, toPath: path + ".renamed.json")
    try store.remove(example("p", 2))
    try store.remove(example("p", 2))
    #expect(try store.examples(of: "p") == [example("p", 0)])
    try store.remove(example("p", 0))
    #expect(folder.entries.count == 2)
    try store.remove(example("q", 1))
    #expect(folder.entries == [])
    #expect(FileManager.default.fileExists(atPath: folder.path))
  }

  @Test("keeps the simplest of too many")
  func limit() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path, maximumExamplesPerProperty: 3)
    for number in [9, 3, 7, 1, 8, 5, 3] as [UInt64] { try store.record(example("p", number)) }
    #expect(try store.examples(of: "p") == [example("p", 1), example("p", 3), example("p", 5)])
    try store.record(example("q", 50))
    #expect(try store.examples(of: "q").count == 1)
    let wide: ExampleStore = ExampleStore(directory: folder.path)
    for number in 0..<40 as Range<UInt64> { try wide.record(example("r", number)) }
    #expect(try wide.examples(of: "r").map(\.choices.choices.first) == (0..<32).map { Choice($0, limit: 99) })
  }

  @Test("keeps at least one example per property")
  func noExamples() async {
    await #expect(processExitsWith: .failure) { _ = ExampleStore(maximumExamplesPerProperty: 0) }
  }
}
