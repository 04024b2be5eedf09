extension Laws where Value: Hashable & SendableMetatype {
  /// The laws of `Hashable`: those of ``equatable``, and equal values have equal hashes.
  ///
  /// Sets and dictionaries are not asked: they find a value of another hash by chance, in another way in each process.
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
          })
      )
  }

  private static func hash(_ value: Value) -> Int {
    var hasher: Hasher = Hasher()
    value.hash(into: &hasher)
    return hasher.finalize()
  }
}
