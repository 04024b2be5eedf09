/// A variable of the environment that is unknown, or whose value has no meaning.
public struct EnvironmentFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of fault.
  public struct Code: Sendable, Hashable {
    private enum Kind: Sendable { case unknownVariable, malformedValue }
    private let kind: Kind

    /// No setting has this variable.
    public static let unknownVariable: Code = Code(kind: .unknownVariable)
    /// The value is not what the variable takes.
    public static let malformedValue: Code = Code(kind: .malformedValue)
  }

  /// The kind of fault.
  public let code: Code
  /// The variable.
  public let variable: String
  /// Its value.
  public let value: String
  /// What is wrong and how to mend it, for people.
  public let description: String
}

extension EnvironmentFault {
  /// How much of a value is shown.
  private static let longestShown: Int = 80

  static func malformed(_ variable: String, _ value: String, mend: String) -> EnvironmentFault {
    EnvironmentFault(
      code: .malformedValue, variable: variable, value: value,
      description: "\(variable) is ‘\(value.prefix(longestShown))’, which has no meaning; set it to \(mend)")
  }

  static func unknown(_ variable: String, _ value: String) -> EnvironmentFault {
    let nearest: String =
      EnvironmentVariable.nearest(to: variable).map { "; did you mean \($0.rawValue)?" } ?? ""
    return EnvironmentFault(
      code: .unknownVariable, variable: variable, value: value,
      description: "\(variable) is set, but there is no such setting\(nearest)")
  }
}
