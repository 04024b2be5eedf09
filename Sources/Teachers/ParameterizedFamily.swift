/// What has a name and numbers that it can be given: a family of teachers of any kind.
public protocol ParameterizedFamily: Sendable {
  /// The name on the command line and in reports.
  static var identifier: String { get }
  /// What it can be given, in the order in which it is listed.
  static var parameters: [TeacherParameter] { get }
}
