public import Foundation

/// JSON that is the same byte for byte for the same value: sorted keys, shortest round-trip numbers.
public enum CanonicalJSON {
  /// How the text is laid out.
  public enum Layout: Sendable {
    /// One line.
    case compact
    /// Indented, for people.
    case pretty
  }

  /// Encodes `value`, with a newline at the end.
  ///
  /// - Throws: `EncodingError` where a number is NaN or infinite, which JSON cannot hold.
  public static func encode(_ value: some Encodable, layout: Layout = .pretty) throws -> Data {
    let encoder: JSONEncoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if case .pretty = layout { encoder.outputFormatting.insert(.prettyPrinted) }
    var data: Data = try encoder.encode(value)
    data.append(0x0A)
    return data
  }
}
