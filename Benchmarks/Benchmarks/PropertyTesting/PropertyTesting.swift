import Benchmark
import Workloads

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .cpuTotal, .peakMemoryResident],
    warmupIterations: 1,
    maxDuration: .seconds(20),
    maxIterations: 5)

  let cases: Int = 10_000
  for workload in PropertyThroughput.allCases {
    Benchmark("Property that holds, \(workload.rawValue), \(cases) cases") { _ in
      blackHole(try await workload.run(cases: cases))
    }
  }

  let seeds: ClosedRange<UInt64> = 0...9
  for name in ShrinkingRuns.names {
    Benchmark("Shrinking \(name), \(seeds.count) seeds") { _ in
      blackHole(try await ShrinkingRuns(name, seeds: seeds))
    }
  }
}
