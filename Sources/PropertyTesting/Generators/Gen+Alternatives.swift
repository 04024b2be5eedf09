extension Gen where Value == Bool {
  /// True or false; false is simpler.
  public static var boolean: Gen<Bool> {
    Gen { source in try source.chooseBoolean() }
  }

  /// True with a given probability, where choices are random; false is simpler.
  ///
  /// - Parameter trueProbability: from 0 to 1; with 0 or 1 there is nothing to choose.
  public static func boolean(trueProbability: Double) -> Gen<Bool> {
    precondition((0...1).contains(trueProbability), "a probability lies between 0 and 1")
    if trueProbability == 0 || trueProbability == 1 { return .constant(trueProbability == 1) }
    return Gen { source in try source.chooseBoolean(probability: trueProbability) }
  }
}

extension Gen where Value: CaseIterable & Sendable {
  /// The cases of an enumeration; the first is the simplest.
  public static var cases: Gen<Value> { element(of: Array(Value.allCases)) }
}

extension Gen {
  /// The elements of a collection that is not empty; the first is the simplest.
  public static func element(of values: some Collection<Value>) -> Gen<Value> where Value: Sendable {
    let values: [Value] = Array(values)
    precondition(!values.isEmpty, "there is no element of an empty collection")
    return Gen { source in values[Int(try source.choose(upTo: UInt64(values.count - 1)))] }
  }

  /// The values of any of several generators; those of the first are the simplest.
  public static func oneOf(_ generators: [Gen<Value>]) -> Gen<Value> {
    precondition(!generators.isEmpty, "one of no generators has no value; give at least one")
    return Gen { source in
      try source(generators[Int(try source.choose(upTo: UInt64(generators.count - 1)))])
    }
  }

  /// The values of any of several generators; those of the first are the simplest.
  public static func oneOf(_ generators: Gen<Value>...) -> Gen<Value> { oneOf(generators) }

  /// The values of several generators, each chosen in proportion to its weight where choices are random.
  ///
  /// The values of the first are the simplest, whatever its weight.
  ///
  /// - Precondition: no weight is negative, and at least one is positive.
  public static func frequency(_ choices: [(weight: Int, generator: Gen<Value>)]) -> Gen<Value> {
    precondition(choices.allSatisfy { $0.weight >= 0 }, "a weight is 0 or more")
    let used: [(weight: Int, generator: Gen<Value>)] = choices.filter { $0.weight > 0 }
    precondition(!used.isEmpty, "some generator needs a positive weight")
    var total: Int = 0
    for choice in used {
      let (sum, overflow): (Int, Bool) = total.addingReportingOverflow(choice.weight)
      precondition(!overflow, "the sum of the weights is below 2^63; divide them by a common factor")
      total = sum
    }
    let weights: [Int] = used.map(\.weight)
    let generators: [Gen<Value>] = used.map(\.generator)
    return Gen { source in try source(generators[try source.choosePlace(weights: weights)]) }
  }

  /// The values of several generators, each chosen in proportion to its weight where choices are random.
  ///
  /// - Precondition: no weight is negative, and at least one is positive.
  public static func frequency(_ choices: (Int, Gen<Value>)...) -> Gen<Value> {
    frequency(choices.map { (weight: $0.0, generator: $0.1) })
  }

  /// Nil, which is simpler, or a value of another generator.
  public static func optional<Wrapped>(
    _ wrapped: Gen<Wrapped>, someProbability: Double = 0.75
  ) -> Gen<Wrapped?> where Value == Wrapped? {
    let isSome: Gen<Bool> = .boolean(trueProbability: someProbability)
    return Gen<Wrapped?> { source in try source(isSome) ? source(wrapped) : nil }
  }

  /// Nil, which is simpler, or a value of this generator.
  public var optional: Gen<Value?> { .optional(self) }
}
