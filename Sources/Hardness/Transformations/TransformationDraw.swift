import ExactArithmetic
import RandomStreams

/// Draws transformations for an instance, one after the other.
///
/// The same seed, kinds and instance give the same transformations; number i of the chain has a stream of its own.
public struct TransformationDraw: Sendable {
  /// The kinds, in the order in which they are applied.
  public let kinds: [Transformation.Kind]
  /// What the randomness is derived from.
  public let seed: UInt64

  /// Creates a draw.
  public init(_ kinds: [Transformation.Kind], seed: UInt64) {
    self.kinds = kinds
    self.seed = seed
  }

  /// The transformations, and the instance after all of them.
  ///
  /// - Throws: ``RequestError`` where a kind does not keep the class of the instance's networks.
  /// - Complexity: O(samples + coordinates) for each, besides what a sample costs.
  public func transformed(
    _ instance: TrainingInstance
  ) throws -> (transformations: [Transformation], instance: TrainingInstance) {
    var chain: [Transformation] = []
    var current: TrainingInstance = instance
    for (index, kind) in kinds.enumerated() {
      let stream: RandomStream = RandomStream(
        seed: seed, path: ["transformation", .index(index), .label(kind.rawValue)])
      let next: Transformation = try Self.draw(kind, for: current, stream)
      current = next.applied(to: current)
      chain.append(next)
    }
    return (chain, current)
  }

  private static func draw(
    _ kind: Transformation.Kind, for instance: TrainingInstance, _ stream: RandomStream
  ) throws -> Transformation {
    switch kind {
    case .permute: return .permute(permutation(of: instance, stream))
    case .scale:
      guard !instance.allowsBiases else {
        throw RequestError(
          "scale does not keep the affine form, whose coordinate or bias is the same on all samples; leave "
            + "--transform scale or --affine out")
      }
      return .scale(scaling(of: instance, stream))
    case .rotate: return .rotate(rotation(of: instance, stream))
    case .pad: return .pad(padding(of: instance, stream))
    case .addConsistent: return .addConsistent(ConsistentDraw(instance, stream).draw())
    }
  }

  private static func permutation(of instance: TrainingInstance, _ stream: RandomStream)
    -> PermuteTransformation
  {
    var coordinates: [Int] = Array(0..<instance.dimension)
    let moved: [Int] = coordinates.filter { $0 != instance.constantCoordinate }
    for (place, order) in zip(moved, stream.child("coordinates").permutation(moved.count)) {
      coordinates[place] = moved[order]
    }
    return PermuteTransformation(
      rows: stream.child("rows").permutation(instance.samples.count), coordinates: coordinates)
  }

  /// The exponents that samples are scaled by; without a bound on norms also upwards.
  private static let exponents: (bounded: ClosedRange<Int>, free: ClosedRange<Int>) = (-3...0, -3...3)

  private static func scaling(of instance: TrainingInstance, _ stream: RandomStream) -> ScaleTransformation {
    let range: ClosedRange<Int> = instance.squaredNormBound == nil ? exponents.free : exponents.bounded
    return ScaleTransformation(
      exponents: instance.samples.indices.map { stream.integer(in: range, at: UInt64($0)) })
  }

  /// Pythagorean triples: cosine and sine are the first two over the third.
  private static let triples: [(Int, Int, Int)] = [
    (3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29),
  ]

  private static func rotation(of instance: TrainingInstance, _ stream: RandomStream) -> RotateTransformation
  {
    let free: [Int] = (0..<instance.dimension).filter { $0 != instance.constantCoordinate }
    let order: [Int] = stream.child("pairs").permutation(free.count).map { free[$0] }
    let angles: RandomStream = stream.child("angles")
    return RotateTransformation(
      planes: (0..<(order.count / 2)).map { pair in
        let draw: Int = angles.integer(in: 0...(4 * triples.count - 1), at: UInt64(pair))
        let (short, long, whole): (Int, Int, Int) = triples[draw / 4]
        let (cosine, sine): (Int, Int) = draw & 1 == 0 ? (short, long) : (long, short)
        return RotateTransformation.Plane(
          order[2 * pair], order[2 * pair + 1], cosine: Rational(cosine) / Rational(whole),
          sine: Rational(draw & 2 == 0 ? sine : -sine) / Rational(whole))
      })
  }

  /// The new coordinates are one for each this many.
  private static let coordinatesForEachPad: Int = 8

  private static func padding(of instance: TrainingInstance, _ stream: RandomStream) -> PadTransformation {
    var draws: RandomDraws = RandomDraws(stream)
    let count: Int = 1 + instance.dimension / coordinatesForEachPad
    return PadTransformation(
      coordinates: (0..<count).map { _ in
        guard instance.squaredNormBound == nil, draws.integer(below: 2) == 0 else { return nil }
        return draws.integer(below: instance.dimension)
      })
  }
}
