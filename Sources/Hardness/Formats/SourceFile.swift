import DataFiles
import Foundation

/// A source problem as a file holds it, and the format that it was read in.
///
/// ```swift
/// let file = try SourceFile(contentsOf: "fixtures/colouring/myciel3.col")
/// if case .graph(let graph) = file.content { print(graph.vertexCount) }
/// ```
public struct SourceFile: Sendable, Equatable {
  /// The problem.
  public let content: SourceContent
  /// The format that it was read in.
  public let format: SourceFormat

  /// Reads the file at `path`; without a format it is that of its first marks, its suffix, or its numbers.
  ///
  /// Marks are `p cnf`, `p edge`, `%%MatrixMarket`, `# vertices:` and `{`. Bare numbers with a suffix that stands for
  /// no format are read in every format of numbers.
  ///
  /// - Throws: `DataError` with the line, where the file is missing, empty, fits no format or, with no format given,
  ///   fits several with different results. Where it fits none, the fault is that of the format it looks like.
  /// - Parameter isCover: whether bare numbers are asked to be a set cover problem: then they are read in the
  ///   library's formats and as Steiner triples only, so that a fault is that of a set cover file.
  /// - Complexity: O(bytes), once for each format tried.
  public init(contentsOf path: String, format: SourceFormat? = nil, isCover: Bool = false) throws {
    let bytes: Data = try Self.textBytes(of: path)
    if let format = format ?? FormatGuess.marked(bytes) {
      self.format = format
      self.content = try format.read(bytes, file: path)
      return
    }
    if let suggested = SourceFormat.suggested(by: path) {
      self.format = suggested
      self.content = try Self.read(bytes, file: path, guessed: suggested)
      return
    }
    let fits: [(format: SourceFormat, content: SourceContent)] = FormatGuess.fits(of: bytes, file: path)
      .filter { !isCover || Self.coverFormats.contains($0.format) }
    guard let chosen = fits.first else {
      self.format = isCover ? Self.likelyCover(bytes) : FormatGuess.likely(bytes)
      self.content = try Self.read(bytes, file: path, guessed: self.format)
      return
    }
    guard fits.allSatisfy({ $0.content == chosen.content }) else {
      let names: [String] = fits.map(\.format.rawValue)
      throw DataError(
        .badData, file: path, problem: "fits several formats: \(names.joined(separator: ", "))",
        mend: "say which with --format")
    }
    try FormatGuess.requireNoHeader(of: bytes, readAs: chosen.format, file: path)
    (self.format, self.content) = chosen
  }

  private static let coverFormats: [SourceFormat] = [.orLibrary, .orLibraryRail, .steinerTriples]

  private static func likelyCover(_ bytes: Data) -> SourceFormat {
    switch SetCoverFile.likelyFormat(of: bytes) {
    case .orLibrary: .orLibrary
    case .steinerTriples: .steinerTriples
    }
  }

  /// Reads the content in a format that was guessed, which a fault then says.
  private static func read(_ bytes: Data, file: String, guessed: SourceFormat) throws -> SourceContent {
    do {
      return try guessed.read(bytes, file: file)
    } catch let fault as DataError {
      throw DataError(
        fault.code, file: fault.file, place: fault.place, problem: fault.problem,
        mend: "\(fault.mend) (read as \(guessed.rawValue); --format says otherwise)")
    }
  }

  /// The file's bytes without a byte order mark, where they can be text and are not blank.
  private static func textBytes(of path: String) throws -> Data {
    let bytes: Data = try InputFile.read(path)
    let kinds: String = SourceFormat.allCases.map(\.rawValue).joined(separator: ", ")
    if bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x42, 0x5A, 0x68]) {
      throw DataError(.badData, file: path, problem: "is compressed", mend: "unpack it first")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw DataError(.badData, file: path, problem: "is text in UTF-16", mend: "save it as UTF-8")
    }
    let text: Data = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    guard text.contains(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }) else {
      throw DataError(
        .badData, file: path, problem: "is empty", mend: "give a problem in one of the formats \(kinds)")
    }
    return text
  }
}
