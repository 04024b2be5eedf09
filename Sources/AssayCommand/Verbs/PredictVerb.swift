import ArgumentParser
import Assay

struct PredictVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "predict",
    abstract: "Evaluates a student on inputs.",
    discussion: """
        assay predict student.json --inputs X.npy --output predicted.npy

      The inputs stream through in blocks, so that memory does not grow with their number.
      """
  )

  @Argument(help: "The student, as a learner wrote it.")
  var student: String
  @Option(name: .long, help: "The inputs, an .npy file of shape (n, d).")
  var inputs: String
  @Option(name: [.short, .long], help: "Where to write the outputs, an .npy file of shape (n, m).")
  var output: String

  func run() throws {
    try OutputPath.require(output, apartFrom: [student, inputs])
    let network: Network = try Network(contentsOf: student)
    try network.predict(inputsPath: inputs, outputPath: output) { done, total in
      Console.progress("\(done) of \(total) samples")
    }
    Console.endProgress()
  }
}
