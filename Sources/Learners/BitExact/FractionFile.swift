import DataFiles
public import ExactArithmetic
import LinearAlgebra
import Networks

/// Exact numbers in a JSON file: an array of rows, each an array of strings `"p/q"`, `"p"` or decimals.
///
/// `[["-3/7", "2"], ["0.25", "1.5e-3"]]`. JSON integers may stand without quotes; other JSON numbers are refused, for
/// readers of JSON round them.
public enum FractionFile {
  private struct Entry: Decodable {
    let value: Rational

    init(from decoder: any Decoder) throws {
      let container: any SingleValueDecodingContainer = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        guard let value = Rational(exactText: text) else {
          throw DecodingError.dataCorruptedError(
            in: container, debugDescription: "\"\(text.prefix(40))\" is not a fraction \"p/q\" or a decimal")
        }
        self.value = value
      } else if let integer = try? container.decode(Int64.self) {
        self.value = Rational(Int(integer))
      } else {
        throw DecodingError.dataCorruptedError(
          in: container,
          debugDescription: "is not exact: put it in quotes, as a fraction \"p/q\" or a decimal")
      }
    }
  }

  /// Whether a file is read as fractions: its name ends in `.json`.
  public static func isNamed(_ path: String) -> Bool { path.lowercased().hasSuffix(".json") }

  /// Reads the numbers.
  ///
  /// - Throws: `DataError` that names the row and column at fault, or where rows are missing or of different lengths.
  public static func read(_ path: String) throws -> RationalMatrix {
    let rows: [[Rational]] = try InputFile.decode([[Entry]].self, from: path).map { $0.map(\.value) }
    guard let width = rows.first?.count, width > 0 else {
      throw DataError(.badData, file: path, problem: "holds no numbers", mend: "give rows of fractions")
    }
    if let row = rows.firstIndex(where: { $0.count != width }) {
      throw DataError(
        .badData, file: path, place: "[\(row)]",
        problem: "has \(rows[row].count) entries where the first row has \(width)",
        mend: "make the rows equally long")
    }
    return RationalMatrix(rows)
  }

  /// The exact numbers of a `.json` file of fractions, or of an `.npy` file of floats.
  ///
  /// - Throws: `DataError` where the file cannot be used.
  public static func readExactly(_ path: String) throws -> RationalMatrix {
    guard !isNamed(path) else { return try read(path) }
    let matrix: Matrix = try NPYReader(path: path).readAll()
    guard let exact = RationalMatrix(exactly: matrix.nestedRows) else {
      throw DataError(
        .badData, file: path, problem: "holds a NaN or infinite entry", mend: "correct the value")
    }
    return exact
  }
}
