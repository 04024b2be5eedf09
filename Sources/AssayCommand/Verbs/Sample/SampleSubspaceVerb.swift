import ArgumentParser
import Assay

/// `assay sample FAMILY` for any family of subspace teachers: its parameters are options of their names.
struct SampleSubspaceVerb<Family: SubspaceFamily>: ParsableCommand {
  static var configuration: CommandConfiguration {
    let title: String = Family.summary.prefix(1).uppercased() + Family.summary.dropFirst()
    let (inputs, samples) = Family.example
    return CommandConfiguration(
      commandName: Family.identifier, abstract: "\(title).",
      discussion: """
          assay sample \(Family.identifier) --inputs-dimension \(inputs) --samples \(samples) \\
            --seed 1 --output problem

        Promised: \(Family.promises).
        Hard for: \(Family.hardFor).
        The labels are G(Vᵀx), of variance 1 on standard Gaussian inputs, with V of
        orthonormal columns in uniform directions. subspace.npy is V, inputs × directions,
        the most significant direction first; significant-subspace.npy has the columns
        that a learner is held to, and problem.json the share of each. To see what a
        learner makes of it:
          assay learn filtered-pca --inputs problem/inputs.npy \\
            --labels problem/labels.npy --output subspace.npy
        """)
  }

  @Option(name: .long, parsing: .unconditional, help: "The number of inputs, d.")
  var inputsDimension: Int
  @Option(name: .long, parsing: .unconditional, help: "The number of samples, n.")
  var samples: Int
  @Option(name: .long, parsing: .unconditional, help: "The seed; any number from 0 up.")
  var seed: UInt64 = 0

  @Option(name: SubspaceSlot.name(0), parsing: .unconditional, help: SubspaceSlot.help(0, Family.self))
  var parameter0: Double?
  @Option(name: SubspaceSlot.name(1), parsing: .unconditional, help: SubspaceSlot.help(1, Family.self))
  var parameter1: Double?
  @Option(name: SubspaceSlot.name(2), parsing: .unconditional, help: SubspaceSlot.help(2, Family.self))
  var parameter2: Double?
  @Option(name: SubspaceSlot.name(3), parsing: .unconditional, help: SubspaceSlot.help(3, Family.self))
  var parameter3: Double?
  @Option(name: SubspaceSlot.name(4), parsing: .unconditional, help: SubspaceSlot.help(4, Family.self))
  var parameter4: Double?
  @Option(name: SubspaceSlot.name(5), parsing: .unconditional, help: SubspaceSlot.help(5, Family.self))
  var parameter5: Double?
  @Option(name: SubspaceSlot.name(6), parsing: .unconditional, help: SubspaceSlot.help(6, Family.self))
  var parameter6: Double?
  @Option(name: SubspaceSlot.name(7), parsing: .unconditional, help: SubspaceSlot.help(7, Family.self))
  var parameter7: Double?
  @Option(name: SubspaceSlot.name(8), parsing: .unconditional, help: SubspaceSlot.help(8, Family.self))
  var parameter8: Double?
  @Option(name: SubspaceSlot.name(9), parsing: .unconditional, help: SubspaceSlot.help(9, Family.self))
  var parameter9: Double?
  @Option(name: SubspaceSlot.name(10), parsing: .unconditional, help: SubspaceSlot.help(10, Family.self))
  var parameter10: Double?
  @Option(name: SubspaceSlot.name(11), parsing: .unconditional, help: SubspaceSlot.help(11, Family.self))
  var parameter11: Double?
  @Option(name: SubspaceSlot.name(12), parsing: .unconditional, help: SubspaceSlot.help(12, Family.self))
  var parameter12: Double?
  @Option(name: SubspaceSlot.name(13), parsing: .unconditional, help: SubspaceSlot.help(13, Family.self))
  var parameter13: Double?

  @OptionGroup var inputs: SampleInputs
  @OptionGroup var noise: SampleNoise

  @Option(name: [.short, .long], help: "The directory to write.")
  var output: String

  private var given: [String: Double] {
    let values: [Double?] = [
      parameter0, parameter1, parameter2, parameter3, parameter4, parameter5, parameter6, parameter7,
      parameter8, parameter9, parameter10, parameter11, parameter12, parameter13,
    ]
    return Dictionary(
      uniqueKeysWithValues: values.enumerated().compactMap { slot, value in
        value.map { (SubspaceSlot.names[slot], $0) }
      })
  }

  func validate() throws {
    for name in SubspaceSlot.names where given[name] != nil {
      guard !Family.parameters.contains(where: { $0.name == name }) else { continue }
      let others: [String] = SubspaceRegistry.all.filter { $0.parameters.contains { $0.name == name } }
        .map { $0.identifier }
      throw ValidationError(
        "--\(name) means nothing to the family '\(Family.identifier)'; leave it out, or sample "
          + others.joined(separator: ", "))
    }
    _ = try inputs.distribution(otherwise: .gaussian)
    _ = try noise.noise
  }

  func run() throws {
    let problem: SubspaceProblem = try SubspaceProblem(
      Family.self, TeacherParameters(given, for: Family.self), inputsDimension: inputsDimension,
      samples: samples, seed: seed, inputs: inputs.distribution(otherwise: .gaussian),
      noise: noise.noise)
    let files: [String] = try problem.write(
      to: output, tool: Tool.nameAndVersion, command: CommandLineRecord.text
    ) { written in
      Console.progress("\(written) of \(samples) samples")
    }
    Console.endProgress()
    Console.talk("\(output): \(files.joined(separator: ", "))")
    let shares: String = problem.teacher.significance.prefix(Self.mostShares)
      .map { "\(($0 * 1000).rounded() / 1000)" }.joined(separator: ", ")
    Console.talk(
      "\(problem.teacher.directionCount) relevant directions of \(inputsDimension), "
        + "\(problem.teacher.significantDirections().columns) of them significant; shares \(shares)")
    Console.talk("expected of filtered-pca: \(problem.expectation.text)")
  }

  /// As many shares as fit a line.
  private static var mostShares: Int { 8 }
}
