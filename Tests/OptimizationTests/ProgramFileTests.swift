import Foundation
import Optimization
import Testing

@Suite("A program's file")
struct ProgramFileTests {
  typealias Row = LinearProgram.Row
  typealias Column = LinearProgram.Column

  @Test("reads back as the same program, number for number", arguments: ProgramFile.Format.allCases)
  func roundTrip(format: ProgramFile.Format) throws {
    try Programs.withFolder { folder in
      var programs: [LinearProgram] = try (0..<40).map { try Programs.random(seed: $0) }
      for sense in [LinearProgram.Sense.minimize, .maximize] {
        for constant in [0, 2.5, -1e-9] {
          programs.append(try Programs.everyKind(sense: sense, constant: constant))
        }
      }
      programs.append(try LinearProgram(columns: [Column(cost: 1)], rows: [Row([(0, 0)], atLeast: 1)]))
      for (index, program) in programs.enumerated() {
        let path: String = "\(folder)/\(index).\(format.fileExtension)"
        try ProgramFile.write(program, to: path, format: format)
        let data: Data = try ProgramFile.data(of: program, format: format)
        #expect(FileManager.default.contents(atPath: path) == data)
        let expected: LinearProgram = try Programs.asWritten(program, format)
        let found: LinearProgram = try LinearProgram(contentsOf: path, format: format)
        #expect(found == expected, "program \(index)")
      }
    }
  }

  @Test("is the same text each time, with the names that were asked for")
  func text() throws {
    let program: LinearProgram = try LinearProgram(
      sense: .maximize,
      columns: [
        .binary(cost: 3), Column(lowerBound: -.infinity, cost: -0.5), Column(kind: .integer, cost: 0),
      ],
      rows: [Row([(0, 1), (1, -2)], atLeast: -1, atMost: 4), Row([(2, 1)], atMost: 1e20)], costConstant: 7)
    let names: ProgramNames = try ProgramNames(columns: ["pick", "_w", "N2"], rows: ["both", "cap"])
    let lp: Data = try ProgramFile.data(of: program, format: .cplexLP, names: names, title: "demo")
    #expect(
      String(decoding: lp, as: UTF8.self) == """
        \\ demo
        Maximize
         objective: + 3 pick - 0.5 _w + 0 N2 + 7 objective_constant
        Subject To
         both: + 1 pick - 2 _w >= -1
         both_upper: + 1 pick - 2 _w <= 4
         cap: + 1 N2 <= 1e+20
        Bounds
         0 <= pick <= 1
         _w free
         objective_constant = 1
        Generals
         pick
         N2
        End

        """)
    let mps: Data = try ProgramFile.data(of: program, format: .mps, names: names, title: "demo")
    #expect(
      String(decoding: mps, as: UTF8.self) == """
        * The objective is negated: to minimise this is to maximise the program.
        NAME demo
        ROWS
         N objective
         G both
         L both_upper
         L cap
        COLUMNS
         M1 'MARKER' 'INTORG'
         pick objective -3
         pick both 1
         pick both_upper 1
         M2 'MARKER' 'INTEND'
         _w objective 0.5
         _w both -2
         _w both_upper -2
         M3 'MARKER' 'INTORG'
         N2 cap 1
         M4 'MARKER' 'INTEND'
         objective_constant objective -7
        RHS
         RHS both -1
         RHS both_upper 4
         RHS cap 1e+20
        BOUNDS
         UP BOUND pick 1
         FR BOUND _w
         PL BOUND N2
         FX BOUND objective_constant 1
        ENDATA

        """)
    try Programs.withFolder { folder in
      for format in ProgramFile.Format.allCases {
        let path: String = "\(folder)/named.\(format.fileExtension)"
        try ProgramFile.write(program, to: path, format: format, names: names)
        let contents: ProgramFile.Contents = try ProgramFile.read(path, format: format)
        #expect(contents.columnNames == ["pick", "_w", "N2"])
        #expect(contents.rowNames == ["both", "both_upper", "cap"])
      }
    }
  }

  @Test(
    "refuses names that a format cannot hold",
    arguments: [
      "", "1x", "a b", "x-1", "é", "e12", "E", "Free", "st", "bounds", "a.b", "objective_constant",
      String(repeating: "a", count: 201),
    ])
  func badNames(name: String) {
    let error: OptimizationError? = #expect(throws: OptimizationError.self) {
      try ProgramNames(columns: ["good", name], rows: [])
    }
    #expect(error?.code == .invalidModel && error?.description.hasPrefix("column 1 is called") == true)
  }

  @Test("refuses names that are not one for each, twice the same, or needed for a second bound")
  func clashes() throws {
    #expect(throws: OptimizationError.self) { try ProgramNames(columns: [], rows: ["r", "r"]) }
    #expect(throws: OptimizationError.self) { try ProgramNames(columns: [], rows: ["objective"]) }
    let program: LinearProgram = try LinearProgram(
      columns: [Column(cost: 1)], rows: [Row([(0, 1)], atLeast: 1, atMost: 2), Row([(0, 1)], atLeast: 1)])
    for format in ProgramFile.Format.allCases {
      for (columns, rows) in [(["x"], ["r"]), ([], ["r", "s"]), (["x"], ["r", "r_upper"])] {
        #expect(throws: OptimizationError.self) {
          try ProgramFile.data(of: program, format: format, names: ProgramNames(columns: columns, rows: rows))
        }
      }
      #expect(throws: OptimizationError.self) {
        try ProgramFile.data(of: program, format: format, title: "two words")
      }
      #expect(throws: OptimizationError.self) {
        try ProgramFile.data(of: LinearProgram(columns: [], rows: []), format: format)
      }
      #expect(throws: OptimizationError.self) {
        try ProgramFile.write(program, to: "/nowhere/at/all.lp", format: format)
      }
    }
  }

  static let brokenFiles: [(ProgramFile.Format, String, String)] = [
    (.mps, "", "line 1"), (.mps, "NAME x\nROWS\n N o\n G r\nCOLUMNS\n x r one\n", "line 6"),
    (.mps, "NAME x\nROWS\n N o\nCOLUMNS\n x nobody 1\nRHS\nENDATA\n", "line 5"),
    (.mps, "Minimize\n obj: x\nEnd\n", "line 1"), (.cplexLP, "", "line 1"),
    (.cplexLP, "Minimize\n obj: x +\nSubject To\n r: x >= 1\nEnd\n", "line 3"),
    (.cplexLP, "Minimize\n obj: x\nSubject To\n r: x >= \nEnd\n", "line 5"),
    (.cplexLP, "Minimize\n obj: x\nSubject To\n r: x >= 1\nBounds\n", "line"),
    (.cplexLP, "NAME x\nROWS\n N o\n", "line 1"), (.cplexLP, "\u{0}\u{1}\u{2}", "line 1"),
  ]

  @Test(
    "that is broken is refused with its line, and the thread can read again", arguments: brokenFiles.indices)
  func broken(index: Int) throws {
    let (format, text, place): (ProgramFile.Format, String, String) = Self.brokenFiles[index]
    try Programs.withFolder { folder in
      let path: String = "\(folder)/broken"
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      let error: OptimizationError? = #expect(throws: OptimizationError.self) {
        try ProgramFile.read(path, format: format)
      }
      #expect(error?.code == .fileFailed)
      #expect(error?.description.contains("\(path), \(place)") == true, "\(error?.description ?? "")")
      let program: LinearProgram = try Programs.random(seed: 3)
      try ProgramFile.write(program, to: path, format: format)
      #expect(try LinearProgram(contentsOf: path, format: format).columns.count >= program.columns.count)
    }
  }

  @Test("holds the programs and formulas of the module's page")
  func documentation() throws {
    let cover: LinearProgram = try LinearProgram(
      sense: .minimize, columns: [.binary(cost: 3), .binary(cost: 2)],
      rows: [Row([(0, 1), (1, 1)], atLeast: 1)])
    try Programs.withFolder { folder in
      try ProgramFile.write(cover, to: "\(folder)/cover.lp", format: .cplexLP)
      #expect(try LinearProgram(contentsOf: "\(folder)/cover.lp", format: .cplexLP) == cover)
    }
    #expect(
      try GLPKSatisfiability().solve(variableCount: 2, clauses: [[1, -2], [-1]])
        == .satisfiable([false, false]))
  }

  @Test("that is not there, or is a folder, is refused")
  func absent() throws {
    try Programs.withFolder { folder in
      for path in [folder, "\(folder)/nothing", ""] {
        #expect(throws: OptimizationError.self) { try LinearProgram(contentsOf: path, format: .mps) }
      }
    }
  }
}
