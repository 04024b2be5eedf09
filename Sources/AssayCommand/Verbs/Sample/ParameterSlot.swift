import ArgumentParser
import Assay

/// The options of families' parameters.
///
/// Options are declared when the program is built, families are listed in a registry; so every family's verb has an
/// option for each name that any family uses, shows those that its family has, and refuses the others by name.
enum ParameterSlot {
  /// The name that families without such a parameter take as part of the size.
  static let conditionNumber: String = "condition-number"

  /// The names of all options, one for each slot.
  static let names: [String] = {
    var names: [String] = TeacherRegistry.parameterNames
    if !names.contains(conditionNumber) { names.append(conditionNumber) }
    return names
  }()

  /// How many options a verb declares.
  static let count: Int = 8

  static func name(_ slot: Int) -> NameSpecification {
    precondition(
      names.count <= count, "declare as many options in SampleFamilyVerb as families have parameters")
    return .customLong(slot < names.count ? names[slot] : "unused-\(slot)")
  }

  static func isOption(_ name: String, of family: any TeacherFamily.Type) -> Bool {
    (name == conditionNumber && family.takesConditionNumber) || family.parameters.contains { $0.name == name }
  }

  static func help(_ slot: Int, _ family: any TeacherFamily.Type) -> ArgumentHelp {
    guard slot < names.count, isOption(names[slot], of: family) else {
      return ArgumentHelp("", visibility: .private)
    }
    if let parameter = family.parameters.first(where: { $0.name == names[slot] }) {
      let text: String = parameter.help.prefix(1).uppercased() + parameter.help.dropFirst()
      let (low, high): (Double, Double) = (parameter.range.lowerBound, parameter.range.upperBound)
      return ArgumentHelp(
        "\(text), from \(low) to \(high). (default: \(parameter.defaultValue))", valueName: "number")
    }
    let fallback: String =
      family.identifier == GaussianTeachers.identifier
      ? "without it the singular values are left to chance" : "before the family changes them (default: 3)"
    return ArgumentHelp("The condition number of both layers; \(fallback).", valueName: "number")
  }
}
