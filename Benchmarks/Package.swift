// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "assay-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "assay", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    // MARK: - What is measured
    .target(
      name: "Workloads",
      dependencies: [
        "Challenges",
        .product(name: "Assay", package: "assay"),
        .product(name: "PropertyTesting", package: "assay"),
      ]
    ),
    // A link to the folder in which the tests have them.
    .target(
      name: "Challenges",
      dependencies: [.product(name: "PropertyTesting", package: "assay")],
      path: "Sources/ShrinkingChallenges"
    ),
    .executableTarget(name: "Workload", dependencies: ["Workloads"]),

    // MARK: - Benchmarks, a target each, where the plugin looks
    .executableTarget(
      name: "Sampling",
      dependencies: ["Workloads", .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/Sampling",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    ),
    .executableTarget(
      name: "ExactRecoveryBenchmark",
      dependencies: ["Workloads", .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/ExactRecovery",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    ),
    .executableTarget(
      name: "SetCoverBenchmark",
      dependencies: ["Workloads", .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/SetCover",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    ),
    .executableTarget(
      name: "PropertyTestingBenchmark",
      dependencies: ["Workloads", .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/PropertyTesting",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
    ),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .plugin {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("InternalImportsByDefault"),
    ]
}
