import ArgumentParser
import Assay
import Foundation

/// `assay search eigengap`.
struct SearchEigengapVerb: ParsableCommand {
  static let configuration: CommandConfiguration = CommandConfiguration(
    commandName: "eigengap",
    abstract: "Looks for the planar teacher whose directions filters of the labels hardly show.",
    discussion: """
      One hidden layer of two relevant inputs, without biases, at variance 1. What is
      made small is an eigenvalue of the filtered moments of ten slices, exact and
      not of samples: of every direction, or of the direction that shows best.
        assay search eigengap --units 4 --seed 1
        assay search eigengap --units 8 --objective some-direction --output gap.json

      About 16 d over the eigenvalue samples of d inputs show it to one round of
      filters. One seed gives the same findings on any number of cores. That nothing
      worse was found is no proof that there is none.
      """)

  @Option(name: .long, help: "The units of the hidden layer, from 3 up.")
  var units: Int = 4
  @Option(
    name: .long,
    help: ArgumentHelp(
      "What is made small: \(EigengapSearch.Objective.allCases.map(\.rawValue).joined(separator: " or ")).",
      valueName: "name"))
  var objective: String = EigengapSearch.Objective.every.rawValue
  @Option(name: .long, help: "The largest Lipschitz constant at variance 1.")
  var largestSlope: Double = 5
  @Option(name: .long, help: "The least share of a direction, so that both matter.")
  var leastShare: Double = 0.2
  @Option(name: .long, help: "How many starts there are: at random, at a wheel and at a spike in turn.")
  var starts: Int = 6
  @Option(name: .long, help: "How many teachers are tried from each start.")
  var steps: Int = 1000
  @Option(name: .long, help: "The seed of the search; any number from 0 up.")
  var seed: UInt64 = 1
  @Option(name: .long, help: "The most threads; the findings do not depend on it.")
  var threads: Int = Parallel.coreCount
  @Option(name: [.short, .long], help: "Where to write the findings, as JSON.")
  var output: String?
  @Flag(name: .long, help: "Print the findings as JSON.")
  var json: Bool = false

  private struct Document: Encodable {
    let format: String = "assay-eigengap-findings"
    let version: Int = 1
    let units: Int
    let objective: EigengapSearch.Objective
    let largestSlope: Double
    let leastShare: Double
    let seed: UInt64
    let findings: [EigengapSearch.Finding]
    let tool: String = Tool.nameAndVersion
    let command: String = CommandLineRecord.text
  }

  private static let mostUnits: Int = 256

  private var goal: EigengapSearch.Objective {
    get throws {
      guard let known = EigengapSearch.Objective(rawValue: objective) else {
        let names: [String] = EigengapSearch.Objective.allCases.map(\.rawValue)
        throw ValidationError(
          "--objective '\(objective)' is unknown; did you mean \(Nearest.name(to: objective, in: names))?")
      }
      return known
    }
  }

  func validate() throws {
    _ = try goal
    guard (3...Self.mostUnits).contains(units) else {
      throw ValidationError("--units must lie from 3 to \(Self.mostUnits)")
    }
    guard starts >= 1, steps >= 1, threads >= 1 else {
      throw ValidationError("--starts, --steps and --threads must be at least 1")
    }
    guard largestSlope > 0, largestSlope.isFinite, leastShare > 0, leastShare.isFinite else {
      throw ValidationError("--largest-slope and --least-share must be positive")
    }
  }

  func run() throws {
    if let output { try OutputPath.require(output, apartFrom: []) }
    let search: EigengapSearch = EigengapSearch(
      units: units, objective: try goal, largestSlope: largestSlope, leastSignificance: leastShare,
      starts: starts, steps: steps)
    let findings: [EigengapSearch.Finding] = search.run(seed: seed, threads: threads)
    let data: Data = try CanonicalJSON.encode(
      Document(
        units: units, objective: search.objective, largestSlope: largestSlope, leastShare: leastShare,
        seed: seed, findings: findings))
    if let output { try AtomicFile.write(data, to: output) }
    if json { return try Console.print(data: data) }
    if findings.isEmpty {
      try Console.print("no teacher within the bounds was found; allow a larger slope or more steps")
    }
    for finding in findings {
      let needed: Double = EigengapSearch.Finding.samplesNeeded(
        eigenvalue: search.value(finding), inputsDimension: Self.exampleInputs)
      try Console.print(
        "eigenvalues \(Self.text(finding.leastEigenvalue)) and \(Self.text(finding.largestEigenvalue)), slope "
          + "\(Self.text(finding.lipschitzConstant)), least share \(Self.text(finding.leastSignificance)), from "
          + "\(finding.start.rawValue); about \(Self.text(needed)) samples of \(Self.exampleInputs) inputs\n"
          + "  angles \(Self.list(finding.angles))\n  coefficients \(Self.list(finding.coefficients))")
    }
    if let output { try Console.print("written to \(output)") }
  }

  private static let exampleInputs: Int = 50

  private static func text(_ value: Double) -> String { String(format: "%.3g", value) }
  private static func list(_ values: [Double]) -> String {
    values.map { String(format: "%.4f", $0) }.joined(separator: ", ")
  }
}
