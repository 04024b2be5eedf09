extension Laws where Value: LosslessStringConvertible & Equatable & SendableMetatype {
  /// The laws of `LosslessStringConvertible`: a value can be made again from its description, and is equal to it.
  public static var losslessStringConvertible: Laws {
    Laws(
      Law(
        "a description gives back its value",
        ofOne: { a in
          let text: String = a.description
          guard let again: Value = Value(text) else { return "\(String(reflecting: text)) gives no value" }
          return a == again ? nil : "a comes back as \(String(reflecting: again))"
        }))
  }
}
