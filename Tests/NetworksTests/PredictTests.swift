import DataFiles
import LinearAlgebra
import Networks
import Synchronization
import TestSupport
import Testing

@Suite("Predicting from files")
struct PredictTests {
  @Test("writes what evaluating gives, over several blocks, and tells how far it is")
  func streaming() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let (x, y): (String, String) = (directory.path(of: "x.npy"), directory.path(of: "y.npy"))
    let network: Network = try .random([400, 3, 2], withBias: true, seed: 6)
    let inputs: Matrix = try .random(3000, 400, seed: 7)
    try NPYWriter.write(inputs, to: x)
    var calls: [Int] = []
    try network.predict(inputsPath: x, outputPath: y) { done, total in
      #expect(total == 3000)
      calls.append(done)
    }
    #expect(calls.count > 1 && calls == calls.sorted() && calls.last == 3000)
    let found: Matrix = try NPYReader(path: y).readAll()
    #expect(found.rows == 3000 && found.columns == 2)
    for (value, wanted) in zip(found.elements, network.evaluate(inputs).elements) {
      #expect((value - wanted).magnitude <= 1e-12)
    }
    let first: [UInt8] = Array(try directory.bytes(of: "y.npy"))
    try network.predict(inputsPath: x, outputPath: y)
    #expect(Array(try directory.bytes(of: "y.npy")) == first)
    #expect(try directory.names() == ["x.npy", "y.npy"])
  }

  @Test("of inputs that cannot be used writes nothing and says why")
  func refused() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let network: Network = try Network(hidden: Matrix([[1e300, 1]]), output: Matrix([[1e300], [1]]))
    func check(_ path: String, status: Int32, place: String?) throws {
      let before: [String] = try directory.names()
      let error: DataError = try #require(
        try dataError { try network.predict(inputsPath: path, outputPath: directory.path(of: "y.npy")) })
      #expect(error.code.exitStatus == status)
      #expect(error.place == place)
      #expect(error.file == path)
      #expect(error.faultsOfDescription == [])
      #expect(try directory.names() == before)
    }
    let good: String = directory.path(of: "good.npy")
    try NPYWriter.write(Matrix([[1e-300, 0], [1e10, 0], [0, 1]]), to: good)
    try check(good, status: 65, place: "row 1")
    let wide: String = directory.path(of: "wide.npy")
    try NPYWriter.write(Matrix(rows: 2, columns: 3), to: wide)
    try check(wide, status: 65, place: "header")
    let notANumber: String = directory.path(of: "nan.npy")
    try NPYWriter.write(Matrix([[0, 1], [0, .nan]]), to: notANumber)
    try check(notANumber, status: 65, place: "row 1, column 1")
    try check(directory.path(of: "none.npy"), status: 66, place: nil)
  }

  @Test("keeps the old outputs where it fails")
  func keepsOld() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let path: String = directory.path(of: "x.npy")
    try NPYWriter.write(Matrix([[0], [.infinity]]), to: path)
    try directory.write("old", to: "y.npy")
    let network: Network = try Network(hidden: .identity(1), output: .identity(1))
    #expect(
      try dataError { try network.predict(inputsPath: path, outputPath: directory.path(of: "y.npy")) } != nil)
    #expect(try directory.text(of: "y.npy") == "old")
    #expect(try directory.names() == ["x.npy", "y.npy"])
  }
}

@Suite("Samples")
struct SamplesTests {
  @Test("are cut into blocks that cover each of them once", arguments: [1, 7, 8, 100, 1 << 20])
  func blocks(cells: Int) throws {
    let samples: Samples = Samples(inputs: try .random(23, 5, seed: 8), labels: try .random(23, 2, seed: 9))
    #expect(samples.count == 23 && samples.inputsDimension == 5 && samples.outputsDimension == 2)
    let blocks: [Range<Int>] = samples.blocks(ofCells: cells)
    #expect(blocks.flatMap { Array($0) } == Array(0..<23))
    #expect(blocks.allSatisfy { $0.count * 7 <= max(7, cells) })
    #expect(Matrix.stackingRows(of: blocks.map { samples.samples($0).inputs }) == samples.inputs)
    #expect(Matrix.stackingRows(of: blocks.map { samples.samples($0).labels }) == samples.labels)
    #expect(samples.names == (inputs: "inputs", labels: "labels"))
  }

  @Test("of different heights stop the program")
  func heights() async {
    await #expect(processExitsWith: .failure) {
      _ = Samples(inputs: Matrix(rows: 2, columns: 1), labels: Matrix(rows: 3, columns: 1))
    }
  }

  @Test("in files are the same as in memory")
  func files() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let (x, y): (String, String) = (directory.path(of: "x.npy"), directory.path(of: "y.npy"))
    let samples: Samples = Samples(inputs: try .random(23, 5, seed: 8), labels: try .random(23, 2, seed: 9))
    try NPYWriter.write(samples.inputs, to: x)
    try NPYWriter.write(samples.labels, to: y)
    let files: SampleFiles = try SampleFiles(inputsPath: x, labelsPath: y)
    #expect(files.count == 23 && files.inputsDimension == 5 && files.outputsDimension == 2)
    #expect(files.names == (inputs: x, labels: y))
    #expect(!files.labelsAreSinglePrecision)
    #expect(try files.samples(0..<23) == samples)
    #expect(try files.samples(4..<9) == samples.samples(4..<9))
    #expect(
      try SampleFiles(inputsPath: fixture("npy/float64-c.npy"), labelsPath: fixture("npy/float32-c.npy"))
        .labelsAreSinglePrecision)
  }

  @Test("in files of different heights, or in none, are refused")
  func faultyFiles() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let (x, y): (String, String) = (directory.path(of: "x.npy"), directory.path(of: "y.npy"))
    try NPYWriter.write(Matrix(rows: 3, columns: 2), to: x)
    try NPYWriter.write(Matrix(rows: 4, columns: 2), to: y)
    let heights: DataError = try #require(try dataError { try SampleFiles(inputsPath: x, labelsPath: y) })
    #expect(heights.code.exitStatus == 65 && heights.file == y && heights.place == "header")
    #expect(heights.problem.contains("4 rows") && heights.problem.contains(x))
    #expect(heights.faultsOfDescription == [])
    let missing: DataError = try #require(
      try dataError { try SampleFiles(inputsPath: x, labelsPath: directory.path(of: "none.npy")) })
    #expect(missing.code.exitStatus == 66)
    try NPYWriter.write(Matrix(rows: 3, columns: 1, repeating: .nan), to: y)
    let files: SampleFiles = try SampleFiles(inputsPath: x, labelsPath: y)
    #expect(try dataError { try files.samples(1..<2) }?.place == "row 1, column 0")
  }
}
