extension Gen {
  /// The values of this generator, each put through a function.
  public func map<Result>(_ transform: @escaping @Sendable (Value) throws -> Result) -> Gen<Result> {
    Gen<Result> { source in try transform(generate(&source)) }
  }

  /// The values of a generator that depends on a value of this one.
  public func flatMap<Result>(
    _ transform: @escaping @Sendable (Value) throws -> Gen<Result>
  ) -> Gen<Result> {
    Gen<Result> { source in
      let next: Gen<Result> = try transform(source(self))
      return try source(next)
    }
  }

  /// The values of this generator that satisfy a condition.
  ///
  /// - Parameters:
  ///   - attempts: how many values are drawn before the whole is discarded, at least 1.
  ///   - condition: must depend on nothing but the value. Where few values satisfy it, build them instead; a run whose
  ///     values are mostly rejected is reported as unhealthy.
  public func filter(
    attempts: Int = 100, _ condition: @escaping @Sendable (Value) throws -> Bool
  ) -> Gen<Value> {
    compactMap(attempts: attempts) { value in try condition(value) ? value : nil }
  }

  /// The values of this generator, each put through a function, without those for which it gives nil.
  ///
  /// - Parameter attempts: how many values are drawn before the whole is discarded, at least 1.
  public func compactMap<Result>(
    attempts: Int = 100, _ transform: @escaping @Sendable (Value) throws -> Result?
  ) -> Gen<Result> {
    precondition(attempts >= 1, "a filter needs at least one attempt")
    return Gen<Result> { source in
      // A sequence that is replayed has only accepted values in it, so another one is as good as discarded.
      for _ in 0..<(source.isReplaying ? 1 : attempts) {
        if let result: Result = try source.attempt({ try transform($0(self)) }) { return result }
      }
      try source.discard()
    }
  }
}

/// Values of several generators together, drawn from left to right.
public func zip<each Value>(_ generators: repeat Gen<each Value>) -> Gen<(repeat each Value)> {
  Gen { source in (repeat try source(each generators)) }
}
