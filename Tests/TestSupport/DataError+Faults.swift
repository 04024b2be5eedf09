public import DataFiles

/// The `DataError` that a reader or writer throws, or `nil` where it succeeds.
///
/// ```swift
/// let error = try #require(try dataError { try NPYReader(path: path) })
/// #expect(error.code == .badData)
/// ```
///
/// - Throws: an error of another type, which outside data must never cause.
public func dataError<Value>(_ body: () throws -> Value) throws -> DataError? {
  do {
    _ = try body()
    return nil
  } catch let error as DataError {
    return error
  }
}

extension DataError {
  /// What keeps the description from being one clear line with file, place and mend; empty where nothing does.
  public var faultsOfDescription: [String] {
    var faults: [String] = []
    if description.unicodeScalars.contains(where: Self.breaksTheLine) {
      faults.append("holds a line break or control character")
    }
    if !file.unicodeScalars.contains(where: Self.breaksTheLine), !description.hasPrefix(file + ": ") {
      faults.append("does not begin with the file")
    }
    if let place, !description.contains(": \(place): ") { faults.append("does not name the place") }
    if problem.isEmpty { faults.append("names no problem") }
    if mend.isEmpty || !description.hasSuffix("; " + mend) { faults.append("does not end with the mend") }
    return faults
  }

  private static func breaksTheLine(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
