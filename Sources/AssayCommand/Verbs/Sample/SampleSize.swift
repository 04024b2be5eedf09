import ArgumentParser
import Assay

/// The size of a teacher, the number of samples and the seed.
struct SampleSize: ParsableArguments {
  @Option(name: .long, parsing: .unconditional, help: "The number of inputs, d.")
  var inputsDimension: Int
  @Option(name: .long, parsing: .unconditional, help: "The number of hidden units, k.")
  var hidden: Int
  @Option(name: .long, parsing: .unconditional, help: "The number of outputs, m.")
  var outputs: Int
  @Option(name: .long, parsing: .unconditional, help: "The number of samples, n.")
  var samples: Int
  @Option(name: .long, parsing: .unconditional, help: "The seed; any number from 0 up.")
  var seed: UInt64 = 0

  func size(conditionNumber: Double?) throws -> TeacherSize {
    try TeacherSize(
      inputsDimension: inputsDimension, hidden: hidden, outputs: outputs, conditionNumber: conditionNumber)
  }
}
