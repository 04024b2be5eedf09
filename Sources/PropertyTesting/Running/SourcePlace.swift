/// Where in the source of a program something stands.
public struct SourcePlace: Sendable, Hashable, CustomStringConvertible {
  /// The module and the file, as `#fileID` gives them.
  public let fileID: String
  /// The path of the file, as `#filePath` gives it.
  public let filePath: String
  /// The line, counted from 1.
  public let line: Int
  /// The column, counted from 1.
  public let column: Int
  /// The function around it, as `#function` gives it.
  public let function: String

  /// The place of the call, or one that is given in parts.
  public init(
    fileID: String = #fileID, filePath: String = #filePath, line: Int = #line, column: Int = #column,
    function: String = #function
  ) {
    self.fileID = fileID
    self.filePath = filePath
    self.line = line
    self.column = column
    self.function = function
  }

  /// The module, the file and the line.
  public var description: String { "\(fileID):\(line)" }

  /// The name of the function without its arguments, which `swift test --filter` finds.
  var functionName: String { String(function.prefix { $0 != "(" }) }
}
