import DataFiles
import Foundation
import TestSupport
import Testing

@Suite("A file that appears when it is complete")
struct AtomicFileTests {
  @Test("is not there before, and leaves nothing else behind")
  func appears() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let file: AtomicFile = try AtomicFile(path: directory.path(of: "a.txt"), beginningWith: Data("one ".utf8))
    try file.write(Data("two".utf8))
    #expect(!directory.contains("a.txt"))
    try file.commit()
    try file.commit()
    #expect(try directory.names() == ["a.txt"])
    #expect(try directory.text(of: "a.txt") == "one two")
  }

  @Test("keeps the old content until then")
  func keepsOld() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    try directory.write("old", to: "a.txt")
    let file: AtomicFile = try AtomicFile(path: directory.path(of: "a.txt"))
    try file.write(Data("new".utf8))
    #expect(try directory.text(of: "a.txt") == "old")
    try file.commit()
    #expect(try directory.text(of: "a.txt") == "new")
    #expect(try directory.names() == ["a.txt"])
  }

  @Test("is forgotten where it is abandoned")
  func abandoned() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    try directory.write("old", to: "a.txt")
    func begin() throws {
      let file: AtomicFile = try AtomicFile(path: directory.path(of: "a.txt"))
      try file.write(Data("new".utf8))
      #expect(try directory.names().count == 2)
    }
    try begin()
    #expect(try directory.names() == ["a.txt"])
    #expect(try directory.text(of: "a.txt") == "old")
  }

  @Test("cannot take the place of a directory, or appear where there is none")
  func refused() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    for path in [directory.path, directory.path(of: "none/a.txt")] {
      let error: DataError = try #require(try dataError { try AtomicFile.write(Data(), to: path) })
      #expect(error.code == .cannotWrite && error.code.exitStatus == 73)
      #expect(error.file == path)
      #expect(error.faultsOfDescription == [])
    }
    #expect(try directory.names() == [])
  }
}

@Suite("A directory whose files appear together")
struct OutputDirectoryTests {
  @Test("is not there before, and leaves nothing else behind")
  func appears() throws {
    let parent: TemporaryDirectory = try TemporaryDirectory()
    var output: OutputDirectory = try OutputDirectory(path: parent.path(of: "run"))
    try output.write(Data("1".utf8), name: "a.txt")
    try parent.write("2", to: String(output.stagedPath(for: "b.txt").dropFirst(parent.path.count + 1)))
    #expect(!parent.contains("run"))
    try output.commit()
    try output.commit()
    #expect(try parent.names() == ["run"])
    #expect(try parent.text(of: "run/a.txt") == "1")
    #expect(try parent.text(of: "run/b.txt") == "2")
  }

  @Test("makes the parents that are missing, and does not mind a slash at the end")
  func parents() throws {
    let parent: TemporaryDirectory = try TemporaryDirectory()
    var output: OutputDirectory = try OutputDirectory(path: parent.path(of: "x/y/run/"))
    try output.write(Data("1".utf8), name: "a.txt")
    try output.commit()
    #expect(try parent.text(of: "x/y/run/a.txt") == "1")
  }

  @Test("that is there already keeps its other files, and its own until the end")
  func existing() throws {
    let parent: TemporaryDirectory = try TemporaryDirectory()
    try parent.makeDirectory("run")
    try parent.write("mine", to: "run/notes.txt")
    try parent.write("old", to: "run/a.txt")
    var output: OutputDirectory = try OutputDirectory(path: parent.path(of: "run"))
    try output.write(Data("new".utf8), name: "a.txt")
    try output.write(Data("more".utf8), name: "b.txt")
    #expect(try parent.text(of: "run/a.txt") == "old")
    #expect(!parent.contains("run/b.txt"))
    try output.commit()
    #expect(try parent.text(of: "run/a.txt") == "new")
    #expect(try parent.text(of: "run/b.txt") == "more")
    #expect(try parent.text(of: "run/notes.txt") == "mine")
    #expect(try parent.names() == ["run"])
  }

  @Test("is forgotten where it is abandoned", arguments: [false, true])
  func abandoned(isThere: Bool) throws {
    let parent: TemporaryDirectory = try TemporaryDirectory()
    if isThere {
      try parent.makeDirectory("run")
      try parent.write("old", to: "run/a.txt")
    }
    let before: [String] = try parent.names()
    func begin() throws {
      let output: OutputDirectory = try OutputDirectory(path: parent.path(of: "run"))
      try output.write(Data("new".utf8), name: "a.txt")
      #expect(try parent.names().count == before.count + 1)
    }
    try begin()
    #expect(try parent.names() == before)
    if isThere { #expect(try parent.text(of: "run/a.txt") == "old") }
  }

  @Test("cannot take the place of a file, or lie in one")
  func refused() throws {
    let parent: TemporaryDirectory = try TemporaryDirectory()
    try parent.write("old", to: "a.txt")
    for name in ["a.txt", "a.txt/run"] {
      let error: DataError = try #require(
        try dataError { _ = try OutputDirectory(path: parent.path(of: name)) })
      #expect(error.code == .cannotWrite)
      #expect(error.faultsOfDescription == [])
    }
    #expect(try parent.names() == ["a.txt"])
  }

  @Test("is removed with every other partial output of an interrupted program, what is finished stays")
  func removeAll() async {
    // In a process of its own: it would take the outputs of tests that run at the same time.
    await #expect(processExitsWith: .success) {
      let parent: TemporaryDirectory = try TemporaryDirectory()
      try AtomicFile.write(Data("done".utf8), to: parent.path(of: "done.txt"))
      let file: AtomicFile = try AtomicFile(path: parent.path(of: "a.txt"))
      let output: OutputDirectory = try OutputDirectory(path: parent.path(of: "run"))
      try output.write(Data("new".utf8), name: "a.txt")
      #expect(try parent.names().count == 3)
      PendingOutputs.removeAll()
      #expect(try parent.names() == ["done.txt"])
      #expect(try dataError { try file.commit() } != nil)
      PendingOutputs.removeAll()
      #expect(try parent.names() == ["done.txt"])
      _ = consume output
    }
  }
}
