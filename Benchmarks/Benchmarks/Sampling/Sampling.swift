import Benchmark
import Workloads

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .cpuTotal, .peakMemoryResident],
    warmupIterations: 1,
    maxDuration: .seconds(20),
    maxIterations: 5)

  for rows in [100_000, 1_000_000] {
    Benchmark("Gaussian blocks, n = \(rows), d = \(Sampling.dimension)") { _ in
      blackHole(Sampling.gaussianBlocks(rows: rows))
    }
    Benchmark("Gaussian blocks and labels, n = \(rows), d = \(Sampling.dimension)") { _ in
      blackHole(try Sampling.labels(rows: rows))
    }
  }
}
