// swift-tools-version: 6.2

import PackageDescription

let package = Package(
  name: "assay",
  platforms: [.macOS(.v15)],

  // MARK: - Products
  products: [
    .library(name: "PropertyTesting", targets: ["PropertyTesting"]),
    .library(name: "PropertyChecks", targets: ["PropertyChecks"]),
    .library(name: "PropertyChecksXCTest", targets: ["PropertyChecksXCTest"]),
    .library(name: "Assay", targets: ["Assay"]),
    .executable(name: "assay", targets: ["AssayCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/attaswift/BigInt", exact: "6.0.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    // MARK: - C libraries
    .target(name: "CGLPK", linkerSettings: [.linkedLibrary("glpk")]),
    .systemLibrary(
      name: "COpenBLAS",
      pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"]), .brew(["openblas"])]
    ),

    // MARK: - Foundations
    .target(
      name: "LinearAlgebra",
      dependencies: ["COpenBLAS"],
      linkerSettings: [.linkedLibrary("lapacke", .when(platforms: [.linux]))]
    ),
    .target(
      name: "ExactArithmetic",
      dependencies: [.product(name: "BigInt", package: "BigInt")]
    ),
    .target(name: "RandomStreams", dependencies: ["LinearAlgebra"]),
    .target(name: "PropertyTesting"),
    .target(name: "PropertyChecks", dependencies: ["PropertyTesting"]),
    .target(name: "PropertyChecksXCTest", dependencies: ["PropertyTesting"]),
    .target(name: "DataFiles", dependencies: ["LinearAlgebra"]),

    // MARK: - The road of guarantees
    .target(name: "Networks", dependencies: ["DataFiles", "ExactArithmetic", "LinearAlgebra"]),
    .target(
      name: "Teachers",
      dependencies: [
        "DataFiles", "ExactArithmetic", "LinearAlgebra", "Networks", "PropertyTesting", "RandomStreams",
      ]
    ),
    .target(
      name: "Learners",
      dependencies: [
        "DataFiles", "ExactArithmetic", "LinearAlgebra", "Networks", "Optimization", "RandomStreams",
        .product(name: "BigInt", package: "BigInt"),
      ]
    ),

    // MARK: - The road of hardness
    .target(name: "Optimization", dependencies: ["CGLPK"]),
    .target(
      name: "Hardness",
      dependencies: [
        "DataFiles", "ExactArithmetic", "LinearAlgebra", "Networks", "Optimization",
        "RandomStreams",
        .product(name: "BigInt", package: "BigInt"),
        .product(name: "Mustache", package: "swift-mustache"),
      ]
    ),

    // MARK: - Where the roads meet
    .target(
      name: "Guarantees",
      dependencies: [
        "DataFiles", "ExactArithmetic", "Hardness", "Learners", "LinearAlgebra", "Networks",
        "PropertyTesting", "RandomStreams", "Teachers",
      ]
    ),
    .target(
      name: "Reports",
      dependencies: [
        "DataFiles", "Guarantees",
        .product(name: "Mustache", package: "swift-mustache"),
      ]
    ),
    .target(
      name: "Assay",
      dependencies: [
        "LinearAlgebra", "ExactArithmetic", "RandomStreams", "PropertyTesting", "DataFiles",
        "Networks", "Teachers", "Learners", "Optimization", "Hardness", "Guarantees", "Reports",
      ]
    ),
    .executableTarget(
      name: "AssayCommand",
      dependencies: [
        "Assay",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),

    // MARK: - Tests
    .target(
      name: "TestSupport",
      dependencies: ["DataFiles"],
      path: "Tests/TestSupport"
    ),
    .testTarget(
      name: "LinearAlgebraTests", dependencies: ["LinearAlgebra", "RandomStreams", "TestSupport"]
    ),
    .testTarget(name: "ExactArithmeticTests", dependencies: ["ExactArithmetic"]),
    .testTarget(name: "RandomStreamsTests", dependencies: ["RandomStreams", "LinearAlgebra"]),
    .target(
      name: "ShrinkingChallenges",
      dependencies: ["PropertyTesting"],
      path: "Tests/ShrinkingChallenges"
    ),
    .testTarget(
      name: "PropertyTestingTests", dependencies: ["PropertyTesting", "ShrinkingChallenges"]
    ),
    .testTarget(
      name: "PropertyChecksTests", dependencies: ["PropertyChecks", "PropertyChecksXCTest"]
    ),
    .testTarget(name: "DataFilesTests", dependencies: ["DataFiles", "TestSupport"]),
    .testTarget(name: "NetworksTests", dependencies: ["Networks", "TestSupport"]),
    .testTarget(name: "TeachersTests", dependencies: ["PropertyTesting", "Teachers", "TestSupport"]),
    .testTarget(
      name: "LearnersTests",
      dependencies: ["Learners", "Optimization", "PropertyTesting", "Teachers", "TestSupport"]
    ),
    .testTarget(name: "OptimizationTests", dependencies: ["Optimization", "TestSupport"]),
    .testTarget(name: "HardnessTests", dependencies: ["Hardness", "TestSupport"]),
    .testTarget(
      name: "GuaranteesTests",
      dependencies: [
        "DataFiles", "Guarantees", "Learners", "LinearAlgebra", "Networks", "PropertyTesting",
        "RandomStreams",
        "Teachers", "TestSupport",
      ]
    ),
    .testTarget(name: "ReportsTests", dependencies: ["Learners", "Networks", "Reports", "TestSupport"]),
    .testTarget(
      name: "AssayCommandTests",
      dependencies: ["AssayCommand", "Assay", "TestSupport"]
    ),
    .testTarget(
      name: "PropertyRuns",
      dependencies: ["Guarantees", "Learners", "Networks", "PropertyTesting", "Teachers", "TestSupport"]
    ),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where ![.system, .binary, .plugin].contains(target.type) {
  guard target.name != "CGLPK" else { continue }
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("InternalImportsByDefault"),
    ]
}
