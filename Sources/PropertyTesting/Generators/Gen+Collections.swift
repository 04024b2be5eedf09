extension Gen {
  /// Arrays of the values of another generator; shorter ones are simpler.
  ///
  /// - Parameter count: how many elements there are; random arrays have about 8 more than they must, where so many may
  ///   be.
  public static func array<Element>(
    of element: Gen<Element>, count: ClosedRange<Int> = 0...64
  ) -> Gen<[Element]> where Value == [Element] {
    let size: CollectionSize = CollectionSize(count)
    return Gen { source in
      var elements: [Element] = []
      try size.fill(&source) { source in
        elements.append(try source(element))
        return true
      }
      return elements
    }
  }

  /// Arrays of a fixed number of values of another generator.
  public static func array<Element>(
    of element: Gen<Element>, count: Int
  ) -> Gen<[Element]> where Value == [Element] {
    array(of: element, count: count...count)
  }

  /// Sets of the values of another generator; smaller ones are simpler.
  ///
  /// A set is discarded where the generator does not give as many different values as it must have.
  public static func set<Element>(
    of element: Gen<Element>, count: ClosedRange<Int> = 0...64
  ) -> Gen<Set<Element>> where Value == Set<Element>, Element: SendableMetatype {
    let size: CollectionSize = CollectionSize(count)
    return Gen { source in
      var elements: Set<Element> = []
      try size.fill(&source) { source in elements.insert(try source(element)).inserted }
      return elements
    }
  }

  /// Dictionaries of the keys and values of two other generators; smaller ones are simpler.
  ///
  /// A dictionary is discarded where there are not as many different keys as it must have.
  public static func dictionary<Key, Element>(
    keys: Gen<Key>, values: Gen<Element>, count: ClosedRange<Int> = 0...64
  ) -> Gen<[Key: Element]> where Value == [Key: Element], Key: SendableMetatype {
    let size: CollectionSize = CollectionSize(count)
    return Gen { source in
      var elements: [Key: Element] = [:]
      try size.fill(&source) { source in
        let key: Key = try source(keys)
        let value: Element = try source(values)
        guard elements[key] == nil else { return false }
        elements[key] = value
        return true
      }
      return elements
    }
  }
}
