extension Laws where Value: Equatable & SendableMetatype {
  /// The laws of `Equatable`: `==` is reflexive, symmetric and transitive.
  ///
  /// A type's own `!=` cannot be seen through the protocol; check it with ``inequality(_:)``.
  public static var equatable: Laws {
    Laws(
      Law("== is reflexive", ofOne: { a in a == a ? nil : "a == a is false" }),
      Law(
        "== is symmetric",
        ofTwo: { a, b in
          let (forward, backward): (Bool, Bool) = (a == b, b == a)
          return forward == backward ? nil : "a == b is \(forward), but b == a is \(backward)"
        }),
      Law(
        "== is transitive",
        ofThree: { a, b, c in
          a == b && b == c && a != c ? "a == b and b == c, but a == c is false" : nil
        }))
  }

  /// The law that a type's own `!=` says the opposite of its `==`.
  ///
  /// `!=` is no requirement of `Equatable`, so generic code, this module's included, calls the standard one instead of
  /// a type's own. Hand it over where the type is known: `.inequality(!=)`.
  public static func inequality(_ differs: @escaping @Sendable (Value, Value) -> Bool) -> Laws {
    Laws(
      Law(
        "!= is the opposite of ==",
        ofTwo: { a, b in
          let (equal, different): (Bool, Bool) = (a == b, differs(a, b))
          return equal != different ? nil : "a == b and a != b are both \(equal)"
        }))
  }
}
