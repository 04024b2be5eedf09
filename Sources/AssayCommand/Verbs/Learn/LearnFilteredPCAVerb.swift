import ArgumentParser
import Assay
import Foundation

struct LearnFilteredPCAVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: FilteredPCALearner.identifier,
    abstract: "Finds the directions on which the labels of a deep ReLU network depend, or refuses.",
    discussion: """
      For one label F(x) = G(Vᵀx) of standard Gaussian inputs x, where G is a ReLU
      network of any depth and V has few columns:
        assay sample gaussian --inputs-dimension 20 --hidden 3 --outputs 1 \\
          --samples 4000 --seed 1 --output problem
        assay learn filtered-pca --inputs problem/inputs.npy \\
          --labels problem/labels.npy --output subspace.npy --plot subspace.svg

      The subspace is written as a d × k array of orthonormal columns, the
      direction that matters most first. 100 to 200 samples for each input are
      often enough; noise in the labels asks for more.

      The samples are filtered by what a regressor leaves of the label, in slices
      and by thresholds; a direction is new where the filtered inputs vary more or
      less along it than noise does. Rounds go on until nothing stands out. A
      tenth of the samples is held out, and a direction counts only if it lowers
      the error there: a false one passes with probability 0.0014. The candidate
      (--candidate) is the subspace before that; it may hold a direction too many,
      and misses one less often. With --single-filter the loop is the paper's own,
      one filter and one direction each round; nothing is confirmed there.

      How large is the error? --json gives
        splitBound    on the sine of its largest angle, from two halves of the
                      samples; none where they disagree on the dimension
        nominalError  what the linearised fit predicts; no bound
        heldOutError  of the best regressor on the subspace, relative; its square
                      bounds the share of the labels that the subspace leaves

      Found (status 0): the file is written, and the status is one of
        ok            the subspace accounts for the labels
        partial       heldOutError is \(FilteredPCALearner.partialError) or more, or fewer directions than --rank
                      were found: more directions, noise, or a steep network

      Refused (status 2): no file is written, and the reason is one of
        nothingAboveNoise         no direction stands out, or none is confirmed
        tooManyDirections         more than --max-rank stand out
        inputsNotStandardGaussian --whiten mends another mean and covariance
        constantLabels            all labels are equal
        tooFewSamples             fewer than \(FilteredPCALearner.fewestSamples)

      \(FilteredPCALearner.source).
      """
  )

  @Option(name: .long, help: "The inputs, an .npy file of shape (n, d).")
  var inputs: String
  @Option(name: .long, help: "The labels, an .npy file of shape (n,) or (n, m).")
  var labels: String
  @Option(name: [.short, .long], help: "Where to write the subspace, an .npy file of shape (d, k).")
  var output: String
  @Option(name: .long, help: "Where to write the candidate subspace too, as .npy.")
  var candidate: String?
  @Option(name: .long, help: "Where to draw the eigenvalues against the edge of the noise, as SVG.")
  var plot: String?
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("The number of directions, or auto.", valueName: "auto|k"))
  var rank: RankChoice = .automatic
  @Option(name: .long, parsing: .unconditional, help: "The most directions that --rank auto looks for.")
  var maxRank: Int = 6
  @Option(
    name: .long, parsing: .unconditional,
    help: "The column of the labels to study, from 0; needed where there are several.")
  var labelColumn: Int?
  @Flag(name: .long, help: "The paper's own loop, as a baseline: one filter, nothing confirmed.")
  var singleFilter: Bool = false
  @Flag(name: .long, help: "Make the inputs' mean 0 and their covariance I first.")
  var whiten: Bool = false
  @Flag(
    name: .long, inversion: .prefixedNo,
    help: "Bound the error from two halves of the samples, which about doubles the time.")
  var splitBound: Bool = true
  @Option(
    name: .long, parsing: .unconditional, help: "The seed of the random features and of what is held out.")
  var seed: UInt64 = 0
  @Option(
    name: .long, parsing: .unconditional, help: "The most threads; the result does not depend on it.")
  var threads: Int = Parallel.coreCount
  @Flag(name: .long, help: "Print the outcome as JSON.")
  var json: Bool = false

  func validate() throws {
    if case .known(let rank) = rank, rank < 1 { throw ValidationError("--rank must be at least 1, or auto") }
    if maxRank < 1 { throw ValidationError("--max-rank must be at least 1") }
    if threads < 1 { throw ValidationError("--threads must be at least 1") }
    let outputs: [String] = [output, candidate, plot].compactMap(\.self)
    if Set(outputs).count < outputs.count {
      throw ValidationError("--output, --candidate and --plot must name different files")
    }
    if let labelColumn, labelColumn < 0 { throw ValidationError("--label-column must be at least 0") }
  }

  func run() throws {
    for file in [output, candidate, plot].compactMap(\.self) {
      try OutputPath.require(file, apartFrom: [inputs, labels])
    }
    let samples: SampleFiles = try SampleFiles(inputsPath: inputs, labelsPath: labels)
    var options: FilteredPCALearner.Options = FilteredPCALearner.Options()
    if case .known(let rank) = rank { options.rank = rank }
    options.largestRank = maxRank
    options.labelColumn = labelColumn
    options.method = singleFilter ? .singleFilter : .allFilters
    options.whitensInputs = whiten
    options.boundsError = splitBound
    options.seed = seed
    let learner: FilteredPCALearner = FilteredPCALearner(options) { Console.progress($0) }
    let outcome: SubspaceOutcome = try learner.findSubspace(samples, threads: threads)
    Console.endProgress()
    let isFound: Bool = outcome.dimension > 0
    if isFound {
      try NPYWriter.write(outcome.basis, to: output)
      if let candidate { try NPYWriter.write(outcome.candidate, to: candidate) }
    }
    if let plot { try AtomicFile.write(Data(EigenvaluePlot(outcome).svg.utf8), to: plot) }
    let record: SubspaceRecord = SubspaceRecord(
      outcome, subspace: isFound ? output : nil, candidate: isFound ? candidate : nil, plot: plot)
    if json { try Console.print(json: record) } else { try Console.print(record.text) }
    if !isFound { throw ExitCode(2) }
  }
}

/// The number of directions, or that it is to be found.
enum RankChoice: ExpressibleByArgument {
  case automatic
  case known(Int)

  init?(argument: String) {
    if argument == "auto" {
      self = .automatic
    } else if let rank = Int(argument) {
      self = .known(rank)
    } else {
      return nil
    }
  }

  var defaultValueDescription: String {
    switch self {
    case .automatic: "auto"
    case .known(let rank): "\(rank)"
    }
  }
}
