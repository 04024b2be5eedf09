import DataFiles
import Hardness
import Testing

@Suite("Set cover files")
struct ReaderTests {
  static let fixtures: [(String, SetCoverFile.Format, Int, Int)] = [
    ("steiner-triples/stn9.txt", .steinerTriples, 12, 9),
    ("steiner-triples/stn15.txt", .steinerTriples, 35, 15),
    ("steiner-triples/stn45.txt", .steinerTriples, 330, 45),
    ("set-cover/scpe1.txt", .orLibrary, 50, 500),
    ("set-cover/scp41.txt", .orLibrary, 200, 1000),
    ("set-cover/scpcyc06.txt", .orLibrary, 240, 192),
    ("set-cover/scpclr10.txt", .orLibrary, 511, 210),
  ]

  @Test("of the literature are recognised by content", arguments: fixtures.indices)
  func recognised(index: Int) throws {
    let (name, format, elements, sets) = Self.fixtures[index]
    let file: SetCoverFile = try SetCoverFile(contentsOf: Fixture.path(name))
    #expect(file.format == format)
    #expect(file.problem.elementCount == elements && file.problem.sets.count == sets)
    #expect(file.problem.hopelessElements.isEmpty)
    #expect(file.problem.isUnicost == (name != "set-cover/scp41.txt"))
  }

  /// A name, a format where it is given, the text, where the fault is and what the message says.
  static let faults: [(String, SetCoverFile.Format?, String, String?, String)] = [
    ("empty", nil, "", nil, "is empty"),
    ("blank", nil, " \n\t\n", nil, "is empty"),
    ("header only", nil, "2 3\n", "line 1", "more than a file"),
    ("truncated in the costs", nil, "2 3\n1 1\n \n\n\n\n", "line 2", "truncated"),
    ("truncated in a row", .orLibrary, "2 3\n1 1 1\n1 1\n2 1", "line 4", "the 2 columns of row 2"),
    ("truncated before a row", .orLibrary, "2 3\n1 1 1\n1 1\n", "line 3", "cover row 2"),
    ("index too high", nil, "1 3\n1 1 1\n2 1 4\n", "line 3", "column 4 is not between 1 and 3"),
    ("index 0", nil, "1 3\n1 1 1\n2 1 0\n", "line 3", "column 0 is not between"),
    ("an element in no set", nil, "2 3\n1 1 1\n1 1\n0\n", "line 4", "infeasible"),
    ("negative count", nil, "1 3\n1 1 1\n-1\n", "line 3", "negative"),
    ("negative header", nil, "-1 3\n1 1 1\n1 1\n", "line 1", "negative"),
    ("negative cost", nil, "1 3\n1 -5 1\n1 1\n", "line 2", "cost -5 of column 2"),
    ("no integer", nil, "1 3\n1 1.5 1\n1 1\n", "line 2", "'1.5' is not an integer"),
    ("letters", nil, "rows columns\n", "line 1", "'rows' is not an integer"),
    ("twice in a row", nil, "1 3\n1 1 1\n2 2 2\n", "line 3", "twice"),
    ("overflow", nil, "1 1\n99999999999999999999\n1 1\n", "line 2", "does not fit"),
    ("costs overflow", nil, "1 2\n9223372036854775807 1\n1 1\n", "line 2", "sum of the costs"),
    ("trailing garbage", nil, "1 3\n1 1 1\n1 1\nend", "line 4", "'end' follows the last row"),
    ("trailing number", nil, "1 3\n1 1 1\n1 1\n7", "line 4", "'7' follows"),
    ("absurd columns", nil, "1 4611686018427387904\n1 1\n", "line 1", "more than a file"),
    ("absurd header", nil, "9223372036854775807 9223372036854775807\n1\n", "line 1", "more than a file"),
    ("absurd row", nil, "1 3\n1 1 1\n9999999 1\n", "line 3", "claims 9999999"),
    ("nothing to cover", nil, "0 0\n", "line 1", "nothing to cover"),
    ("bytes that are no text", nil, "1 3\n\u{1}\u{2} 1 1\n1 1\n", "line 2", "is not an integer"),
    ("truncated triples", nil, "9 3\n2 3 4\n1 3 5\n1 2", "line 4", "a point of triple 3"),
    ("point too high", nil, "5 2\n2 3 4\n1 3 10\n", "line 3", "point 10"),
    ("point twice", nil, "5 2\n2 3 4\n1 3 3\n", "line 3", "twice in triple 2"),
    ("more triples", nil, "6 2\n2 3 4\n1 3 5\n1 2 6\n", "line 4", "follows the last triple"),
    ("a count above the columns", nil, "1 3\n1 1 1\n4 1 2 3 3\n", "line 3", "claims 4 columns of 3"),
    ("a point no triple reaches", .steinerTriples, "6 2\n2 3 4\n1 3 5\n", nil, ""),
    ("absurd points", .steinerTriples, "900000000000 2\n2 3 4\n1 3 5\n", "line 1", "cannot reach"),
    ("absurd triples", .steinerTriples, "9 900000000000\n2 3 4\n", "line 1", "more than a file"),
    ("both formats", nil, ReaderTests.ambiguous, nil, "--format"),
  ]

  @Test("with a fault are refused with line and mend", arguments: faults.indices)
  func refused(index: Int) throws {
    let (name, format, text, place, message) = Self.faults[index]
    let scratch: Scratch = try Scratch()
    let path: String = try scratch.file("problem.txt", text)
    guard !message.isEmpty else {
      #expect(throws: Never.self, "\(name)") { _ = try SetCoverFile(contentsOf: path, format: format) }
      return
    }
    let error: DataError? = #expect(throws: DataError.self, "\(name)") {
      _ = try SetCoverFile(contentsOf: path, format: format)
    }
    let fault: DataError = try #require(error)
    #expect(fault.code == .badData && fault.file == path, "\(name)")
    if let place { #expect(fault.place == place, "\(name): \(fault)") }
    #expect(fault.description.contains(message), "\(name): \(fault)")
    #expect(!fault.mend.isEmpty && !fault.description.contains("\n"))
  }

  static let ambiguous: String = "3 4\n1 2 3\n2 1 3\n2 1 3\n2 1 3\n"

  @Test("that fit both formats are read as the one that is asked for")
  func ambiguity() throws {
    let scratch: Scratch = try Scratch()
    let path: String = try scratch.file("both.txt", "3 4\n1 2 3\n2 1 3\n2 1 3\n2 1 3\n")
    let library: SetCover = try SetCoverFile(contentsOf: path, format: .orLibrary).problem
    #expect(library.costs == [1, 2, 3, 2] && library.elementCount == 3)
    let steiner: SetCover = try SetCoverFile(contentsOf: path, format: .steinerTriples).problem
    #expect(steiner.elementCount == 4 && steiner.sets.count == 3)
  }

  @Test("that are missing are no input")
  func missing() throws {
    let error: DataError? = #expect(throws: DataError.self) {
      _ = try SetCoverFile(contentsOf: "/nowhere/at/all.txt")
    }
    #expect(error?.code == .noInput)
  }

  @Test("cut after any byte are refused or read, never trapped on")
  func cuts() throws {
    let whole: String = try InputFile.readText(Fixture.path("steiner-triples/stn9.txt"))
    let scratch: Scratch = try Scratch()
    for length in 0..<(whole.utf8.count - 3) {
      let path: String = try scratch.file("cut.txt", String(whole.prefix(length)))
      for format in [nil, .orLibrary, .steinerTriples] as [SetCoverFile.Format?] {
        #expect(throws: DataError.self, "after \(length) bytes") {
          _ = try SetCoverFile(contentsOf: path, format: format)
        }
      }
    }
  }
}
