public import Foundation
public import PropertyTesting

extension Laws where Value: Codable & Equatable & SendableMetatype {
  /// The law that a value that was encoded as JSON comes back equal.
  public static var codable: Laws { codable(encoder: JSONEncoder(), decoder: JSONDecoder()) }

  /// The law that a value that was encoded as JSON comes back equal, with coders of one's own.
  ///
  /// - Parameters:
  ///   - encoder: must not be changed as long as the law is used.
  ///   - decoder: must not be changed as long as the law is used.
  public static func codable(encoder: JSONEncoder, decoder: JSONDecoder) -> Laws {
    .codable(
      encode: { value in try encoder.encode(value) },
      decode: { data in try decoder.decode(Value.self, from: data) })
  }
}
