import ArgumentParser
import Assay

struct SampleVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draws a teacher and its samples.",
    discussion: """
      Writes teacher.json, inputs.npy, labels.npy and problem.json into a
      directory. The same options give the same bytes, on any number of cores.

        assay sample gaussian --inputs-dimension 20 --hidden 5 --outputs 6 \\
          --samples 20000 --seed 1 --output problem
      """,
    subcommands: [SampleGaussianVerb.self]
  )
}

struct SampleGaussianVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "gaussian",
    abstract: "A two-layer ReLU teacher with Gaussian weights, and standard Gaussian inputs.",
    discussion: """
        assay sample gaussian --inputs-dimension 20 --hidden 5 --outputs 6 \\
          --samples 20000 --seed 1 --output problem

      The labels are U relu(V x), with V of size hidden × inputs and U of size
      outputs × hidden.
      """
  )

  @Option(name: .long, help: "The number of inputs, d.")
  var inputsDimension: Int
  @Option(name: .long, help: "The number of hidden units, k.")
  var hidden: Int
  @Option(name: .long, help: "The number of outputs, m.")
  var outputs: Int
  @Option(name: .long, help: "The number of samples, n.")
  var samples: Int
  @Option(name: .long, help: "The seed; any number from 0 up.")
  var seed: UInt64 = 0
  @Option(
    name: .long,
    help: "The condition number of both layers; without it the singular values are left to chance.")
  var conditionNumber: Double?
  @Option(name: [.short, .long], help: "The directory to write.")
  var output: String

  func run() throws {
    let size: TeacherSize = try TeacherSize(
      inputsDimension: inputsDimension, hidden: hidden, outputs: outputs, conditionNumber: conditionNumber)
    let problem: Problem = try Problem(
      family: GaussianTeachers.self, size: size, samples: samples, seed: seed)
    try problem.write(
      to: output, tool: Tool.nameAndVersion, command: CommandLineRecord.text
    ) { written in
      Console.progress("\(written) of \(samples) samples")
    }
    Console.endProgress()
    Console.talk("\(output): teacher.json, inputs.npy, labels.npy, problem.json")
  }
}
