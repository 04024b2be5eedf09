import DataFiles
import Foundation
import TestSupport
import Testing

@Suite("Where an output goes")
struct OutputPlaceTests {
  @Test("may be a device, which stays one")
  func device() throws {
    try AtomicFile.write(Data("text".utf8), to: "/dev/null")
    let attributes: [FileAttributeKey: Any] = try FileManager.default.attributesOfItem(atPath: "/dev/null")
    #expect(attributes[.type] as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test("may be a symbolic link, whose target is replaced")
  func link() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    try directory.write("old", to: "target")
    try FileManager.default.createSymbolicLink(
      atPath: directory.path(of: "link"), withDestinationPath: directory.path(of: "target"))
    try AtomicFile.write(Data("new".utf8), to: directory.path(of: "link"))
    #expect(try directory.text(of: "target") == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: directory.path(of: "link"))
        == directory.path(of: "target"))
  }

  @Test("is never empty")
  func empty() throws {
    #expect(try dataError { try AtomicFile(path: "") }?.code == .cannotWrite)
    #expect(try dataError { try InputFile.read("") }?.code == .noInput)
    var wasRefused: Bool = false
    do { _ = try OutputDirectory(path: "") } catch is DataError { wasRefused = true }
    #expect(wasRefused)
  }

  @Test("is never one of the inputs")
  func apart() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let input: String = try directory.write("data", to: "input")
    try FileManager.default.linkItem(atPath: input, toPath: directory.path(of: "hard"))
    for name in ["input", "hard", "none/new", ""] {
      let error: DataError? = try dataError {
        try OutputPath.require(name.isEmpty ? "" : directory.path(of: name), apartFrom: [input])
      }
      #expect(error?.code == .cannotWrite)
    }
    try OutputPath.require(directory.path(of: "new"), apartFrom: [input])
    try OutputPath.require("/dev/null", apartFrom: ["/dev/null"])
  }
}
