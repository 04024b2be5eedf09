import Foundation
import Workloads

/// Runs one workload once and prints its seconds, for `run`, which watches the process from outside.
@main
enum Workload {
  private static let usage: String = """
    usage: Workload gaussian|labels ROWS
           Workload recovery INPUTS HIDDEN OUTPUTS SAMPLES PROBLEMS
           Workload recovery-data INPUTS HIDDEN OUTPUTS SAMPLES PROBLEMS DIRECTORY
           Workload set-cover FILE DIRECTORY
           Workload set-cover-data ELEMENTS SETS DENSITY FILE
           Workload property trivial|list|dependent CASES
           Workload shrinking NAME|all FIRST LAST
           Workload regimes PART quick|full

    """

  /// A run that is not timed comes before those of properties, as it does in the Python script.
  private static let warmUpCases: Int = 200
  /// The seed of the first teacher of a regime.
  private static let firstRegimeSeed: UInt64 = 1000

  static func main() async throws {
    let arguments: [String] = Array(CommandLine.arguments.dropFirst())
    guard let verb = arguments.first else { fail() }
    let rest: [String] = Array(arguments.dropFirst())
    switch (verb, rest.count) {
    case ("gaussian", 1):
      measure("checksum") { Sampling.gaussianBlocks(rows: number(rest[0])) }
    case ("labels", 1):
      try measure("checksum") { try Sampling.labels(rows: number(rest[0])) }
    case ("recovery", 5):
      let problems: ExactRecovery = try ExactRecovery(size(rest))
      try measure("starts") { try problems.run() }
    case ("recovery-data", 6):
      try ExactRecovery.write(size(rest), to: rest[5])
    case ("set-cover", 2):
      try measure("samples") { try SetCoverEncoding.encode(rest[0], to: rest[1]) }
    case ("set-cover-data", 4):
      guard let density = Double(rest[2]) else { fail() }
      try SetCoverEncoding.writeProblem(
        elements: number(rest[0]), sets: number(rest[1]), density: density, to: rest[3])
    case ("property", 2):
      guard let workload = PropertyThroughput(rawValue: rest[0]) else { fail() }
      let cases: Int = number(rest[1])
      _ = try await workload.run(cases: warmUpCases)
      try await measure("cases") { try await workload.run(cases: cases) }
    case ("shrinking", 3):
      guard let first = UInt64(rest[1]), let last = UInt64(rest[2]), first <= last else { fail() }
      let names: [String] = rest[0] == "all" ? ShrinkingRuns.names : [rest[0]]
      var runs: [ShrinkingRuns] = []
      for name in names {
        guard let challenge = try await ShrinkingRuns(name, seeds: first...last) else { fail() }
        runs.append(challenge)
      }
      print(String(decoding: try JSONEncoder().encode(["challenges": runs]), as: UTF8.self))
    case ("regimes", 2):
      let regimes: Regimes = Regimes(quick: rest[1] == "quick", firstSeed: firstRegimeSeed) { run in
        print(String(decoding: try JSONEncoder().encode(run), as: UTF8.self))
      }
      guard try regimes.run(rest[0]) else { fail() }
    default:
      fail()
    }
  }

  private static func measure(
    _ name: String, _ work: @Sendable () async throws -> some CustomStringConvertible
  ) async rethrows {
    let clock: ContinuousClock = ContinuousClock()
    let start: ContinuousClock.Instant = clock.now
    let result: String = try await work().description
    let seconds: Double = (clock.now - start) / .seconds(1)
    print("{\"seconds\": \(seconds), \"\(name)\": \(result)}")
  }

  private static func measure(_ name: String, _ work: () throws -> some CustomStringConvertible) rethrows {
    let clock: ContinuousClock = ContinuousClock()
    let start: ContinuousClock.Instant = clock.now
    let result: String = try work().description
    let seconds: Double = (clock.now - start) / .seconds(1)
    print("{\"seconds\": \(seconds), \"\(name)\": \(result)}")
  }

  private static func size(_ arguments: [String]) -> ExactRecovery.Size {
    ExactRecovery.Size(
      inputs: number(arguments[0]), hidden: number(arguments[1]), outputs: number(arguments[2]),
      samples: number(arguments[3]), problems: number(arguments[4]))
  }

  private static func number(_ argument: String) -> Int {
    guard let number = Int(argument), number > 0 else { fail() }
    return number
  }

  private static func fail() -> Never {
    FileHandle.standardError.write(Data(usage.utf8))
    exit(64)
  }
}
