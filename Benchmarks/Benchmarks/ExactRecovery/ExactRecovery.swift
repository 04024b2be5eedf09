import Benchmark
import Workloads

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .cpuTotal, .peakMemoryResident],
    warmupIterations: 1,
    maxDuration: .seconds(20),
    maxIterations: 5)

  let sizes: [ExactRecovery.Size] = [
    ExactRecovery.Size(inputs: 20, hidden: 10, outputs: 10, samples: 20_000, problems: 5),
    ExactRecovery.Size(inputs: 50, hidden: 25, outputs: 25, samples: 2_000, problems: 3),
  ]
  for size in sizes {
    Benchmark(
      "Exact recovery, d = \(size.inputs), k = \(size.hidden), m = \(size.outputs), n = \(size.samples), "
        + "\(size.problems) teachers"
    ) { benchmark in
      let problems: ExactRecovery = try ExactRecovery(size)
      benchmark.startMeasurement()
      blackHole(try problems.run())
    }
  }
}
