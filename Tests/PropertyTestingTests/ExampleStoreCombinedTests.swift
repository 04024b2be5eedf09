import Foundation
import PropertyTesting
import Testing

@Suite("Regressions")
struct ExampleStoreRegressionTests {
  @Test("are examples whose files were copied, under any name and in any folder")
  func copied() throws {
    let (folder, committed) = (try ExampleStoreFolder(), try ExampleStoreFolder())
    let store: ExampleStore = ExampleStore(directory: folder.path)
    for property in ["p", "q"] { try store.record(example(property, 3)) }
    try store.record(example("p", 2))
    for (number, file) in folder.entries.filter({ $0.hasSuffix(".json") }).enumerated() {
      let text: Data = try Data(contentsOf: URL(filePath: "\(folder.path)/\(file)"))
      try committed.write(text, to: number == 0 ? "a.json" : "below/it \(number)/\(number).json")
      try committed.write(text, to: "twice/\(number).json")
    }
    try committed.write("notes", to: "README.md")
    let regressions: RegressionStore = RegressionStore(directory: committed.path)
    #expect(regressions.isReadOnly)
    #expect(regressions.problems == [])
    #expect(regressions.examples(of: "p") == [example("p", 2), example("p", 3)])
    #expect(regressions.examples(of: "q") == [example("q", 3)])
    #expect(regressions.examples(of: "r") == [])
    let path: String = try #require(regressions.path(of: example("q", 3)))
    #expect(try ExampleFile(reading: path).example == example("q", 3))
    #expect(regressions.path(of: example("q", 4)) == nil)
  }

  @Test("are never changed")
  func readOnly() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    try folder.write(try ExampleFile.text(of: example("p", 1)), to: "1.json")
    let regressions: RegressionStore = RegressionStore(directory: folder.path)
    for change in [regressions.record, regressions.remove] as [(StoredExample) throws -> Void] {
      let error = #expect(throws: ExampleStoreError.self) { try change(example("p", 1)) }
      #expect(error?.code == .readOnly)
      #expect(error?.description.contains("by hand") == true)
    }
    #expect(folder.entries == ["1.json"])
  }

  @Test("report a damaged file to the property it is about, or else to all")
  func problems() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    try folder.write(ExampleStoreDamageTests.file("choices", "\"\""), to: "1.json")
    try folder.write("{", to: "2.json")
    let regressions: RegressionStore = RegressionStore(directory: folder.path)
    #expect(regressions.problems.map(\.property) == ["p", nil])
    #expect(regressions.contents(of: "p").problems.count == 2)
    #expect(regressions.contents(of: "q").problems.map(\.code) == [.notAnExample])
  }

  @Test("may have no folder yet")
  func missing() {
    let regressions: RegressionStore = RegressionStore(directory: "/nowhere/at/all")
    #expect(regressions.contents(of: "p") == StoredExamples(examples: []))
    #expect(RegressionStore(directory: "/dev/null").problems.map(\.code) == [.unreadable])
  }
}

@Suite("Several stores")
struct ExampleStoresTests {
  @Test("are read as one, without duplicates, and one is written to")
  func combined() throws {
    let (committed, first, second) = (
      try ExampleStoreFolder(), try ExampleStoreFolder(), try ExampleStoreFolder()
    )
    try committed.write(try ExampleFile.text(of: example("p", 5, failure: "committed")), to: "5.json")
    let writable: ExampleStore = ExampleStore(directory: first.path)
    let other: ExampleStore = ExampleStore(directory: second.path)
    let stores: ExampleStores = ExampleStores([
      RegressionStore(directory: committed.path), writable, other,
    ])
    #expect(!stores.isReadOnly)
    try other.record(example("p", 1))
    try other.record(example("p", 9))
    try stores.record(example("p", 9, failure: "again"))
    try stores.record(example("p", 5))
    #expect(try writable.examples(of: "p") == [example("p", 9, failure: "again")])
    #expect(
      stores.examples(of: "p") == [
        example("p", 1), example("p", 5, failure: "committed"), example("p", 9, failure: "again"),
      ])
    #expect(stores.path(of: example("p", 5)) == committed.path + "/5.json")
    #expect(stores.path(of: example("p", 1))?.hasPrefix(second.path) == true)
    #expect(stores.path(of: example("p", 7))?.hasPrefix(first.path) == true)
    try stores.remove(example("p", 5))
    try stores.remove(example("p", 9))
    #expect(first.entries == [])
    #expect(stores.examples(of: "p").count == 3)
  }

  @Test("do not hide each other's examples when one cannot be read")
  func problems() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path)
    try store.record(example("p", 1))
    let stores: ExampleStores = ExampleStores([ExampleStore(directory: "/dev/null"), Broken(), store])
    let contents: StoredExamples = stores.contents(of: "p")
    #expect(contents.examples == [example("p", 1)])
    #expect(contents.problems.map(\.code) == [.unreadable, .unreadable])
    #expect(contents.problems.last?.description.contains("Oops") == true)
  }

  @Test("that are all read-only refuse")
  func readOnly() {
    for stores in [ExampleStores([]), ExampleStores([RegressionStore(directory: "/nowhere"), Broken()])] {
      #expect(stores.isReadOnly)
      #expect(stores.examples(of: "p") == [])
      #expect(throws: ExampleStoreError.self) { try stores.record(example("p", 1)) }
      #expect(throws: ExampleStoreError.self) { try stores.remove(example("p", 1)) }
    }
  }

  private struct Broken: ExampleStorage {
    struct Oops: Error {}
    var isReadOnly: Bool { true }
    func examples(of property: String) throws -> [StoredExample] { throw Oops() }
    func record(_ example: StoredExample) throws { throw Oops() }
    func remove(_ example: StoredExample) throws { throw Oops() }
  }
}

@Suite("Files of examples")
struct ExampleStoreFilesTests {
  @Test("are found in trees of folders, in the order of their names")
  func trees() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    for (number, name) in ["b/1.json", "a.json", "b/c/2.json", "z.json"].enumerated() {
      try folder.write(try ExampleFile.text(of: example("p", UInt64(number))), to: name)
    }
    try folder.write(try ExampleFile.text(of: example("p", 9)), to: "blob.txt")
    for name in ["b/.json", ".git/3.json", "b/note.txt"] { try folder.write("?", to: name) }
    try folder.write("{", to: "b/damaged.json")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/b/loop", withDestinationPath: folder.path)
    let found: ExampleFiles = ExampleFiles(in: [folder.path, folder.path + "/", folder.path + "/blob.txt"])
    let names: [String] = ["a.json", "b/1.json", "b/c/2.json", "z.json", "blob.txt"]
    #expect(found.files.map(\.path) == names.map { "\(folder.path)/\($0)" })
    #expect(found.files.map(\.example) == [1, 0, 2, 3, 9].map { example("p", $0) })
    #expect(found.problems.map(\.path) == [folder.path + "/b/damaged.json"])
  }

  @Test("that do not exist are problems, and empty folders are none")
  func missing() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    #expect(ExampleFiles(in: [folder.path]).problems == [])
    let found: ExampleFiles = ExampleFiles(in: [folder.path + "/x", "a\0b", folder.path + "/x", "/dev/null"])
    #expect(found.files == [])
    #expect(found.problems.map(\.code) == [.unreadable, .unreadable, .unreadable])
    #expect(
      found.problems.first?.description.hasPrefix("\(folder.path)/x: cannot be read: no such file") == true)
    #expect(throws: ExampleStoreError.self) { try ExampleFile(reading: folder.path) }
  }
}
