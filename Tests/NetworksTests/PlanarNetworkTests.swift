import Foundation
import LinearAlgebra
import Networks
import TestSupport
import Testing

@Suite("Planar networks and their slices")
struct PlanarNetworkTests {
  private static func oneHidden(_ angles: [Double], _ coefficients: [Double]) throws -> Network {
    try Network(
      hidden: try Matrix(angles.map { [cos($0), sin($0)] }), output: try Matrix([coefficients]))
  }

  private static func wheel(_ degree: Int) throws -> Network {
    let indices: ClosedRange<Int> = 1...2 * degree
    return try oneHidden(
      indices.map { .pi * Double($0) / Double(degree) }, indices.map { $0 % 2 == 0 ? 1 : -1 })
  }

  private static func scaled(_ network: Network) throws -> PlanarNetwork {
    let variance: Double = try #require(PlanarNetwork(network)).variance
    let last: Layer = network.layers[network.layers.count - 1]
    let layer: Layer = try Layer(
      weights: last.weights.scaled(by: 1 / variance.squareRoot()), activation: .identity)
    return try #require(PlanarNetwork(try Network(layers: network.layers.dropLast() + [layer])))
  }

  /// relu(min(n₁·z, n₂·z)), 0 outside a cone.
  private static func wedge(_ half: Double) throws -> Network {
    let (s, c): (Double, Double) = (sin(half), cos(half))
    let minimum: Network = try LatticePolynomial(
      gradients: try Matrix([[s, c], [s, -c]]), offsets: [0, 0], sets: [[0, 1]]
    ).network()
    return try Network(layers: [
      minimum.layers[0], Layer(weights: minimum.layers[1].weights, activation: .relu),
      Layer(weights: .identity(1), activation: .identity),
    ])
  }

  @Test("have the variance of the wheel's closed form, and as many sectors as it has")
  func wheelVariance() throws {
    for (degree, variance) in [
      (2, 0.726760455265), (4, 0.116786700096), (6, 0.048306246375), (8, 0.026513761558),
    ] {
      let planar: PlanarNetwork = try #require(PlanarNetwork(try Self.wheel(degree)))
      #expect((planar.variance - variance).magnitude <= 1e-12)
      #expect(planar.mean.magnitude <= 1e-15)
      // Where a unit turns on and where f changes its sign: 2 degree of each.
      #expect(planar.sectors.count >= 4 * degree)
    }
  }

  @Test("have the moments of the arc-cosine kernels, whatever the units")
  func closedForms() throws {
    for seed in 0..<UInt64(20) {
      let network: Network = try .random([2, 5, 1], withBias: false, seed: seed)
      let planar: PlanarNetwork = try #require(PlanarNetwork(network))
      let closed: OneHiddenLayerMoments = try #require(OneHiddenLayerMoments(network))
      #expect((planar.mean - closed.mean).magnitude <= 1e-13)
      #expect((planar.variance - closed.variance).magnitude <= 1e-13)
      #expect((planar.gradientCovariance - closed.gradientCovariance).maximumMagnitude <= 1e-12)
    }
  }

  @Test("are the network, sector by sector, at any depth")
  func sectors() throws {
    for seed in 0..<UInt64(20) {
      let network: Network = try .random([2, 5, 4, 1], withBias: false, seed: seed)
      let planar: PlanarNetwork = try #require(PlanarNetwork(network))
      #expect(planar.sectors[0].from == 0 && planar.sectors[planar.sectors.count - 1].to == 2 * .pi)
      for (sector, next) in zip(planar.sectors, planar.sectors.dropFirst()) {
        #expect(sector.to == next.from)
      }
      let middles: Matrix = try Matrix(
        planar.sectors.map { [cos(($0.from + $0.to) / 2), sin(($0.from + $0.to) / 2)] })
      let gradients: Matrix = network.gradients(at: middles)
      for (row, sector) in planar.sectors.enumerated() where sector.to - sector.from > 1e-9 {
        #expect((gradients[row, 0] - sector.slope.x).magnitude <= 1e-12)
        #expect((gradients[row, 1] - sector.slope.y).magnitude <= 1e-12)
      }
    }
    #expect(PlanarNetwork(try .random([2, 3, 1], withBias: true, seed: 1)) == nil)
    #expect(PlanarNetwork(try .random([3, 3, 1], withBias: false, seed: 1)) == nil)
  }

  @Test("of wheels show both directions alike, with the eigenvalue of the quadrature")
  func wheelSlices() throws {
    for (degree, eigenvalue) in [(4, 0.277), (8, 0.274), (16, 0.2731)] {
      let slices: PlanarSlices = PlanarSlices(try Self.scaled(try Self.wheel(degree)))
      #expect((slices.largestEigenvalue - eigenvalue).magnitude <= 6e-4, "\(slices.largestEigenvalue)")
      #expect((slices.leastEigenvalue - slices.largestEigenvalue).magnitude <= 1e-9)
      #expect(slices.cuts.count == 9)
    }
  }

  @Test("of a wedge have one cut, and an eigenvalue that falls with the angle")
  func wedgeSlices() throws {
    for (half, eigenvalue, slope) in [
      (0.3, 0.254, 13.7), (0.1, 0.0839, 69), (0.03, 0.0248, 419), (0.01, 0.0082, 2173),
    ] {
      let planar: PlanarNetwork = try Self.scaled(try Self.wedge(half))
      let slices: PlanarSlices = PlanarSlices(planar)
      #expect(slices.cuts.count == (half > 0.31 ? 2 : 1))
      #expect((slices.largestEigenvalue / eigenvalue - 1).magnitude <= 0.007, "\(slices.largestEigenvalue)")
      #expect((planar.lipschitzConstant / slope - 1).magnitude <= 0.04, "\(planar.lipschitzConstant)")
      #expect((planar.activeShare - half / .pi).magnitude <= 1e-12)
    }
  }

  @Test("of a found teacher of four units hide one direction, though both count")
  func hiddenDirection() throws {
    let planar: PlanarNetwork = try Self.scaled(
      try Self.oneHidden([4.051, 1.660, 5.116, 1.233], [-0.430, -1.000, 0.458, 0.974]))
    let slices: PlanarSlices = PlanarSlices(planar)
    #expect((slices.leastEigenvalue - 0.00098).magnitude <= 1e-4, "\(slices.leastEigenvalue)")
    #expect((slices.largestEigenvalue - 2.30).magnitude <= 0.02, "\(slices.largestEigenvalue)")
    #expect((planar.lipschitzConstant - 1.76).magnitude <= 0.006)
    #expect(try SymmetricEigen(planar.gradientCovariance).values[0] >= 0.385)
    // A turn of the teacher changes no eigenvalue.
    let turned: PlanarSlices = PlanarSlices(
      try Self.scaled(try Self.oneHidden([5.051, 2.660, 6.116, 2.233], [-0.430, -1.000, 0.458, 0.974])))
    #expect((turned.leastEigenvalue - slices.leastEigenvalue).magnitude <= 1e-8)
  }
}
