import ArgumentParser
import Assay

/// `assay sample FAMILY` for any family: its parameters are options of their names.
struct SampleFamilyVerb<Family: TeacherFamily>: ParsableCommand {
  static var configuration: CommandConfiguration {
    let title: String = Family.summary.prefix(1).uppercased() + Family.summary.dropFirst()
    return CommandConfiguration(
      commandName: Family.identifier, abstract: "\(title).",
      discussion: SampleHelp.discussion(of: Family.self))
  }

  @OptionGroup var size: SampleSize

  @Option(name: ParameterSlot.name(0), parsing: .unconditional, help: ParameterSlot.help(0, Family.self))
  var parameter0: Double?
  @Option(name: ParameterSlot.name(1), parsing: .unconditional, help: ParameterSlot.help(1, Family.self))
  var parameter1: Double?
  @Option(name: ParameterSlot.name(2), parsing: .unconditional, help: ParameterSlot.help(2, Family.self))
  var parameter2: Double?
  @Option(name: ParameterSlot.name(3), parsing: .unconditional, help: ParameterSlot.help(3, Family.self))
  var parameter3: Double?
  @Option(name: ParameterSlot.name(4), parsing: .unconditional, help: ParameterSlot.help(4, Family.self))
  var parameter4: Double?
  @Option(name: ParameterSlot.name(5), parsing: .unconditional, help: ParameterSlot.help(5, Family.self))
  var parameter5: Double?
  @Option(name: ParameterSlot.name(6), parsing: .unconditional, help: ParameterSlot.help(6, Family.self))
  var parameter6: Double?
  @Option(name: ParameterSlot.name(7), parsing: .unconditional, help: ParameterSlot.help(7, Family.self))
  var parameter7: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What hidden units apply: \(Activation.hiddenNames.joined(separator: ", ")).", valueName: "name"))
  var activation: String = Activation.relu.rawValue
  @OptionGroup var inputs: SampleInputs
  @OptionGroup var noise: SampleNoise

  @Option(name: [.short, .long], help: "The directory to write.")
  var output: String

  private var given: [String: Double] {
    let values: [Double?] = [
      parameter0, parameter1, parameter2, parameter3, parameter4, parameter5, parameter6, parameter7,
    ]
    return Dictionary(
      uniqueKeysWithValues: values.enumerated().compactMap { slot, value in
        value.map { (ParameterSlot.names[slot], $0) }
      })
  }

  func validate() throws {
    for name in ParameterSlot.names where given[name] != nil {
      guard !ParameterSlot.isOption(name, of: Family.self) else { continue }
      let others: [String] = TeacherRegistry.all.filter { ParameterSlot.isOption(name, of: $0) }
        .map { $0.identifier }
      throw ValidationError(
        "--\(name) means nothing to the family '\(Family.identifier)'; leave it out, or sample "
          + others.joined(separator: ", "))
    }
    _ = try inputs.distribution(of: Family.self)
    _ = try noise.noise
    _ = try hiddenActivation
  }

  private var hiddenActivation: Activation {
    get throws {
      guard Activation.hiddenNames.contains(activation), let known = Activation(rawValue: activation) else {
        let nearest: String = Nearest.name(to: activation, in: Activation.hiddenNames)
        throw ValidationError(
          "--activation '\(activation)' is unknown; did you mean \(nearest)? Known are "
            + Activation.hiddenNames.joined(separator: ", "))
      }
      return known
    }
  }

  func run() throws {
    var values: [String: Double] = given
    // A family that has no such parameter of its own takes the condition number as part of the size.
    let isOwn: Bool = Family.parameters.contains { $0.name == ParameterSlot.conditionNumber }
    let conditionNumber: Double? = isOwn ? nil : values.removeValue(forKey: ParameterSlot.conditionNumber)
    let problem: Problem = try Problem(
      family: Family.self, size: try size.size(conditionNumber: conditionNumber),
      parameters: try TeacherParameters(values, for: Family.self), samples: size.samples, seed: size.seed,
      activation: try hiddenActivation, inputs: try inputs.distribution(of: Family.self),
      noise: try noise.noise)
    let files: [String] = try problem.write(
      to: output, tool: Tool.nameAndVersion, command: CommandLineRecord.text
    ) { written in
      Console.progress("\(written) of \(size.samples) samples")
    }
    Console.endProgress()
    Console.talk("\(output): \(files.joined(separator: ", "))")
    if let exactLabels = Problem.exactLabelsPath(in: output) {
      Console.talk(
        "labels.npy rounds the labels, \(exactLabels) has them exactly; for a certificate of exact labels:\n"
          + "  assay learn exact-recovery --exact --inputs \(output)/inputs.npy --labels \(exactLabels) "
          + "--output student.json")
    }
    let learners: [ExpectedVerdict.Learner] =
      noise.law == nil ? [.exactRecovery] : [.exactRecovery, .noisyRecovery]
    for learner in learners {
      let verdict: ExpectedVerdict = problem.expectedVerdict(of: learner)
      Console.talk("expected of \(learner.rawValue) with --hidden \(size.hidden): \(verdict.text)")
    }
  }
}

extension Activation {
  /// The names of all that hidden units may apply.
  static let hiddenNames: [String] = allCases.filter { $0 != .identity }.map(\.rawValue)
}
