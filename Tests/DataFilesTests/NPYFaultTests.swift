import DataFiles
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite("A faulty .npy file")
struct NPYFaultTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// A part of the message that tells this fault from the others.
    let says: String

    init(_ name: String, says: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
      self.says = says
    }

    init(_ name: String, says: String, _ change: (inout NPYBytes) -> Void) {
      var file: NPYBytes = NPYBytes(shape: "(2, 2)", values: [1, 2, 3, 4])
      change(&file)
      self.init(name, says: says, file.bytes)
    }

    static func shape(_ shape: String, says: String) -> Fault {
      Fault("shape \(shape)", says: says) { $0 = NPYBytes(shape: shape, values: [1, 2, 3, 4]) }
    }

    static func header(_ header: String, says: String) -> Fault {
      Fault("header \(header)", says: says) { $0.header = header }
    }

    var testDescription: String { name }
  }

  private static let good: String = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }\n"

  static let faults: [Fault] = [
    Fault("nothing at all", says: "magic", []),
    Fault("the magic alone", says: "magic", [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]),
    Fault("garbage", says: "magic", (0..<500).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }),
    Fault("text", says: "magic", Array("1,2\n3,4\n1,2\n3,4\n".utf8)),
    Fault("wrong magic", says: "magic") { $0.magic[0] = 0x92 },
    Fault("version 4", says: "version 4.0") { $0.version = [4, 0] },
    Fault("version 0", says: "version 0.0") { $0.version = [0, 0] },
    Fault("header truncated", says: "truncated") { $0.statedLength = 60_000 },
    Fault("header of 4 GiB", says: "truncated") { ($0.version, $0.statedLength) = ([2, 0], 0xFFFF_FFFF) },
    Fault("data truncated by a byte", says: "truncated") { $0.data.removeLast() },
    Fault("no data", says: "truncated") { $0.data = [] },
    Fault("a byte too many", says: "1 bytes follow") { $0.data.append(0) },
    .shape("(0, 2)", says: "holds nothing"), .shape("(2, 0)", says: "holds nothing"),
    .shape("(0,)", says: "holds nothing"), .shape("()", says: "not that of a matrix"),
    .shape("(1, 2, 2)", says: "not that of a matrix"), .shape("(-2, -2)", says: "not that of a matrix"),
    .shape("(2.0, 2)", says: "not that of a matrix"), .shape("(two, 2)", says: "not that of a matrix"),
    .shape("(99999999999999999999, 2)", says: "not that of a matrix"),
    .shape("(9223372036854775807, 9223372036854775807)", says: "truncated"),
    .shape("(9223372036854775807, 1)", says: "truncated"),
    .shape("(1152921504606846976, 1)", says: "truncated"),
    .shape("(4294967296, 4294967296)", says: "truncated"), .shape("(3, 2)", says: "truncated"),
    .header(good.replacingOccurrences(of: "<f8", with: ">f8"), says: "big-endian"),
    .header(good.replacingOccurrences(of: "<f8", with: "|O"), says: "object"),
    .header(good.replacingOccurrences(of: "<f8", with: "<i8"), says: "not float32 or float64"),
    .header(good.replacingOccurrences(of: "<f8", with: "<c16"), says: "not float32 or float64"),
    .header(good.replacingOccurrences(of: "<f8", with: ""), says: "not float32 or float64"),
    .header(
      good.replacingOccurrences(of: "<f8", with: "<\r\n\u{1B}[2J\u{2028}"), says: "not float32 or float64"),
    .header(good.replacingOccurrences(of: "False", with: "Maybe"), says: "fortran_order is Maybe"),
    .header(good.replacingOccurrences(of: "descr", with: "dexcr"), says: "lacks descr"),
    .header(good.replacingOccurrences(of: "(2, 2)", with: "4"), says: "lacks descr"),
    .header(good.replacingOccurrences(of: "(2, 2), }", with: "(2, 2"), says: "lacks descr"),
    .header("", says: "lacks descr"), .header("'descr':", says: "lacks descr"),
  ]

  @Test("is refused with status 65, one line, the place and the mend", arguments: faults)
  func refused(fault: Fault) throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let path: String = try directory.write(fault.bytes, to: "x.npy")
    let error: DataError = try #require(try dataError { try NPYReader(path: path) })
    #expect(error.code == .badData && error.code.exitStatus == 65)
    #expect(error.file == path && error.place != nil)
    #expect(error.description.contains(fault.says), "\(error)")
    #expect(error.faultsOfDescription == [])
  }

  @Test(
    "from NumPy itself is refused too",
    arguments: [
      ("object", "object"), ("float64-big-endian", "big-endian"), ("float64-empty", "holds nothing"),
      ("float64-scalar", "not that of a matrix"), ("float64-cube", "not that of a matrix"),
      ("int64", "'<i8'"),
    ])
  func fromNumPy(name: String, says: String) throws {
    let error: DataError = try #require(
      try dataError { try NPYReader(path: fixture("npy/\(name).npy")) })
    #expect(error.code.exitStatus == 65)
    #expect(error.description.contains(says.replacingOccurrences(of: "'", with: "")), "\(error)")
    #expect(error.faultsOfDescription == [])
  }

  @Test("that is missing, a directory or a named pipe has status 66", .timeLimit(.minutes(1)))
  func noInput() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let pipe: String = directory.path(of: "pipe.npy")
    try #require(mkfifo(pipe, 0o600) == 0)
    for (path, says) in [
      (directory.path(of: "none.npy"), "does not exist"), (directory.path, "is a directory"),
      (pipe, "not a regular file"),
      (directory.path(of: "none\n.npy"), "does not exist"),
    ] {
      let error: DataError = try #require(try dataError { try NPYReader(path: path) })
      #expect(error.code == .noInput && error.code.exitStatus == 66)
      #expect(error.file == path)
      #expect(error.description.contains(says))
      #expect(error.faultsOfDescription == [])
    }
  }

  @Test("with an entry that is not finite is refused, with its row and column", arguments: [false, true])
  func nonFinite(isFortranOrder: Bool) throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    for (value, says) in [(Double.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf")] {
      for index in 0..<6 {
        var values: [Double] = [Double](repeating: 1, count: 6)
        values[index] = value
        var file: NPYBytes = NPYBytes(shape: "(3, 2)", values: values)
        if isFortranOrder { file.header = file.header.replacingOccurrences(of: "False", with: "True") }
        let (row, column): (Int, Int) = isFortranOrder ? (index % 3, index / 3) : (index / 2, index % 2)
        let reader: NPYReader = try NPYReader(path: try directory.write(file.bytes, to: "x.npy"))
        for range in [0..<3, row..<row + 1] {
          let error: DataError = try #require(try dataError { try reader.readRows(range) })
          #expect(error.code.exitStatus == 65)
          #expect(error.place == "row \(row), column \(column)")
          #expect(error.problem.hasSuffix(" \(says)"))
          #expect(error.faultsOfDescription == [])
        }
        for sound in 0..<3 where sound != row { #expect(try reader.readRows(sound..<sound + 1).isFinite) }
      }
    }
  }

  @Test("that shrinks while it is read is a fault, not a crash")
  func shrinking() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let path: String = try directory.write(
      NPYBytes(shape: "(2, 2)", values: [1, 2, 3, 4]).bytes, to: "x.npy")
    let reader: NPYReader = try NPYReader(path: path)
    try #require(truncate(path, 100) == 0)
    let error: DataError = try #require(try dataError { try reader.readAll() })
    #expect(error.faultsOfDescription == [])
  }

  @Test(
    "made from a sound one by any flip, cut or insertion is read or refused, never anything else",
    arguments: ["float32-fortran", "float64-version-3"])
  func fuzz(name: String) throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let sound: [UInt8] = Array(try Data(contentsOf: URL(fileURLWithPath: fixture("npy/\(name).npy"))))
    var refused: Int = 0
    func check(_ bytes: [UInt8], _ change: String) throws {
      let path: String = try directory.write(bytes, to: "x.npy")
      guard let error = try dataError({ try NPYReader(path: path).readAll() }) else { return }
      refused += 1
      #expect(error.faultsOfDescription == [], "\(change)")
    }
    for position in sound.indices.prefix(200) {
      for replacement in [0xFF, sound[position] ^ 1, UInt8(ascii: "9")] {
        var bytes: [UInt8] = sound
        bytes[position] = replacement
        try check(bytes, "byte \(position) is \(replacement)")
      }
      try check(Array(sound[..<position]), "cut at \(position)")
      try check(Array(sound[..<position] + [0x0D] + sound[position...]), "a byte more at \(position)")
    }
    // Every cut, every byte more, and the changes to the magic are faults.
    #expect(refused >= 2 * sound.count + 6 * 3)
  }
}
