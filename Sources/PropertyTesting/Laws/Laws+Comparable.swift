extension Laws where Value: Comparable & SendableMetatype {
  /// The laws of `Comparable`: those of ``equatable``, `<` is a strict total order that agrees with `==`, and the other
  /// comparisons and sorting agree with it.
  public static var comparable: Laws { equatable + strictOrder + otherComparisons + sorting }

  private static var strictOrder: Laws {
    Laws(
      Law("< is irreflexive", ofOne: { a in a < a ? "a < a is true" : nil }),
      Law("< is asymmetric", ofTwo: { a, b in a < b && b < a ? "a < b and b < a are both true" : nil }),
      Law(
        "< is transitive",
        ofThree: { a, b, c in
          a < b && b < c && !(a < c) ? "a < b and b < c, but a < c is false" : nil
        }),
      Law(
        "exactly one of a < b, a == b and b < a is true",
        ofTwo: { a, b in
          let (less, equal, greater): (Bool, Bool, Bool) = (a < b, a == b, b < a)
          let count: Int = (less ? 1 : 0) + (equal ? 1 : 0) + (greater ? 1 : 0)
          return count == 1 ? nil : "a < b is \(less), a == b is \(equal), b < a is \(greater)"
        }))
  }

  private static var otherComparisons: Laws {
    Laws(
      agreement("a > b says the same as b < a", { a, b in (a > b, b < a) }),
      agreement("a <= b says the same as a < b or a == b", { a, b in (a <= b, a < b || a == b) }),
      agreement("a >= b says the same as b < a or a == b", { a, b in (a >= b, b < a || a == b) }))
  }

  private static func agreement(
    _ name: String, _ sides: @escaping @Sendable (Value, Value) -> (Bool, Bool)
  ) -> Law<Value> {
    Law(
      name,
      ofTwo: { a, b in
        let (first, second): (Bool, Bool) = sides(a, b)
        return first == second ? nil : "the first is \(first), the second \(second)"
      })
  }

  private static var sorting: Laws {
    Laws(
      Law(
        "sorting puts no value before a lesser one",
        ofThree: { a, b, c in
          let sorted: [Value] = [a, b, c].sorted()
          let isOrdered: Bool = !(sorted[1] < sorted[0] || sorted[2] < sorted[1] || sorted[2] < sorted[0])
          return isOrdered ? nil : "a, b, c are sorted to \(sorted)"
        }),
      Law(
        "sorting gives the same in whatever order it starts",
        ofThree: { a, b, c in
          let (first, second): ([Value], [Value]) = ([a, b, c].sorted(), [c, b, a].sorted())
          return first == second ? nil : "a, b, c are sorted to \(first), but c, b, a to \(second)"
        }))
  }
}
