/// A fault in data that came from outside: what file, where in it, what is wrong and how to mend it.
///
/// Every reader throws this type and nothing else, so that a caller can print one line and exit with
/// ``Code/exitStatus``.
public struct DataError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of fault; it decides the exit status of the command line.
  public struct Code: Sendable, Hashable {
    private enum Kind: Sendable { case badData, noInput, cannotWrite }
    private let kind: Kind

    /// The data is there but cannot be used (`EX_DATAERR`).
    public static let badData: Code = Code(kind: .badData)
    /// The input is missing or unreadable (`EX_NOINPUT`).
    public static let noInput: Code = Code(kind: .noInput)
    /// The output cannot be written (`EX_CANTCREAT`).
    public static let cannotWrite: Code = Code(kind: .cannotWrite)

    /// The status with which a command ends on this fault, after `sysexits.h`.
    public var exitStatus: Int32 {
      switch kind {
      case .badData: 65
      case .noInput: 66
      case .cannotWrite: 73
      }
    }
  }

  /// The kind of fault.
  public let code: Code
  /// The file as the caller named it.
  public let file: String
  /// Where in the file: `line 12`, `header`, `samples[3].weight`; `nil` where the whole file is meant.
  public let place: String?
  /// What is wrong, as a clause.
  public let problem: String
  /// What the user can do about it, as an imperative clause.
  public let mend: String

  /// Creates a fault from its parts.
  public init(_ code: Code, file: String, place: String? = nil, problem: String, mend: String) {
    self.code = code
    self.file = file
    self.place = place
    self.problem = problem
    self.mend = mend
  }

  /// One line: `file: place: problem; mend`.
  public var description: String {
    let location: String = place.map { "\(file): \($0)" } ?? file
    return Self.onOneLine("\(location): \(problem); \(mend)")
  }

  /// The text with a space for each line break and each other control character.
  ///
  /// Parts of it come from the file at fault, and what is printed must neither break the line nor steer a terminal.
  private static func onOneLine(_ text: String) -> String {
    var result: String.UnicodeScalarView = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: result.append(" ")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

extension DataError {
  /// The fault of a path that is the empty string, which Foundation takes for the current directory.
  static func emptyPath(_ code: Code) -> DataError {
    DataError(code, file: "''", problem: "the path is empty", mend: "name a file or directory")
  }
}
