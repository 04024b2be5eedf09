import ArgumentParser
import Assay

/// The options of subspace families' parameters, as ``ParameterSlot`` has those of other families.
enum SubspaceSlot {
  /// The names of all options, one for each slot.
  static let names: [String] = SubspaceRegistry.parameterNames

  /// How many options a verb declares.
  static let count: Int = 14

  static func name(_ slot: Int) -> NameSpecification {
    precondition(
      names.count <= count, "declare as many options in SampleSubspaceVerb as families have parameters")
    return .customLong(slot < names.count ? names[slot] : "unused-\(slot)")
  }

  static func help(_ slot: Int, _ family: any SubspaceFamily.Type) -> ArgumentHelp {
    guard slot < names.count, let parameter = family.parameters.first(where: { $0.name == names[slot] })
    else { return ArgumentHelp("", visibility: .private) }
    let text: String = parameter.help.prefix(1).uppercased() + parameter.help.dropFirst()
    let (low, high): (String, String) = (
      SampleHelp.number(parameter.range.lowerBound), SampleHelp.number(parameter.range.upperBound)
    )
    return ArgumentHelp(
      "\(text); from \(low) to \(high). (default: \(SampleHelp.number(parameter.defaultValue)))",
      valueName: "number")
  }
}
