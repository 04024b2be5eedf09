import Foundation
import Workloads

/// Runs one workload once and prints its seconds, for `run`, which watches the process from outside.
@main
enum Workload {
  static func main() throws {
    let arguments: [String] = CommandLine.arguments
    guard arguments.count == 3, let rows: Int = Int(arguments[2]), rows > 0 else {
      FileHandle.standardError.write(Data("usage: Workload gaussian|labels ROWS\n".utf8))
      exit(64)
    }
    let clock: ContinuousClock = ContinuousClock()
    let start: ContinuousClock.Instant = clock.now
    let checksum: Double
    switch arguments[1] {
    case "gaussian": checksum = Sampling.gaussianBlocks(rows: rows)
    case "labels": checksum = try Sampling.labels(rows: rows)
    default:
      FileHandle.standardError.write(Data("unknown workload: choose gaussian or labels\n".utf8))
      exit(64)
    }
    let seconds: Double = (clock.now - start) / .seconds(1)
    print("{\"seconds\": \(seconds), \"checksum\": \(checksum)}")
  }
}
