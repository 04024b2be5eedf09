/// Every teacher family that can be named on the command line; a new one is a line here.
public enum TeacherRegistry {
  /// The families, in the order in which they are listed.
  public static let all: [any TeacherFamily.Type] = [
    GaussianTeachers.self
  ]

  /// The family of a name, if there is one.
  public static func family(_ identifier: String) -> (any TeacherFamily.Type)? {
    all.first { $0.identifier == identifier }
  }
}
