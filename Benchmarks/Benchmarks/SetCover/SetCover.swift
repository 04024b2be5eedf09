import Benchmark
import Foundation
import Workloads

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .cpuTotal, .peakMemoryResident],
    warmupIterations: 1,
    maxDuration: .seconds(20),
    maxIterations: 5)

  let (elements, sets): (Int, Int) = (4000, 2000)
  Benchmark("Set cover to disk, N = \(elements), M = \(sets)") { benchmark in
    let directory: URL = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let source: String = directory.appending(path: "problem.txt").path
    try SetCoverEncoding.writeProblem(elements: elements, sets: sets, density: 0.01, to: source)
    benchmark.startMeasurement()
    blackHole(try SetCoverEncoding.encode(source, to: directory.appending(path: "instance").path))
    benchmark.stopMeasurement()
  }
}
