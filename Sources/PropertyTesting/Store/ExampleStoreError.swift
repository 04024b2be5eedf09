/// What is wrong with a stored example, or with the place that keeps it.
public struct ExampleStoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of fault.
  public struct Code: Sendable, Hashable {
    private enum Kind: Sendable {
      case unreadable, unwritable, tooLarge, notAnExample, foreignFormat, field, misplaced, readOnly
    }
    private let kind: Kind

    /// A file or folder cannot be read.
    public static let unreadable: Code = Code(kind: .unreadable)
    /// A file or folder cannot be created, written or removed.
    public static let unwritable: Code = Code(kind: .unwritable)
    /// A file is larger than ``ExampleFile/maximumBytes``.
    public static let tooLarge: Code = Code(kind: .tooLarge)
    /// A file is no JSON object; it may be cut short or be something else.
    public static let notAnExample: Code = Code(kind: .notAnExample)
    /// A file is of another format, or of another version of it.
    public static let foreignFormat: Code = Code(kind: .foreignFormat)
    /// A field is missing, unknown, or holds what it cannot.
    public static let field: Code = Code(kind: .field)
    /// A file lies in the folder of another property.
    public static let misplaced: Code = Code(kind: .misplaced)
    /// A place that only reads was asked to change.
    public static let readOnly: Code = Code(kind: .readOnly)
  }

  /// The kind of fault.
  public let code: Code
  /// The file or folder.
  public let path: String
  /// The field of the file that is at fault, where it is one.
  public let field: String?
  /// The property that the file is about, where that could still be read.
  public let property: String?
  /// What is wrong, without the path, for people.
  private let cause: String
  /// How to mend it, for people.
  private let mend: String

  /// The path, the field, what is wrong and how to mend it, on one line.
  public var description: String {
    let place: String = field.map { "field ‘\(Self.short($0))’ " } ?? ""
    return "\(path): \(place)\(cause); \(mend)"
  }

  /// Describes a fault.
  ///
  /// - Parameters:
  ///   - cause: what is wrong, without the path.
  ///   - mend: what to do about it.
  public init(
    _ code: Code, path: String, field: String? = nil, property: String? = nil, cause: String, mend: String
  ) {
    self.code = code
    self.path = path
    self.field = field
    self.property = property
    self.cause = cause
    self.mend = mend
  }

  /// A text from outside, as it may stand in a message: cut short, and without line breaks.
  static func short(_ text: String) -> String {
    let start: String = String(String.UnicodeScalarView(text.unicodeScalars.prefix(longestQuotation)))
    let line: String = String(start.map { $0.isNewline || $0 == "\0" ? " " : $0 })
    return start.unicodeScalars.count < text.unicodeScalars.count ? line + "…" : line
  }

  private static let longestQuotation: Int = 60
}
