import DataFiles
import Foundation

/// A set cover problem as a file holds it, and the format that it was read in.
public struct SetCoverFile: Sendable, Equatable {
  /// The formats that are read.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    /// `rows columns`, column costs, then the columns of each row.
    case orLibrary = "or-library"
    /// `points triples`, then the triples.
    case steinerTriples = "steiner-triples"

    func read(_ bytes: Data, file: String) throws -> SetCover {
      switch self {
      case .orLibrary: try ORLibraryReader.read(bytes, file: file)
      case .steinerTriples: try SteinerTripleReader.read(bytes, file: file)
      }
    }
  }

  /// The problem.
  public let problem: SetCover
  /// The format that it was read in.
  public let format: Format

  /// Reads the file at `path`; without a format it is the one that the whole content fits.
  ///
  /// - Throws: `DataError` with the line, where the file is missing, empty, fits no format or, with no format
  ///   given, fits both. Where it fits none, the fault is that of the format it looks like.
  /// - Complexity: O(bytes), once for each format tried.
  public init(contentsOf path: String, format: Format? = nil) throws {
    let bytes: Data = try InputFile.read(path)
    guard bytes.contains(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }) else {
      throw DataError(
        .badData, file: path, problem: "is empty",
        mend: "give a set cover file in OR-Library or Steiner triple format")
    }
    if let format {
      self.format = format
      self.problem = try format.read(bytes, file: path)
      return
    }
    let fitting: [(Format, SetCover)] = Format.allCases.compactMap { format in
      (try? format.read(bytes, file: path)).map { (format, $0) }
    }
    switch fitting.count {
    case 1:
      self.format = fitting[0].0
      self.problem = fitting[0].1
    case 0:
      self.format = Self.likelyFormat(of: bytes)
      do {
        self.problem = try self.format.read(bytes, file: path)
      } catch let fault as DataError {
        throw DataError(
          fault.code, file: fault.file, place: fault.place, problem: fault.problem,
          mend: "\(fault.mend) (read as \(self.format.rawValue); --format says otherwise)")
      }
    default:
      throw DataError(
        .badData, file: path,
        problem: "fits both formats, \(Format.allCases.map(\.rawValue).joined(separator: " and "))",
        mend: "say which with --format")
    }
  }

  private static let linesLookedAt: Int = 50

  /// Steiner files hold a header of two, at least three points, and lines of three; the rest is taken for OR-Library.
  static func likelyFormat(of bytes: Data) -> Format {
    var tokens: IntegerTokens = IntegerTokens(bytes, file: "")
    let counts: [Int] = IntegerTokens.tokensPerLine(of: bytes, atMost: linesLookedAt)
    let body: ArraySlice<Int> = counts.dropFirst()
    guard counts.first == 2, let points = try? tokens.nextCount("the number of points"), points >= 3 else {
      return .orLibrary
    }
    return 2 * body.count { $0 == 3 } > body.count ? .steinerTriples : .orLibrary
  }
}
