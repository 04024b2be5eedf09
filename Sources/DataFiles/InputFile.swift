public import Foundation

/// Reading a whole file, with the errors that a user can act on.
public enum InputFile {
  /// The largest file that is read whole; what can be larger is streamed.
  public static let largestWholeFileBytes: Int = 1 << 31

  /// The bytes of the file at `path`.
  ///
  /// - Throws: ``DataError`` with `.noInput` where it is missing, a directory or unreadable, with `.badData`
  ///   where it is larger than ``largestWholeFileBytes``.
  public static func read(_ path: String) throws -> Data {
    try requireFile(path)
    let attributes: [FileAttributeKey: Any]? = try? FileManager.default.attributesOfItem(atPath: path)
    if let size = attributes?[.size] as? Int, size > largestWholeFileBytes {
      throw DataError(
        .badData, file: path, problem: "has \(size) bytes, more than the \(largestWholeFileBytes) read whole",
        mend: "check that it is the file you meant")
    }
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw DataError(.noInput, file: path, problem: "cannot be read", mend: "check its permissions")
    }
  }

  /// The text of the file at `path`, which must be UTF-8.
  ///
  /// - Throws: ``DataError`` as ``read(_:)`` does, and with `.badData` where the bytes are not UTF-8.
  public static func readText(_ path: String) throws -> String {
    guard let text = String(data: try read(path), encoding: .utf8) else {
      throw DataError(.badData, file: path, problem: "is not UTF-8 text", mend: "check its format")
    }
    return text
  }

  /// Decodes a JSON file.
  ///
  /// - Throws: ``DataError`` that names the field where the JSON does not fit `type`.
  public static func decode<Value: Decodable>(_ type: Value.Type, from path: String) throws -> Value {
    let data: Data = try read(path)
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
      throw unreadable(data, path) { changed in
        do {
          _ = try JSONDecoder().decode(type, from: changed)
          return false
        } catch DecodingError.dataCorrupted(let context) {
          return context.codingPath.isEmpty
        } catch {
          return false
        }
      }
    } catch let error as DecodingError {
      throw DataError(decoding: error, file: path)
    } catch let error as DataError {
      throw error
    } catch {
      throw DataError(.badData, file: path, problem: "is not valid JSON", mend: "check that it is complete")
    }
  }

  /// A value of any JSON, of which nothing is kept.
  private struct AnyValue: Decodable {
    init(from decoder: any Decoder) {}
  }

  /// What is wrong where the decoder names no place: a number, or the text as a whole.
  private static func unreadable(
    _ data: Data, _ path: String, isRefused: (Data) -> Bool
  ) -> DataError {
    guard (try? JSONDecoder().decode(AnyValue.self, from: data)) != nil else {
      let fault: JSONSyntaxScan.Finding? = JSONSyntaxScan.fault(in: data)
      return DataError(
        .badData, file: path, place: fault.map { "line \($0.line), column \($0.column)" },
        problem: "is not valid JSON" + (fault.map { ": \($0.problem)" } ?? ""),
        mend: "check that the file is complete and correct the value")
    }
    if let number = JSONNumberScan.overflow(in: data) {
      return DataError(
        .badData, file: path, place: number.place,
        problem: "the number \(number.literal.prefix(longestNumberShown)) is out of range",
        mend: "correct the value")
    }
    if let number = JSONNumberScan.misfit(in: data, isRefused: isRefused) {
      return DataError(
        .badData, file: path, place: number.place,
        problem:
          "the number \(number.literal.prefix(longestNumberShown)) is too large or negative, or a fraction, "
          + "where a whole number belongs",
        mend: "correct the value")
    }
    return DataError(
      .badData, file: path,
      problem: "holds a number that is malformed, too large, or a fraction where a whole number belongs",
      mend: "correct the value")
  }

  private static let longestNumberShown: Int = 40

  static func requireFile(_ path: String) throws {
    guard !path.isEmpty else { throw DataError.emptyPath(.noInput) }
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw DataError(.noInput, file: path, problem: "does not exist", mend: "check the path")
    }
    if isDirectory.boolValue {
      throw DataError(.noInput, file: path, problem: "is a directory", mend: "name a file in it")
    }
  }
}

extension DataError {
  /// Turns what a JSON decoder says into file, field and mend.
  init(decoding error: DecodingError, file: String) {
    func path(_ codingPath: [any CodingKey]) -> String? {
      let text: String = codingPath.reduce(into: "") { text, key in
        if let index = key.intValue {
          text += "[\(index)]"
        } else {
          text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
        }
      }
      return text.isEmpty ? nil : text
    }
    switch error {
    case .keyNotFound(let key, let context):
      self.init(
        .badData, file: file, place: path(context.codingPath + [key]), problem: "the field is missing",
        mend: "add it")
    case .typeMismatch(let type, let context):
      self.init(
        .badData, file: file, place: path(context.codingPath),
        problem: "does not hold \(Self.jsonName(type))", mend: "correct the value")
    case .valueNotFound(let type, let context):
      self.init(
        .badData, file: file, place: path(context.codingPath), problem: "is null",
        mend: "give \(Self.jsonName(type))")
    case .dataCorrupted(let context):
      let problem: String = context.codingPath.isEmpty ? "is not valid JSON" : context.debugDescription
      self.init(
        .badData, file: file, place: path(context.codingPath), problem: problem,
        mend: "check that the file is complete and correct the value")
    @unknown default:
      self.init(.badData, file: file, problem: "is not valid JSON", mend: "check that it is complete")
    }
  }

  private static func jsonName(_ type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a string"
    case is Double.Type, is Int.Type: "a number"
    case is Bool.Type: "true or false"
    case is [String: Any].Type: "an object"
    default: String(describing: type).hasPrefix("Array") ? "an array" : "a \(type)"
    }
  }
}
