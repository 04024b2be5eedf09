import Foundation
import Learners
import LinearAlgebra
import Networks
import RandomStreams

/// Labels that depend on a few drawn directions of Gaussian inputs.
struct SubspaceScene {
  /// *V*, `d × k` with orthonormal columns.
  let directions: Matrix
  let inputs: Matrix
  let labels: [Double]

  init(
    _ d: Int, _ k: Int, samples: Int, seed: UInt64, inputs: InputDistribution = .gaussian,
    of function: ([Double]) -> Double
  ) throws {
    let root: RandomStream = RandomStream(seed: seed, path: ["subspace"])
    let drawn: Matrix = RecoveryScene.gaussian(d, k, root.child("frame"))
    let directions: Matrix = k > 0 ? try OrthogonalFactors(drawn).orthonormal() : drawn
    self.directions = directions
    self.inputs = inputs.block(rows: 0..<samples, dimension: d, from: root.child("inputs"), threads: 1)
    let points: Matrix = self.inputs * directions
    self.labels = (0..<samples).map { function(points.row($0)) }
  }

  /// Σ cᵢ relu(cos tᵢ z₁ + sin tᵢ z₂).
  static func planar(angles: [Double], coefficients: [Double]) -> ([Double]) -> Double {
    { z in
      zip(angles, coefficients).reduce(0) { $0 + $1.1 * max(0, cos($1.0) * z[0] + sin($1.0) * z[1]) }
    }
  }

  /// A wheel of 2k units, whose Hermite coefficients of degree below k vanish.
  static func wheel(_ k: Int) -> ([Double]) -> Double {
    planar(
      angles: (1...2 * k).map { Double.pi * Double($0) / Double(k) },
      coefficients: (1...2 * k).map { $0 % 2 == 0 ? 1 : -1 })
  }

  /// Four units of which all ten slices of the label show one direction alone.
  static var hidden: ([Double]) -> Double {
    planar(angles: [4.051, 1.660, 5.116, 1.233], coefficients: [-0.430, -1.000, 0.458, 0.974])
  }

  /// Five units with positive coefficients.
  static func positive(seed: UInt64) -> ([Double]) -> Double {
    let drawn: Matrix = RecoveryScene.gaussian(5, 3, RandomStream(seed: seed, path: ["positive"]))
    let units: [[Double]] = drawn.nestedRows.map { $0.scaled(by: 1 / $0.euclideanNorm) }
    let sizes: [Double] = (0..<5).map {
      0.5 + RandomStream(seed: seed, path: ["sizes"]).uniform(at: UInt64($0))
    }
    return { z in zip(units, sizes).reduce(0) { $0 + $1.1 * max(0, $1.0.dot(z)) } }
  }

  var samples: Samples {
    get throws { try Self.samples(inputs, labels) }
  }

  static func samples(_ inputs: Matrix, _ labels: [Double]) throws -> Samples {
    Samples(inputs: inputs, labels: try Matrix(rows: labels.count, columns: 1, elements: labels))
  }

  func find(
    fault: FilteredPCAFault? = nil, threads: Int = 2,
    _ change: (inout FilteredPCALearner.Options) -> Void = { _ in }
  ) throws -> SubspaceOutcome {
    try Self.find(try samples, fault: fault, threads: threads, change)
  }

  static func find(
    _ samples: some SampleSource, fault: FilteredPCAFault? = nil, threads: Int = 2,
    _ change: (inout FilteredPCALearner.Options) -> Void = { _ in }
  ) throws -> SubspaceOutcome {
    var options: FilteredPCALearner.Options = FilteredPCALearner.Options()
    options.boundsError = false
    options.networkSteps = 0
    change(&options)
    return try FilteredPCALearner(options, fault: fault).findSubspace(samples, threads: threads)
  }

  /// The largest sine by which the columns of one basis leave the span of another.
  static func sine(_ columns: Matrix, from basis: Matrix) throws -> Double {
    guard columns.columns > 0 else { return 0 }
    let rest: Matrix = basis.columns > 0 ? columns - basis * basis.transposedTimes(columns) : columns
    return (try SymmetricEigen(rest.gram).values.last ?? 0).magnitude.squareRoot()
  }

  /// How far the true directions leave a subspace found.
  func miss(_ basis: Matrix) throws -> Double { try Self.sine(directions, from: basis) }
  /// How far a subspace found leaves the true directions.
  func spurious(_ basis: Matrix) throws -> Double { try Self.sine(basis, from: directions) }
}

extension [Double] {
  /// The middle entry.
  var middle: Double { sorted()[count / 2] }
}
