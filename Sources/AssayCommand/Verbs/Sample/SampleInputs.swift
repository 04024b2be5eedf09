import ArgumentParser
import Assay

/// The distribution of the inputs.
struct SampleInputs: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The distribution of inputs: \(Self.known). By default the family's own.", valueName: "name"))
  var inputs: String?
  @Option(name: Self.name(0), parsing: .unconditional, help: Self.help(0))
  var mean: Double?
  @Option(name: Self.name(1), parsing: .unconditional, help: Self.help(1))
  var halfWidth: Double?
  @Option(name: Self.name(2), parsing: .unconditional, help: Self.help(2))
  var radius: Double?
  @Option(name: Self.name(3), parsing: .unconditional, help: Self.help(3))
  var bound: Double?
  @Option(name: Self.name(4), parsing: .unconditional, help: Self.help(4))
  var bits: Double?
  @Option(name: Self.name(5), parsing: .unconditional, help: Self.help(5))
  var rank: Double?

  private static let known: String = InputDistribution.kinds.map(\.name).joined(separator: ", ")
  private static let parameters: [InputDistribution.Parameter] = InputDistribution.kinds.compactMap(
    \.parameter)

  private static func name(_ slot: Int) -> NameSpecification {
    .customLong("inputs-\(parameters[slot].name)")
  }

  private static func help(_ slot: Int) -> ArgumentHelp {
    let parameter: InputDistribution.Parameter = parameters[slot]
    let text: String = parameter.help.prefix(1).uppercased() + parameter.help.dropFirst()
    return ArgumentHelp(
      "\(text). (default: \(SampleHelp.number(parameter.defaultValue)))", valueName: "number")
  }

  /// The distribution asked for, or the family's own.
  ///
  /// - Throws: `ValidationError` where the name is unknown, or a number is out of range or another distribution's.
  func distribution(of family: any TeacherFamily.Type) throws -> InputDistribution {
    try distribution(otherwise: family.inputs)
  }

  /// The distribution asked for, or one that is given.
  ///
  /// - Throws: `ValidationError` where the name is unknown, or a number is out of range or another distribution's.
  func distribution(otherwise ordinary: InputDistribution) throws -> InputDistribution {
    let name: String = inputs ?? ordinary.name
    guard let kind = InputDistribution.kinds.first(where: { $0.name == name }) else {
      let nearest: String = Nearest.name(to: name, in: InputDistribution.kinds.map(\.name))
      throw ValidationError("--inputs '\(name)' is unknown; did you mean \(nearest)? Known are \(Self.known)")
    }
    let values: [Double?] = [mean, halfWidth, radius, bound, bits, rank]
    for (parameter, value) in zip(Self.parameters, values)
    where value != nil && parameter.name != kind.parameter?.name {
      throw ValidationError("--inputs-\(parameter.name) means nothing to --inputs \(name); leave it out")
    }
    let value: Double? = zip(Self.parameters, values).first { $0.0.name == kind.parameter?.name }?.1
    guard let distribution = kind.distribution(value) else {
      let range: ClosedRange<Double> = kind.parameter?.range ?? 0...0
      let kindOfNumber: String = kind.parameter?.isInteger == true ? "an integer" : "a number"
      throw ValidationError(
        "--inputs-\(kind.parameter?.name ?? "") must be \(kindOfNumber) from \(SampleHelp.number(range.lowerBound)) "
          + "to \(SampleHelp.number(range.upperBound))")
    }
    return distribution
  }
}
