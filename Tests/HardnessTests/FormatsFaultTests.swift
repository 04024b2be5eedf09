import DataFiles
import Foundation
import Hardness
import Testing

@Suite("Source files with a fault")
struct FormatsFaultTests {
  /// A file name, a format where it is given, the text, where the fault is and what the message says.
  static let faults: [(String, SourceFormat?, String, String?, String)] = [
    ("empty.col", nil, "", nil, "is empty"),
    ("blank.cnf", nil, "\u{FEFF} \n\t\r\n", nil, "is empty"),
    ("header.col", nil, "c only\nc comments\n", "line 2", "header"),
    ("nan.col", nil, "p edge NaN 3\n", "line 1", "'NaN' is not an integer"),
    ("negative.col", nil, "p edge -3 3\n", "line 1", "negative"),
    ("huge.col", nil, "p edge 4611686018427387904 0\n", "line 1", "above the largest"),
    ("overflow.col", nil, "p edge 99999999999999999999 0\n", "line 1", "64 bits"),
    ("lies.col", nil, "p edge 3 3\ne 1 2\ne 2 3\n", "line 1", "names 3 edges, but 2 lines"),
    ("few.col", nil, "p edge 4 1\ne 1 2\ne 2 3\ne 3 4\n", "line 1", "correct the header"),
    ("range.col", nil, "p edge 3 1\ne 1 4\n", "line 2", "vertex 4 is not one of the 3"),
    ("zero.col", nil, "p edge 3 1\ne 0 1\n", "line 2", "count vertices from 1"),
    ("loop.col", nil, "p edge 3 1\ne 2 2\n", "line 2", "joined to itself"),
    ("short.col", nil, "p edge 3 1\ne 2\n", "line 2", "the line ends"),
    ("long.col", nil, "p edge 3 1\ne 2 1 5\n", "line 2", "'5' follows"),
    ("order.col", nil, "e 1 2\np edge 3 1\n", "line 1", "before the header"),
    ("twice.col", nil, "p edge 3 1\np edge 3 1\ne 1 2\n", "line 2", "second line 'p'"),
    ("word.col", nil, "p edge 3 1\nedge 1 2\n", "line 2", "'edge' begins no line"),
    ("cut.col", nil, "p edge 3\n", "line 1", "the number of edges"),
    ("none.col", nil, "p edge 0 1\ne 1 2\n", "line 2", "one of the 0"),
    ("cnf.col", .dimacsGraph, "p cnf 3 1\n1 0\n", "line 1", "--format dimacs-cnf"),
    ("max.col", nil, "p max 3 1\n", "line 1", "p edge"),
    ("loop.edges", nil, "0 1\n2 2\n", "line 2", "joined to itself"),
    ("weights.edges", nil, "0 1 0.5\n", "line 1", "3 entries"),
    ("half.edges", nil, "0 1\n2\n", "line 2", "1 entries"),
    ("nan.edges", nil, "0 NaN\n", "line 1", "'NaN'"),
    ("minus.edges", nil, "0 1\n-1 1\n", "line 2", "vertex -1"),
    ("huge.edges", nil, "0 99999999999\n", "line 1", "vertex 99999999999"),
    ("header.txt", nil, "3 2\n0 1\n1 2\n", "line 1", "can be a header"),
    ("rectangle.mtx", nil, "%%MatrixMarket matrix coordinate pattern general\n3 4 0\n", "line 2", "square"),
    ("dense.mtx", nil, "%%MatrixMarket matrix array real general\n2 2\n1\n", "line 1", "coordinate"),
    ("cut.mtx", nil, "%%MatrixMarket matrix coordinate pattern general\n3 3 2\n1 2\n", "line 3", "entry 2"),
    (
      "more.mtx", nil, "%%MatrixMarket matrix coordinate pattern general\n3 3 1\n1 2\n2 3\n", "line 4",
      "follows"
    ),
    (
      "diagonal.mtx", nil, "%%MatrixMarket matrix coordinate pattern general\n3 3 1\n2 2\n", "line 3",
      "vertex 2"
    ),
    ("single.hg", nil, "0 1 2\n3\n", "line 2", "joins at least 2"),
    ("twice.hg", nil, "0 1 1\n", "line 1", "vertex 1 is twice"),
    ("promise.hg", nil, "# vertices: 3\n0 1 3\n", "line 2", "vertex 3 is not one of the 3"),
    ("promise.hg", .hyperedges, "0 1 3\n# vertices: x\n", "line 2", "'x'"),
    ("promised late.hg", .hyperedges, "0 1 3\n# vertices: 2\n", nil, "promises"),
    ("cut.hgr", nil, "3 4\n1 2\n2 3\n", "line 3", "hyperedge 3 of 3"),
    ("more.hgr", nil, "1 4\n1 2\n2 3 4\n", "line 3", "follows the last line"),
    ("zero.hgr", nil, "1 4\n0 1 2\n", "line 2", "count vertices from 1"),
    ("format.hgr", nil, "1 4 7\n1 2\n", "line 1", "fmt"),
    ("weight.hgr", nil, "1 4 1\n9 2\n", "line 2", "at least 2"),
    ("weights.hgr", nil, "1 2 10\n1 2\n3\n", "line 3", "weight of vertex 2"),
    ("cut.cnf", nil, "p cnf 3 2\n1 2 0\n-3 2\n", "line 3", "the 0 that ends clause 2"),
    ("few.cnf", nil, "p cnf 3 2\n1 2 0\n", "line 1", "names 2 clauses, but the file holds 1"),
    ("many.cnf", nil, "p cnf 3 1\n1 2 0\n3 0\n", "line 3", "follows the last of 1"),
    ("range.cnf", nil, "p cnf 3 1\n1 -4 0\n", "line 2", "literal -4"),
    ("word.cnf", nil, "p cnf 3 1\n1 x 0\n", "line 2", "'x'"),
    ("order.cnf", .dimacsFormula, "1 2 0\np cnf 3 1\n", "line 1", "before the header"),
    ("header.cnf", nil, "p cnf 3\n", "line 1", "number of clauses"),
    ("none.cnf", .dimacsFormula, "c nothing\n", "line 1", "the header"),
    ("absurd.cnf", nil, "p cnf 3 9999999999\n", "line 1", "above the largest"),
    ("minus.cnf", nil, "p cnf -3 1\n1 0\n", "line 1", "negative"),
    ("uncovered.rail", nil, "2 1\n1 1 1\n", "line 3", "row 2 is covered by no column"),
    ("claims.rail", nil, "2 1\n1 3 1 2\n", "line 2", "claims 3 rows of 2"),
    ("cut.rail", nil, "2 1\n1 2 1\n", "line 2", "a row of column 1"),
    ("twice.rail", nil, "2 1\n1 2 1 1\n", "line 2", "twice"),
    ("triples.txt", nil, "9 3\n2 3 4\n1 3 5\n1 2", "line 4", "a point of triple 3"),
    ("rows.txt", nil, "2 3\n1 1 1\n1 1\n", "line 3", "cover row 2"),
    ("words.txt", nil, "hello world\n", "line 1", "'hello'"),
    ("gate.json", nil, #"{"inputs":2,"gates":[["xor",[0,1]]]}"#, "gates[0]", "not 'xor'"),
    ("later.json", nil, #"{"inputs":2,"gates":[["or",[0,2]]]}"#, "gates[0]", "child 2"),
    ("missing.json", nil, #"{"gates":[["or",[0,1]]]}"#, "inputs", "missing"),
    ("cut.json", nil, #"{"inputs":2,"gates":[["or",[0,"#, nil, "JSON"),
    ("fraction.json", nil, #"{"inputs":1.5,"gates":[["or",[0]]]}"#, nil, "fraction"),
    ("ambiguous.txt", nil, "3 4\n1 2\n2 3\n1 3\n", nil, "--format"),
    ("ambiguous2.txt", nil, "3 4\n1 2 3\n2 1 3\n2 1 3\n2 1 3\n", nil, "or-library, steiner-triples"),
    ("control.txt", nil, "1 3\n\u{1}\u{2} 1 1\n1 1\n", "line 2", "is not an integer"),
  ]

  @Test("are refused with file, line and mend", arguments: faults.indices)
  func refused(index: Int) throws {
    let (name, format, text, place, message) = Self.faults[index]
    let scratch: Scratch = try Scratch()
    let path: String = try scratch.file(name, text)
    let error: DataError? = #expect(throws: DataError.self, "\(name)") {
      _ = try SourceFile(contentsOf: path, format: format)
    }
    guard let error else { return }
    #expect(error.code == .badData && error.file == path, "\(name)")
    if let place { #expect(error.place == place, "\(name): \(error)") }
    #expect(error.description.contains(message), "\(name): \(error)")
    #expect(!error.mend.isEmpty && !error.description.contains("\n"))
  }

  @Test("that are compressed, in UTF-16, missing or directories are named as such")
  func otherFiles() throws {
    let scratch: Scratch = try Scratch()
    for (bytes, message) in [([0x1F, 0x8B, 8], "compressed"), ([0xFF, 0xFE, 0x70, 0], "UTF-16")]
      as [([UInt8], String)]
    {
      let path: String = scratch.path + "/file.col"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let error: DataError? = #expect(throws: DataError.self) { _ = try SourceFile(contentsOf: path) }
      #expect(error?.problem.contains(message) == true)
    }
    for path in [scratch.path, scratch.path + "/missing.cnf"] {
      let error: DataError? = #expect(throws: DataError.self) { _ = try SourceFile(contentsOf: path) }
      #expect(error?.code == .noInput)
    }
  }

  @Test("cut after any byte are refused or read, never trapped on, in any format")
  func cuts() throws {
    let scratch: Scratch = try Scratch()
    let texts: [String] = [
      "p edge 4 3\ne 1 2\ne 2 3\ne 3 4\n", "p cnf 3 2\n1 -2 0\n2 3 0\n%\n0\n",
      "2 4 11\n5 1 2\n7 2 4 3\n1\n1\n1\n9\n",
      "# vertices: 4\n0 1 2\n1 3\n", "%%MatrixMarket matrix coordinate real general\n3 3 1\n2 1 4\n",
      #"{"inputs":2,"gates":[["or",[0,1]]]}"#, "3 2\n2 2 1 3\n1 2 2 3\n",
    ]
    for text in texts {
      for length in 0...text.utf8.count {
        let path: String = try scratch.file("cut", String(text.prefix(length)))
        for format in [nil] + SourceFormat.allCases.map(Optional.some) {
          do { _ = try SourceFile(contentsOf: path, format: format) } catch { #expect(error is DataError) }
        }
      }
    }
  }

  @Test("cut short where the header counts lines are refused, save where half a file is whole")
  func truncated() throws {
    let scratch: Scratch = try Scratch()
    let whole: [String.SubSequence] = try InputFile.readText(Fixture.path("colouring/myciel3.col"))
      .split(separator: "\n")
    for lines in 1..<whole.count where lines != whole.count - 10 {
      let path: String = try scratch.file("cut.col", whole.prefix(lines).joined(separator: "\n"))
      #expect(throws: DataError.self, "\(lines) lines") { _ = try SourceFile(contentsOf: path) }
    }
  }
}
