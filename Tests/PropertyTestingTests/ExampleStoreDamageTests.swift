import Foundation
import PropertyTesting
import Testing

@Suite("Damaged stored examples")
struct ExampleStoreDamageTests {
  /// A whole file with one field replaced, added or, for nil, left out.
  static func file(_ field: String, _ json: String?) -> String {
    var fields: [String: String] = [
      "choices": "\"choices/2 1/99\"", "failure": "\"\"", "format": "\"assay-example/1\"",
      "property": "\"p\"",
      "values": "[]",
    ]
    fields[field] = json
    return "{" + fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ",")
      + "}"
  }

  static let damages: [(text: String, code: ExampleStoreError.Code, field: String?)] = [
    ("", .notAnExample, nil), ("{", .notAnExample, nil), ("[]", .notAnExample, nil),
    ("null", .notAnExample, nil), ("\0\0\0\0", .notAnExample, nil), ("{}", .foreignFormat, "format"),
    (String(file("x", nil).dropLast(9)), .notAnExample, nil),
    (file("x", nil) + "x", .notAnExample, nil),
    (file("failure", "\"\\ud800\""), .field, "failure"),
    (String(repeating: "[", count: 1_000_000), .notAnExample, nil),
    (String(repeating: "{\"a\":", count: 100_000), .notAnExample, nil),
    (file("format", nil), .foreignFormat, "format"), (file("format", "1"), .foreignFormat, "format"),
    (file("format", "\"assay-example/2\""), .foreignFormat, "format"),
    (file("format", "\"\(String(repeating: "é\\n", count: 5000))\""), .foreignFormat, "format"),
    (file("property", nil), .field, "property"), (file("property", "[\"p\"]"), .field, "property"),
    (file("property", "\"q\""), .misplaced, nil),
    (file("failure", nil), .field, "failure"), (file("failure", "{}"), .field, "failure"),
    (file("values", nil), .field, "values"), (file("values", "\"a\""), .field, "values"),
    (file("values", "[1]"), .field, "values"), (file("values", "null"), .field, "values"),
    (file("seed", "1"), .field, "seed"),
    (file("choices", nil), .field, "choices"), (file("choices", "7"), .field, "choices"),
    (file("choices", "\"\""), .field, "choices"), (file("choices", "\"choices/1 1/99\""), .field, "choices"),
    (file("choices", "\"choices/2 1/99 100/99\""), .field, "choices"),
    (file("choices", "\"choices/2 1e9/99\""), .field, "choices"),
  ]

  @Test("are passed over and reported, and stay where they are", arguments: damages.indices)
  func damaged(_ number: Int) throws {
    let damage = Self.damages[number]
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path, maximumExamplesPerProperty: 2)
    for number in 0..<2 as Range<UInt64> { try store.record(example("p", number)) }
    let place: String = try #require(folder.entries.first)
    try folder.write(damage.text, to: "\(place)/0damaged.json")
    let contents: StoredExamples = try store.contents(of: "p")
    #expect(contents.examples.count == 2)
    #expect(contents.problems.count == 1)
    let problem: ExampleStoreError = try #require(contents.problems.first)
    #expect(problem.code == damage.code)
    #expect(problem.field == damage.field)
    #expect(problem.path == "\(folder.path)/\(place)/0damaged.json")
    #expect(problem.description.hasPrefix(problem.path + ": "))
    #expect(damage.field.map { problem.description.contains("‘\($0)’") } ?? true)
    #expect(problem.description.count < problem.path.count + 400 && !problem.description.contains("\n"))

    try store.record(example("p", 0, 0))
    try store.record(example("p", 0))
    try store.remove(example("p", 0))
    #expect(try store.contents(of: "p") == StoredExamples(examples: [example("p", 1)], problems: [problem]))
    try store.remove(example("p", 1))
    #expect(folder.entries == [place, "\(place)/0damaged.json"])
  }

  @Test("are the only ones: a free order and further white space are none")
  func free() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    try folder.write(
      "\n{\"values\":[],\"property\":\"\\u0070\",\n\n\"format\":\"assay-example/1\",\"failure\":\"\","
        + "\"choices\":\" choices/2\\n1/99\"}  ", to: "x")
    #expect(try ExampleFile(reading: folder.path + "/x").example == example("p", 1, failure: ""))
  }

  @Test("that are no files of text at all are reported")
  func strange() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path)
    try store.record(example("p", 1))
    let place: String = folder.path + "/" + (try #require(folder.entries.first))
    try FileManager.default.createSymbolicLink(atPath: place + "/1.json", withDestinationPath: "nowhere")
    try FileManager.default.createSymbolicLink(atPath: place + "/2.json", withDestinationPath: "2.json")
    try FileManager.default.createDirectory(atPath: place + "/3.json", withIntermediateDirectories: false)
    #expect(mkfifo(place + "/4.json", 0o600) == 0)
    try Data([0x7B, 0xFF, 0xFE, 0x00]).write(to: URL(filePath: place + "/5.json"))
    #expect(FileManager.default.createFile(atPath: place + "/6.json", contents: nil))
    let huge: FileHandle = try #require(FileHandle(forWritingAtPath: place + "/6.json"))
    try huge.truncate(atOffset: 1 << 40)
    try huge.close()
    // No example by their names.
    for name in ["README.md", ".hidden.json", "json"] {
      try Data().write(to: URL(filePath: "\(place)/\(name)"))
    }

    let contents: StoredExamples = try store.contents(of: "p")
    #expect(contents.examples == [example("p", 1)])
    #expect(
      contents.problems.map(\.code) == [
        .unreadable, .unreadable, .unreadable, .unreadable, .notAnExample, .tooLarge,
      ])
    #expect(contents.problems.map(\.path) == (1...6).map { "\(place)/\($0).json" })
  }

  @Test("are not written: too large a one is refused")
  func tooLarge() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path)
    let error = #expect(throws: ExampleStoreError.self) {
      try store.record(example("p", 1, values: [String(repeating: "x", count: ExampleFile.maximumBytes)]))
    }
    #expect(error?.code == .tooLarge)
    #expect(folder.entries == [])
  }

  @Test("or a folder that is none is an error that says so")
  func unwritable() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    try folder.write("", to: "file")
    for path in [folder.path + "/file", folder.path + "/file/inside", "/dev/null", "/proc/none", "a\0b"] {
      let store: ExampleStore = ExampleStore(directory: path)
      let error = #expect(throws: ExampleStoreError.self, "\(path)") { try store.record(example("p", 1)) }
      #expect(error?.code == .unwritable)
      #expect(error?.description.hasPrefix(path) == true)
    }
    for path in [folder.path + "/file", "/dev/null", "a\0b"] {
      let store: ExampleStore = ExampleStore(directory: path)
      let error = #expect(throws: ExampleStoreError.self, "\(path)") { try store.examples(of: "p") }
      #expect(error?.code == .unreadable)
    }
    #expect(try ExampleStore(directory: folder.path + "/none").examples(of: "p") == [])
    #expect(folder.entries == ["file"])
  }
}
