import Assay
import Foundation
import TestSupport
import Testing

@Suite("Bad input gets one clear line, a status, and no output")
struct BadInputTests {
  private let directory: TemporaryDirectory

  init() throws {
    self.directory = try TemporaryDirectory()
    let inputs: Matrix = InputDistribution.gaussian.block(
      rows: 0..<50, dimension: 3, from: RandomStream(seed: 1), threads: 1)
    try NPYWriter.write(inputs, to: directory.path(of: "x.npy"))
    try NPYWriter.write(inputs.selectingColumns(0..<2), to: directory.path(of: "y.npy"))
  }

  private func assay(_ arguments: [String]) throws -> AssayProcess {
    try AssayProcess.run(arguments, in: directory.path)
  }

  private func expectFault(
    _ run: AssayProcess, status: Int32, mentions: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(run.status == status, "\(run.errors)", sourceLocation: sourceLocation)
    #expect(run.errorLines.count == 1, "\(run.errors)", sourceLocation: sourceLocation)
    for text in mentions {
      #expect(run.errors.contains(text), "\(run.errors)", sourceLocation: sourceLocation)
    }
    let leftovers: [String] = try directory.names().filter { $0.hasPrefix("out") || $0.contains("partial") }
    #expect(leftovers.isEmpty, sourceLocation: sourceLocation)
  }

  private func learn(inputs: String = "x.npy", labels: String = "y.npy") throws -> AssayProcess {
    try assay(["learn", "exact-recovery", "--inputs", inputs, "--labels", labels, "--output", "out.json"])
  }

  @Test("for arrays that are missing or mismatched")
  func arrays() throws {
    try expectFault(learn(inputs: "none.npy"), status: 66, mentions: ["none.npy", "does not exist"])
    try NPYWriter.write(Matrix(rows: 49, columns: 2, repeating: 1), to: directory.path(of: "short.npy"))
    try expectFault(learn(labels: "short.npy"), status: 65, mentions: ["short.npy", "49", "50"])
  }

  @Test(
    "for arrays that NumPy wrote and nobody can use",
    arguments: [("object.npy", "object"), ("float64-big-endian.npy", "big-endian"), ("int64.npy", "<i8")])
  func types(_ name: String, _ mention: String) throws {
    let path: String = fixture("npy/\(name)")
    try expectFault(learn(labels: path), status: 65, mentions: [name, mention, "astype"])
  }

  @Test("for arrays with damaged bytes")
  func damaged() throws {
    let good: Data = try directory.bytes(of: "y.npy")
    try directory.write(good.dropLast(), to: "cut.npy")
    try expectFault(learn(labels: "cut.npy"), status: 65, mentions: ["cut.npy", "truncated"])
    try directory.write(Array("not an array at all".utf8), to: "text.npy")
    try expectFault(learn(labels: "text.npy"), status: 65, mentions: ["text.npy", "magic"])
    for value in [Double.nan, .infinity] {
      var labels: Matrix = try NPYReader(path: directory.path(of: "y.npy")).readAll()
      labels[17, 1] = value
      try NPYWriter.write(labels, to: directory.path(of: "bad.npy"))
      try expectFault(learn(labels: "bad.npy"), status: 65, mentions: ["bad.npy", "row 17, column 1"])
    }
  }

  @Test("for a student that is none, or of the wrong shape")
  func students() throws {
    try directory.write("{}", to: "empty.json")
    let predict: [String] = ["--inputs", "x.npy", "--output", "out.npy"]
    try expectFault(
      assay(["predict", "empty.json"] + predict), status: 65, mentions: ["empty.json", "format"])
    let network: Network = try Network(
      hidden: Matrix(rows: 2, columns: 7, repeating: 1), output: Matrix(rows: 1, columns: 2, repeating: 1))
    try network.write(to: directory.path(of: "wide.json"))
    try expectFault(
      assay(["predict", "wide.json"] + predict), status: 65, mentions: ["x.npy", "3 columns", "7 inputs"])
  }

  static let setCovers: [(String, String, String)] = [
    ("", "is empty", "x"),
    ("2 2\n1 1\n1 1\n", "truncated", "line 3"),
    ("2 2\n1 1\n1 1\n1 3\n", "column 3 is not between 1 and 2", "line 4"),
    ("2 2\n1 1\n1 1\n0\n", "infeasible", "line 4"),
    ("2 2\n1 1\n1 1\n-1 2\n", "negative", "line 4"),
    ("2 2\n1 1\n1 1\n1 2\n9\n", "follows", "line 5"),
    ("2 2\n1 -1\n1 1\n1 2\n", "negative", "line 2"),
    ("2 2\n1 x\n1 1\n1 2\n", "not an integer", "line 2"),
    ("9999999999 2\n1 1\n", "more than a file", "line 1"),
  ]

  @Test("for set cover files", arguments: setCovers)
  func setCover(_ text: String, _ problem: String, _ place: String) throws {
    try directory.write(text, to: "x.txt")
    try expectFault(
      assay(["generate", "set-cover", "--input", "x.txt", "--output", "out"]), status: 65,
      mentions: ["x.txt", problem, place])
  }

  @Test("for a missing set cover file, or an instance that is not there")
  func missing() throws {
    try expectFault(
      assay(["generate", "set-cover", "--input", "none.txt", "--output", "out"]), status: 66,
      mentions: ["none.txt"])
    try expectFault(assay(["solve", "nowhere"]), status: 66, mentions: ["nowhere"])
    try expectFault(assay(["verify", "nowhere"]), status: 66, mentions: ["nowhere"])
  }

  @Test("for an output that is an input, under any name, or no name at all")
  func outputs() throws {
    let before: Data = try directory.bytes(of: "x.npy")
    try FileManager.default.createSymbolicLink(
      atPath: directory.path(of: "link.npy"), withDestinationPath: directory.path(of: "x.npy"))
    for name in ["x.npy", "link.npy", ""] {
      let run: AssayProcess = try assay(
        ["learn", "exact-recovery", "--inputs", "x.npy", "--labels", "y.npy", "--output", name])
      try expectFault(run, status: 73, mentions: name.isEmpty ? ["the path is empty"] : [name])
    }
    #expect(try directory.bytes(of: "x.npy") == before)
    try expectFault(
      assay(["generate", "set-cover", "--input", fixture("steiner-triples/stn9.txt"), "--output", ""]),
      status: 73, mentions: ["the path is empty"])
  }

  @Test("for sizes that no teacher has")
  func sizes() throws {
    let sample: [String] = ["sample", "gaussian", "--outputs", "2", "--samples", "10", "--output", "out"]
    try expectFault(
      assay(sample + ["--inputs-dimension", "0", "--hidden", "2"]), status: 64, mentions: ["number of inputs"]
    )
    try expectFault(
      assay(sample + ["--inputs-dimension", "5", "--hidden", "2", "--condition-number", "0.5"]), status: 64,
      mentions: ["condition number"])
  }
}
