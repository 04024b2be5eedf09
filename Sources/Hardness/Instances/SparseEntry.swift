public import ExactArithmetic

/// One coordinate of a sparse vector that is not zero; in JSON the pair `[index, "value"]`.
public struct SparseEntry: Sendable, Hashable, Codable {
  /// The coordinate, counted from 0.
  public let index: Int
  /// What stands there.
  public let value: Rational

  /// Creates a coordinate.
  public init(_ index: Int, _ value: Rational) {
    self.index = index
    self.value = value
  }

  /// Decodes `[index, value]`.
  public init(from decoder: any Decoder) throws {
    var container: any UnkeyedDecodingContainer = try decoder.unkeyedContainer()
    self.index = try container.decode(Int.self)
    self.value = try container.decode(Rational.self)
    guard container.isAtEnd else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "holds more than an index and a value")
    }
  }

  /// Encodes `[index, "value"]`.
  public func encode(to encoder: any Encoder) throws {
    var container: any UnkeyedEncodingContainer = encoder.unkeyedContainer()
    try container.encode(index)
    try container.encode(value)
  }
}
