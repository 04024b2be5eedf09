extension Laws where Value: Hashable & SendableMetatype {
  /// The laws of `Hashable`: those of ``equatable``, and equal values have equal hashes and are one in sets and
  /// dictionaries.
  ///
  /// Hashes are compared within one process, whose seed may be random; whether a law is broken does not depend on it
  /// unless two different inputs of the standard hasher collide, of which the chance is about 2⁻⁶⁴.
  public static var hashable: Laws {
    equatable
      + Laws(
        Law(
          "a hash does not change",
          ofOne: { a in hash(a) == hash(a) ? nil : "a gave two different hashes" }),
        Law(
          "equal values have equal hashes",
          ofTwo: { a, b in
            a == b && hash(a) != hash(b) ? "a == b, but their hashes differ" : nil
          }),
        Law(
          "a set holds one of two equal values",
          ofTwo: { a, b in
            // Without room for both, the set would grow and find its elements again, which ends the process for types
            // that break the law.
            var set: Set<Value> = Set(minimumCapacity: 2)
            set.insert(a)
            let inserted: Bool = set.insert(b).inserted
            return inserted != (a == b) ? nil : "a == b is \(a == b), but the set of both has \(set.count)"
          }),
        Law(
          "a dictionary finds what an equal key has",
          ofTwo: { a, b in
            var dictionary: [Value: Bool] = Dictionary(minimumCapacity: 1)
            dictionary[a] = true
            let isFound: Bool = dictionary[b] != nil
            return isFound == (a == b) ? nil : "a == b is \(a == b), but whether b finds a is \(isFound)"
          }))
  }

  private static func hash(_ value: Value) -> Int {
    var hasher: Hasher = Hasher()
    value.hash(into: &hasher)
    return hasher.finalize()
  }
}
