import DataFiles
import TestSupport
import Testing

@Suite("A data error")
struct DataErrorTests {
  @Test("is one line of file, place, problem and mend")
  func line() {
    let placed: DataError = DataError(
      .badData, file: "x.npy", place: "header", problem: "is odd", mend: "mend it")
    #expect(placed.description == "x.npy: header: is odd; mend it")
    let whole: DataError = DataError(.noInput, file: "x.npy", problem: "is missing", mend: "look for it")
    #expect(whole.description == "x.npy: is missing; look for it")
    #expect(placed.faultsOfDescription == [] && whole.faultsOfDescription == [])
  }

  @Test(
    "stays one line and steers no terminal, whatever it quotes",
    arguments: ["\n", "\r", "\r\n", "\u{2028}", "\u{2029}", "\u{85}", "\u{0B}", "\u{1B}[31m", "\0", "\u{7F}"])
  func control(text: String) {
    let error: DataError = DataError(
      .badData, file: "x\(text)y", place: "a", problem: "dtype \(text) is odd", mend: "mend it")
    #expect(error.faultsOfDescription == [])
    #expect(error.description.hasSuffix(" is odd; mend it"))
  }

  @Test("keeps letters of every language")
  func letters() {
    let error: DataError = DataError(.badData, file: "größe-数据-👩‍🔬.npy", problem: "is odd", mend: "mend it")
    #expect(error.description == "größe-数据-👩‍🔬.npy: is odd; mend it")
  }

  @Test("has the exit status of its kind")
  func statuses() {
    #expect(DataError.Code.badData.exitStatus == 65)
    #expect(DataError.Code.noInput.exitStatus == 66)
    #expect(DataError.Code.cannotWrite.exitStatus == 73)
  }

  @Test("without a mend, with a mend elsewhere or without a file is found faulty")
  func mutants() {
    #expect(!DataError(.badData, file: "x", problem: "is odd", mend: "").faultsOfDescription.isEmpty)
    #expect(!DataError(.badData, file: "x", problem: "", mend: "mend it").faultsOfDescription.isEmpty)
  }
}
