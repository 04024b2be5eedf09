/// Samples and coordinates in another order.
public struct PermuteTransformation: Sendable, Hashable, Codable {
  /// For each sample of the result, the sample that it was before.
  public let rows: [Int]
  /// For each coordinate of before, where it is in the result.
  public let coordinates: [Int]

  /// Creates a reordering.
  public init(rows: [Int], coordinates: [Int]) {
    self.rows = rows
    self.coordinates = coordinates
  }

  func applied(to samples: SampleList) -> SampleList {
    SampleList(count: samples.count) { index in
      let sample: ExactSample = samples[rows[index]]
      return ExactSample(x: applied(to: sample.x), y: sample.y, weight: sample.weight, tag: sample.tag)
    }
  }

  func applied(to entries: [SparseEntry]) -> [SparseEntry] {
    entries.map { SparseEntry(coordinates[$0.index], $0.value) }.sorted { $0.index < $1.index }
  }
}
