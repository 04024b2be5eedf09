public import ArgumentParser
public import Assay
import Foundation

struct LearnGradientDescentVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: GradientDescentLearner.identifier,
    abstract: "Fits a ReLU network by gradient descent from many starts; it proves nothing.",
    discussion: """
      What practice would try, for comparison; full-batch Adam with a learning
      rate that falls as a cosine, on the weighted square loss (not averaged):
        assay learn gradient-descent --inputs X.npy --labels Y.npy --hidden 3 \\
          --output student.json

      On a training instance of 'assay generate', with its weights and the output
      weights that its field "coefficients" asks for:
        assay generate colouring --family planted-colouring --size 12 --seed 1 \\
          --output instance
        assay learn gradient-descent --inputs instance/inputs.npy \\
          --labels instance/labels.npy --weights instance/weights.npy --hidden 3 \\
          --output-weights plus --output student.json
        assay verify instance --student student.json

      The variants:
        anneal  softplus in the place of the ReLU, of sharpness 1 to 200 over the
                run; the loss that is reported is that of the ReLU
        plain   the ReLU itself, which stops early: a sample on which no unit is
                active has no gradient (the share of dead samples says how often)

      The student is the best of all restarts and is always written (status 0),
      whether it fits or not. There is no certificate: look at the loss, and use
      'assay verify' on an instance.

      \(GradientDescentLearner.source).
      """
  )

  @OptionGroup var files: LearnFiles
  @Option(
    name: .long, help: "The weights of the samples, an .npy file of shape (n, 1) or (n,); 1 each without.")
  var weights: String?
  @Option(name: .long, help: "The number of hidden units.")
  var hidden: Int
  @Option(name: .long, help: "How the kink of the ReLU is treated: plain or anneal.")
  var variant: GradientDescent.Variant = .anneal
  @Option(name: .long, help: "The output weights: plus (all are +1) or real (trained).")
  var outputWeights: GradientDescent.OutputWeights = .real
  @Option(name: .long, help: "The number of starts.")
  var restarts: Int = GradientDescent.Options().restarts
  @Option(name: .long, help: "The steps of each start.")
  var steps: Int = GradientDescent.Options().steps
  @Option(name: .long, help: "The learning rate at the first step.")
  var learningRate: Double = GradientDescent.Options().learningRate
  @Option(name: .long, help: "The seed of the starts.")
  var seed: UInt64 = 0

  private static let mostUnits: Int = 65_536
  private static let mostRestarts: Int = 1_000_000
  private static let mostSteps: Int = 1_000_000_000
  private static let largestRate: Double = 1000

  func validate() throws {
    for (name, value, most) in [
      ("hidden", hidden, Self.mostUnits), ("restarts", restarts, Self.mostRestarts),
      ("steps", steps, Self.mostSteps),
    ] where !(1...most).contains(value) {
      throw ValidationError("--\(name) must be from 1 to \(most)")
    }
    if !(learningRate > 0 && learningRate <= Self.largestRate) {
      throw ValidationError("--learning-rate must be positive and at most \(Int(Self.largestRate))")
    }
  }

  func run() throws {
    let samples: SampleFiles = try files.open()
    if let weights { try OutputPath.require(files.output, apartFrom: [weights]) }
    let all: Samples = try samples.samples(0..<samples.count)
    let report: DescentReport = try GradientDescent(options).fit(
      inputs: all.inputs, labels: all.labels, weights: try sampleWeights(count: all.count), units: hidden)
    try report.student.write(to: files.output)
    let record: Record = Record(report, options, hidden: hidden, student: files.output)
    if files.json { try Console.print(json: record) } else { try Console.print(record.text) }
  }

  private var options: GradientDescent.Options {
    var options: GradientDescent.Options = GradientDescent.Options()
    options.variant = variant
    options.outputWeights = outputWeights
    options.restarts = restarts
    options.steps = steps
    options.learningRate = learningRate
    options.seed = seed
    return options
  }

  private func sampleWeights(count: Int) throws -> [Double]? {
    guard let weights else { return nil }
    let reader: NPYReader = try NPYReader(path: weights)
    guard reader.rows == count, reader.columns == 1 else {
      throw DataError(
        .badData, file: weights, place: "header",
        problem: "has shape (\(reader.rows), \(reader.columns)) where there are \(count) samples",
        mend: "give one weight for each sample, shape (\(count), 1)")
    }
    let column: [Double] = try reader.readRows(0..<count).elements
    if let row = column.firstIndex(where: { $0 < 0 }) {
      throw DataError(
        .badData, file: weights, place: "row \(row)", problem: "the weight \(column[row]) is negative",
        mend: "give weights that are not negative")
    }
    return column
  }
}

extension LearnGradientDescentVerb {
  /// What the restarts came to, for people and for scripts.
  private struct Record: Encodable {
    let outcome: String = "candidate"
    let certificate: String? = nil
    let student: String
    let hiddenUnits: Int
    let variant: GradientDescent.Variant
    let outputWeights: GradientDescent.OutputWeights
    let loss: Double
    let bestRestart: Int
    let losses: [Double?]
    let deadShare: Double
    let wholeNumberShare: Double
    let seed: UInt64
    let tool: String = Tool.nameAndVersion

    init(_ report: DescentReport, _ options: GradientDescent.Options, hidden: Int, student: String) {
      self.student = student
      self.hiddenUnits = hidden
      self.variant = options.variant
      self.outputWeights = options.outputWeights
      self.loss = report.loss
      self.bestRestart = report.bestRestart
      self.losses = report.losses.map { $0.isFinite ? $0 : nil }
      self.deadShare = report.deadShare
      self.wholeNumberShare = report.wholeNumberShare
      self.seed = options.seed
    }

    private enum CodingKeys: String, CodingKey {
      case outcome, certificate, student, hiddenUnits, variant, outputWeights, loss, bestRestart, losses
      case deadShare, wholeNumberShare, seed, tool
    }

    func encode(to encoder: any Encoder) throws {
      var container: KeyedEncodingContainer<CodingKeys> = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(outcome, forKey: .outcome)
      // Written as null rather than left out, so that a script sees that there is none.
      try container.encode(certificate, forKey: .certificate)
      try container.encode(student, forKey: .student)
      try container.encode(hiddenUnits, forKey: .hiddenUnits)
      try container.encode(variant, forKey: .variant)
      try container.encode(outputWeights, forKey: .outputWeights)
      try container.encode(loss, forKey: .loss)
      try container.encode(bestRestart, forKey: .bestRestart)
      try container.encode(losses, forKey: .losses)
      try container.encode(deadShare, forKey: .deadShare)
      try container.encode(wholeNumberShare, forKey: .wholeNumberShare)
      try container.encode(seed, forKey: .seed)
      try container.encode(tool, forKey: .tool)
    }

    var text: String {
      let finite: [Double] = losses.compactMap { $0 }.sorted()
      let middle: String = finite.isEmpty ? "none" : String(format: "%.4g", finite[(finite.count - 1) / 2])
      return """
        candidate of \(hiddenUnits) hidden units, without a certificate; written to \(student)
          loss          \(String(format: "%.6g", loss)), the best of \(losses.count) restarts (restart \(bestRestart))
          middle loss   \(middle)
          dead samples  \(String(format: "%.1f", 100 * deadShare)) % of the samples with a label have no active unit
          whole losses  \(String(format: "%.1f", 100 * wholeNumberShare)) % of the losses are positive whole numbers
        """
    }
  }
}

extension GradientDescent.Variant: ExpressibleByArgument {}
extension GradientDescent.OutputWeights: ExpressibleByArgument {}
