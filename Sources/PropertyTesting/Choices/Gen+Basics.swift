extension Gen where Value == Int {
  /// The integers of a closed range; the simplest is the one nearest to 0, or to `origin` where one is given.
  ///
  /// The choice is the place in the order origin, origin + 1, origin − 1, origin + 2, …, which goes on upward or
  /// downward alone where the other side is used up.
  public static func integer(in range: ClosedRange<Int>, origin: Int? = nil) -> Gen<Int> {
    let simplest: Int = min(max(origin ?? 0, range.lowerBound), range.upperBound)
    let above: UInt64 = UInt64(bitPattern: Int64(range.upperBound &- simplest))
    let below: UInt64 = UInt64(bitPattern: Int64(simplest &- range.lowerBound))
    let shorter: UInt64 = min(above, below)
    return Gen { source in
      let place: UInt64 = try source.choose(upTo: above + below)
      let isUpward: Bool
      let distance: UInt64
      if place <= 2 * shorter {
        (isUpward, distance) = (place % 2 == 1, place / 2 + place % 2)
      } else {
        (isUpward, distance) = (above > below, place - shorter)
      }
      let step: Int = Int(truncatingIfNeeded: distance)
      return isUpward ? simplest &+ step : simplest &- step
    }
  }
}

extension Gen where Value == Bool {
  /// True or false; false is simpler.
  public static var boolean: Gen<Bool> {
    Gen { source in try source.choose(upTo: 1) == 1 }
  }
}

extension Gen {
  /// The elements of a collection that is not empty; the first is the simplest.
  public static func element(of values: some Collection<Value>) -> Gen<Value> where Value: Sendable {
    let values: [Value] = Array(values)
    precondition(!values.isEmpty, "there is no element of an empty collection")
    return Gen { source in values[Int(try source.choose(upTo: UInt64(values.count - 1)))] }
  }

  /// The values of any of several generators; those of the first are the simplest.
  public static func one(of generators: [Gen<Value>]) -> Gen<Value> {
    precondition(!generators.isEmpty, "one of no generators has no value")
    return Gen { source in
      let generator: Gen<Value> = generators[Int(try source.choose(upTo: UInt64(generators.count - 1)))]
      return try source(generator)
    }
  }

  /// Arrays of the values of another generator; shorter ones are simpler.
  ///
  /// Behind the elements that must be there, each further one is a span of a choice to go on, and the element; so an
  /// element can be removed wherever it stands.
  public static func array<Element>(
    of element: Gen<Element>, count: ClosedRange<Int>
  ) -> Gen<[Element]> where Value == [Element] {
    precondition(count.lowerBound >= 0, "an array cannot have a negative count")
    // A choice in 0…m goes on with probability m/(m + 1), which adds m elements on average.
    let typicalExtra: UInt64 = max(1, UInt64(count.upperBound - count.lowerBound) / 2)
    let further: Gen<Element?> = Gen<Element?> { source in
      try source.choose(upTo: typicalExtra) == 0 ? nil : source(element)
    }
    return Gen { source in
      var elements: [Element] = []
      for _ in 0..<count.lowerBound { elements.append(try source(element)) }
      while elements.count < count.upperBound, let next: Element = try source(further) {
        elements.append(next)
      }
      return elements
    }
  }
}
