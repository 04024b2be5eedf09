public import ExactArithmetic

/// The inputs turned by a sparse rational orthogonal matrix: rotations in planes that share no coordinate.
///
/// Cosines and sines come from Pythagorean triples, such as 3/5 and 4/5, so that nothing is rounded. A sample has at
/// most twice the entries; ask for `rotate` again to mix more.
public struct RotateTransformation: Sendable, Hashable, Codable {
  /// A rotation of two coordinates: x_i becomes c x_i − s x_j, and x_j becomes s x_i + c x_j.
  public struct Plane: Sendable, Hashable, Codable {
    /// The first coordinate i.
    public let first: Int
    /// The second coordinate j.
    public let second: Int
    /// c.
    public let cosine: Rational
    /// s, with c² + s² = 1.
    public let sine: Rational

    /// Creates a rotation.
    public init(_ first: Int, _ second: Int, cosine: Rational, sine: Rational) {
      self.first = first
      self.second = second
      self.cosine = cosine
      self.sine = sine
    }

    /// Decodes `[i, j, c, s]`.
    public init(from decoder: any Decoder) throws {
      var container: any UnkeyedDecodingContainer = try decoder.unkeyedContainer()
      self.first = try container.decode(Int.self)
      self.second = try container.decode(Int.self)
      self.cosine = try container.decode(Rational.self)
      self.sine = try container.decode(Rational.self)
      guard container.isAtEnd else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "holds more than two coordinates, a cosine and a sine")
      }
    }

    /// Encodes `[i, j, "c", "s"]`.
    public func encode(to encoder: any Encoder) throws {
      var container: any UnkeyedEncodingContainer = encoder.unkeyedContainer()
      try container.encode(first)
      try container.encode(second)
      try container.encode(cosine)
      try container.encode(sine)
    }
  }

  /// The rotations; a coordinate is in at most one of them.
  public let planes: [Plane]

  /// Creates a rotation.
  public init(planes: [Plane]) { self.planes = planes }

  /// The rotation with each coordinate's plane at hand.
  func turn() -> Turn {
    var planeOf: [Int: Int] = [:]
    planeOf.reserveCapacity(2 * planes.count)
    for (index, plane) in planes.enumerated() {
      planeOf[plane.first] = index
      planeOf[plane.second] = index
    }
    return Turn(planes: planes, planeOf: planeOf)
  }

  /// A rotation with each coordinate's plane at hand.
  struct Turn: Sendable {
    let planes: [Plane]
    let planeOf: [Int: Int]

    func applied(to entries: [SparseEntry]) -> [SparseEntry] {
      var turned: [SparseEntry] = []
      var pairs: [(plane: Int, first: Rational, second: Rational)] = []
      var pairOf: [Int: Int] = [:]
      for entry in entries {
        guard let plane = planeOf[entry.index] else {
          turned.append(entry)
          continue
        }
        let isFirst: Bool = planes[plane].first == entry.index
        if let known = pairOf[plane] {
          if isFirst { pairs[known].first = entry.value } else { pairs[known].second = entry.value }
        } else {
          pairOf[plane] = pairs.count
          pairs.append((plane, isFirst ? entry.value : .zero, isFirst ? .zero : entry.value))
        }
      }
      for (index, first, second) in pairs {
        let plane: Plane = planes[index]
        turned.append(SparseEntry(plane.first, plane.cosine * first - plane.sine * second))
        turned.append(SparseEntry(plane.second, plane.sine * first + plane.cosine * second))
      }
      return turned.filter { !$0.value.isZero }.sorted { $0.index < $1.index }
    }
  }

  func applied(to samples: SampleList) -> SampleList {
    let turn: Turn = turn()
    return SampleList(count: samples.count) { index in
      let sample: ExactSample = samples[index]
      return ExactSample(x: turn.applied(to: sample.x), y: sample.y, weight: sample.weight, tag: sample.tag)
    }
  }
}
