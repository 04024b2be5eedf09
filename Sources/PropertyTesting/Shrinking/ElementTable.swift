/// The elements of all collections of a value, by the order in which they begin and by their collections.
///
/// It is built once for a value, so that a pass over many elements takes time in proportion to their number.
struct ElementTable {
  /// An element as the place of its collection among ``collections`` and its own place there.
  struct Place {
    let collection: Int
    let index: Int
  }

  /// The elements of each collection, in order.
  private(set) var collections: [[Span]] = []
  /// All elements in the order in which they begin.
  private(set) var elements: [Place] = []

  init(_ spans: [Span]) {
    // For each depth that is open, the collection whose elements lie there.
    var open: [(depth: Int, collection: Int?)] = []
    for span in spans {
      while let last = open.last, last.depth >= span.depth { open.removeLast() }
      if span.kind == .element {
        let collection: Int
        if let parent: Int = open.indices.last, let known: Int = open[parent].collection {
          collection = known
        } else {
          collection = collections.count
          collections.append([])
          if let parent: Int = open.indices.last { open[parent].collection = collection }
        }
        elements.append(Place(collection: collection, index: collections[collection].count))
        collections[collection].append(span)
      }
      open.append((span.depth, nil))
    }
  }

  /// The choices of an element and of some before it, `count` in all; nil where other choices lie between them.
  func run(endingAt place: Place, count: Int) -> Range<Int>? {
    let run: ArraySlice<Span> = collections[place.collection][(place.index + 1 - count)...place.index]
    guard let first: Span = run.first, let last: Span = run.last,
      last.range.upperBound - first.range.lowerBound == run.reduce(0, { $0 + $1.range.count })
    else { return nil }
    return first.range.lowerBound..<last.range.upperBound
  }
}
