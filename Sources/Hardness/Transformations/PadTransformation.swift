/// More coordinates after those that there are: zeros, or copies of coordinates.
///
/// A copy lets a unit spread a weight over two coordinates, which needs less norm; so there are none where the norms are
/// bounded.
public struct PadTransformation: Sendable, Hashable, Codable {
  /// For each new coordinate the old one that it copies; `nil` for one that is 0 on all samples.
  public let coordinates: [Int?]

  /// Creates a padding.
  public init(coordinates: [Int?]) { self.coordinates = coordinates }

  func applied(to samples: SampleList, dimension: Int) -> SampleList {
    var copies: [Int: [Int]] = [:]
    for (index, original) in coordinates.enumerated() {
      if let original { copies[original, default: []].append(dimension + index) }
    }
    let places: [Int: [Int]] = copies
    return SampleList(count: samples.count) { index in
      let sample: ExactSample = samples[index]
      let added: [SparseEntry] = sample.x.flatMap { entry in
        (places[entry.index] ?? []).map { SparseEntry($0, entry.value) }
      }
      return ExactSample(
        x: sample.x + added.sorted { $0.index < $1.index }, y: sample.y, weight: sample.weight,
        tag: sample.tag)
    }
  }
}
