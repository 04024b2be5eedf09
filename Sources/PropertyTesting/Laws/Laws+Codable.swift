extension Laws where Value: Equatable & SendableMetatype {
  /// The law that coding loses nothing: decoding what was encoded gives an equal value.
  ///
  /// - Parameters:
  ///   - encode: turns a value into anything that can be stored; an error breaks the law.
  ///   - decode: turns it back; an error breaks the law.
  public static func codable<Encoded>(
    encode: @escaping @Sendable (Value) throws -> Encoded,
    decode: @escaping @Sendable (Encoded) throws -> Value
  ) -> Laws {
    codable(encode: encode, decode: decode, areSame: { $0 == $1 })
  }
}

extension Laws {
  /// The law that coding loses nothing, for a stated sense of being the same.
  ///
  /// - Parameters:
  ///   - encode: turns a value into anything that can be stored; an error breaks the law.
  ///   - decode: turns it back; an error breaks the law.
  ///   - areSame: whether nothing was lost. State it for types whose `==` looks at less than what is stored, or at more.
  public static func codable<Encoded>(
    encode: @escaping @Sendable (Value) throws -> Encoded,
    decode: @escaping @Sendable (Encoded) throws -> Value,
    areSame: @escaping @Sendable (Value, Value) -> Bool
  ) -> Laws {
    Laws(
      Law(
        "decoding gives back what was encoded",
        ofOne: { a in
          let encoded: Encoded
          do { encoded = try encode(a) } catch { return "encoding a threw \(error)" }
          let decoded: Value
          do { decoded = try decode(encoded) } catch { return "decoding it again threw \(error)" }
          return areSame(a, decoded) ? nil : "a comes back as \(String(reflecting: decoded))"
        }))
  }
}
