extension Gen {
  /// The orders of the elements of a collection; the order it has is the simplest.
  ///
  /// In the uniform style all orders are equally likely.
  public static func permutation<Element: Sendable>(
    of elements: some Collection<Element>
  ) -> Gen<[Element]> where Value == [Element] {
    let elements: [Element] = Array(elements)
    return Gen { source in
      var order: [Element] = elements
      for place in order.indices.dropLast() {
        let distance: Int = Int(try source.choose(upTo: UInt64(order.count - 1 - place)))
        order.swapAt(place, place + distance)
      }
      return order
    }
  }

  /// The parts of a collection, with elements in the order they have there; smaller parts are simpler.
  ///
  /// - Parameter count: how many elements a part has; any number where it is nil. It is cut to what there is.
  /// - Precondition: the collection has as many elements as a part must have.
  public static func subset<Element: Sendable>(
    of elements: some Collection<Element>, count: ClosedRange<Int>? = nil
  ) -> Gen<[Element]> where Value == [Element] {
    let elements: [Element] = Array(elements)
    guard let count else {
      return Gen { source in try elements.filter { _ in try source.chooseBoolean() } }
    }
    precondition(
      count.lowerBound >= 0 && count.lowerBound <= elements.count,
      "a part cannot have more elements than the whole; lower its count")
    let size: CollectionSize = CollectionSize(count.clamped(to: 0...elements.count))
    return Gen { source in
      var chosen: Set<Int> = []
      try size.fill(&source) { source in
        // Among those not yet chosen, so that no draw is in vain.
        var place: Int = Int(try source.choose(upTo: UInt64(elements.count - 1 - chosen.count)))
        for taken in chosen.sorted() where taken <= place { place += 1 }
        return chosen.insert(place).inserted
      }
      return chosen.sorted().map { elements[$0] }
    }
  }
}
