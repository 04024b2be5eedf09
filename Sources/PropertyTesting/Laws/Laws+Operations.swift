extension Laws where Value: Equatable & SendableMetatype {
  /// The law that an operation gives the same in whatever way three operands are bracketed.
  public static func associative(
    _ name: String, _ combine: @escaping @Sendable (Value, Value) throws -> Value
  ) -> Laws {
    Laws(
      Law(
        "\(name) is associative",
        ofThree: { a, b, c in
          let (left, right): (Value, Value) = (try combine(combine(a, b), c), try combine(a, combine(b, c)))
          return left == right ? nil : difference(left, right, "the left pair first", "the right pair first")
        }))
  }

  /// The law that an operation gives the same in whatever order its operands are.
  public static func commutative(
    _ name: String, _ combine: @escaping @Sendable (Value, Value) throws -> Value
  ) -> Laws {
    Laws(
      Law(
        "\(name) is commutative",
        ofTwo: { a, b in
          let (forward, backward): (Value, Value) = (try combine(a, b), try combine(b, a))
          return forward == backward ? nil : difference(forward, backward, "a, b", "b, a")
        }))
  }

  /// The law that an operation with a neutral element, on either side, gives back the other operand.
  public static func neutral(
    _ element: Value, of name: String, _ combine: @escaping @Sendable (Value, Value) throws -> Value
  ) -> Laws where Value: Sendable {
    Laws(
      Law(
        "\(element) is neutral to \(name)",
        ofOne: { a in
          let (left, right): (Value, Value) = (try combine(element, a), try combine(a, element))
          return left == a && right == a ? nil : difference(left, right, "from the left", "from the right")
        }))
  }

  /// The law that doing an operation twice gives what doing it once does.
  public static func idempotent(
    _ name: String, _ operation: @escaping @Sendable (Value) throws -> Value
  ) -> Laws {
    Laws(
      Law(
        "\(name) is idempotent",
        ofOne: { a in
          let once: Value = try operation(a)
          let twice: Value = try operation(once)
          return once == twice ? nil : difference(once, twice, "once", "twice")
        }))
  }

  private static func difference(_ first: Value, _ second: Value, _ one: String, _ other: String) -> String {
    "\(one): \(String(reflecting: first)); \(other): \(String(reflecting: second))"
  }
}
