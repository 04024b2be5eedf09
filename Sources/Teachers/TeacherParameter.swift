/// A number that a teacher family can be given, beyond the size of its teachers.
public struct TeacherParameter: Sendable, Hashable {
  /// The name, as on the command line without its dashes: `angle`.
  public let name: String
  /// What it does, in one line.
  public let help: String
  /// The value where none is given.
  public let defaultValue: Double
  /// The values that are allowed.
  public let range: ClosedRange<Double>
  /// Whether it must be an integer.
  public let isInteger: Bool

  /// Creates a parameter.
  ///
  /// - Precondition: the default is allowed, and the range is finite.
  public init(
    name: String, help: String, defaultValue: Double, range: ClosedRange<Double>, isInteger: Bool = false
  ) {
    precondition(
      range.contains(defaultValue) && range.lowerBound.isFinite && range.upperBound.isFinite
        && (!isInteger || defaultValue == defaultValue.rounded()),
      "give a finite range that holds the default, and an integer as the default of an integer")
    self.name = name
    self.help = help
    self.defaultValue = defaultValue
    self.range = range
    self.isInteger = isInteger
  }

  /// Whether a value is one that the parameter can have.
  public func allows(_ value: Double) -> Bool {
    range.contains(value) && (!isInteger || value == value.rounded())
  }
}

/// The values of a family's parameters.
public struct TeacherParameters: Sendable, Hashable {
  private let values: [String: Double]

  /// The defaults of every parameter.
  public static let defaults: TeacherParameters = TeacherParameters(values: [:])

  private init(values: [String: Double]) { self.values = values }

  /// Values by name for a family; a parameter without a value has its default.
  ///
  /// - Throws: ``ProblemError`` where the family has no such parameter, or the value is out of its range or not the integer that
  ///   it must be.
  public init(_ values: [String: Double], for family: any ParameterizedFamily.Type) throws {
    for name in values.keys.sorted() {
      guard let parameter = family.parameters.first(where: { $0.name == name }) else {
        throw TeacherParameters.unknown(name, for: family)
      }
      guard let value = values[name], parameter.allows(value) else {
        throw ProblemError(
          parameter: name, problem: "is \(values[name] ?? .nan)",
          mend: parameter.isInteger
            ? "choose an integer from \(Int(parameter.range.lowerBound)) to \(Int(parameter.range.upperBound))"
            : "choose a number from \(parameter.range.lowerBound) to \(parameter.range.upperBound)")
      }
    }
    self.values = values
  }

  /// The value of a parameter.
  public subscript(parameter: TeacherParameter) -> Double {
    values[parameter.name] ?? parameter.defaultValue
  }

  /// That a family has no parameter of a name.
  static func unknown(_ name: String, for family: any ParameterizedFamily.Type) -> ProblemError {
    let known: [String] = family.parameters.map(\.name)
    return ProblemError(
      parameter: name, problem: "is no parameter of the family '\(family.identifier)'",
      mend: known.isEmpty
        ? "leave it out; the family has none" : "use \(known.joined(separator: ", ")), or another family")
  }
}
