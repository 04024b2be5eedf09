import Foundation
public import LinearAlgebra

/// A ReLU network of two inputs without biases, cut into the sectors on which it is linear: F(x) = ρ f(θ) in polar coordinates.
///
/// All its moments on standard Gaussian inputs are then integrals over the angle alone, since those over the radius are
/// closed: no samples, no noise.
public struct PlanarNetwork: Sendable {
  /// A sector of the plane, from one angle to a larger one, on which the network is x ↦ slope·x.
  public struct Sector: Sendable, Hashable {
    /// The first angle, in radians.
    public let from: Double
    /// The last angle.
    public let to: Double
    /// The gradient there.
    public let slope: SIMD2<Double>
  }

  /// A node of the quadrature over the angle.
  struct Node: Sendable {
    /// (cos θ, sin θ).
    let direction: SIMD2<Double>
    /// The node's weight, for integrals over dθ/2π.
    let weight: Double
    /// f(θ).
    let value: Double
    /// The gradient of F there.
    let slope: SIMD2<Double>
  }

  /// The sectors, which cover 0…2π in order; f has no zero inside one unless it vanishes there.
  public let sectors: [Sector]
  let nodes: [Node]

  /// Cuts a network into its sectors; `nil` where it has another number of inputs than two, more than one output, a bias, or
  /// units that are neither ReLU nor linear.
  ///
  /// - Complexity: O(sectors · weights); a network of one hidden layer has at most twice as many sectors as units.
  public init?(_ network: Network) {
    guard network.inputsDimension == 2, network.outputsDimension == 1,
      network.layers.allSatisfy({
        $0.bias == nil && ($0.activation == .relu || $0.activation == .identity)
      })
    else { return nil }
    var pieces: [Piece] = [Piece(from: 0, to: 2 * .pi, units: [SIMD2(1, 0), SIMD2(0, 1)])]
    for layer in network.layers {
      pieces = pieces.flatMap { piece in
        let linear: [SIMD2<Double>] = (0..<layer.outputs).map { unit in
          (0..<layer.inputs).reduce(SIMD2(0, 0)) { $0 + layer.weights[unit, $1] * piece.units[$1] }
        }
        return Piece(from: piece.from, to: piece.to, units: linear).split().map { part in
          layer.activation == .relu ? part.rectified : part
        }
      }
    }
    self.sectors = pieces.flatMap { $0.split() }.map { Sector(from: $0.from, to: $0.to, slope: $0.units[0]) }
    self.nodes = sectors.flatMap(Self.nodes)
  }

  /// The units of a layer as linear functions on a sector.
  private struct Piece {
    let from: Double
    let to: Double
    let units: [SIMD2<Double>]

    /// Angles nearer to each other are one.
    private static let sameAngle: Double = 1e-13

    /// The parts on which every unit has one sign.
    func split() -> [Piece] {
      var cuts: [Double] = []
      for unit in units where unit != SIMD2(0, 0) {
        // unit·(cos θ, sin θ) = 0 at two opposite angles.
        let zero: Double = atan2(-unit.x, unit.y)
        cuts += [-1, 0, 1, 2].map { zero + $0 * .pi }
      }
      let inner: [Double] = cuts.filter { $0 > from + Self.sameAngle && $0 < to - Self.sameAngle }.sorted()
      var edges: [Double] = [from]
      for cut in inner where cut - edges[edges.count - 1] > Self.sameAngle { edges.append(cut) }
      edges.append(to)
      return zip(edges, edges.dropFirst()).map { Piece(from: $0, to: $1, units: units) }
    }

    /// The units that are positive in the middle of the sector; the others are 0.
    var rectified: Piece {
      let middle: Double = (from + to) / 2
      let direction: SIMD2<Double> = SIMD2(cos(middle), sin(middle))
      return Piece(
        from: from, to: to, units: units.map { ($0 * direction).sum() > 0 ? $0 : SIMD2(0, 0) })
    }
  }

  /// The widest part of a sector that has nodes of its own.
  private static let widestPart: Double = .pi / 6

  private static func nodes(of sector: Sector) -> [Node] {
    let parts: Int = max(1, Int(((sector.to - sector.from) / widestPart).rounded(.up)))
    let half: Double = (sector.to - sector.from) / Double(2 * parts)
    return (0..<parts).flatMap { part in
      let centre: Double = sector.from + Double(2 * part + 1) * half
      return GaussLegendre.nodes.map { node in
        let angle: Double = centre + half * node.place
        let direction: SIMD2<Double> = SIMD2(cos(angle), sin(angle))
        return Node(
          direction: direction, weight: half * node.weight / (2 * .pi),
          value: (direction * sector.slope).sum(), slope: sector.slope)
      }
    }
  }

  /// E F.
  public var mean: Double {
    (Double.pi / 2).squareRoot() * nodes.reduce(0) { $0 + $1.weight * $1.value }
  }

  /// Var F.
  public var variance: Double {
    let mean: Double = mean
    return max(0, 2 * nodes.reduce(0) { $0 + $1.weight * $1.value * $1.value } - mean * mean)
  }

  /// The largest length of a gradient, which is the network's Lipschitz constant Λ.
  public var lipschitzConstant: Double {
    sectors.map { ($0.slope * $0.slope).sum().squareRoot() }.max() ?? 0
  }

  /// E ∇F ∇Fᵀ, `2 × 2`.
  public var gradientCovariance: Matrix {
    nodes.reduce(SymmetricPair.zero) { $0 + SymmetricPair(square: $1.slope).scaled(by: $1.weight) }.matrix
  }

  /// The probability that F ≠ 0.
  public var activeShare: Double {
    nodes.reduce(0) { $0 + ($1.value == 0 ? 0 : $1.weight) }
  }
}
