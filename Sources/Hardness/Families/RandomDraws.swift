import RandomStreams

/// The elements of a stream, one after the other.
struct RandomDraws {
  private let stream: RandomStream
  private var next: UInt64 = 0

  init(_ stream: RandomStream) {
    self.stream = stream
  }

  /// An integer from 0 up to below the bound, all equally likely.
  mutating func integer(below bound: Int) -> Int {
    defer { next += 1 }
    return Int(stream.integer(below: UInt64(bound), at: next))
  }

  /// A number from 0 up to below 1.
  mutating func uniform() -> Double {
    defer { next += 1 }
    return stream.uniform(at: next)
  }

  /// The elements in an order of which all are equally likely; the shuffle of Fisher and Yates.
  mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, integer(below: last + 1))
    }
  }

  /// Some of the numbers `0..<bound`, all different, all choices equally likely, ascending.
  ///
  /// - Complexity: O(count log count) for few, O(bound) for many.
  mutating func subset(of bound: Int, count: Int) -> [Int] {
    precondition(count <= bound, "choose at most as many as there are")
    if 4 * count > bound {
      // Selection sampling: each is taken with the share of what is still to be chosen.
      var chosen: [Int] = []
      chosen.reserveCapacity(count)
      for number in 0..<bound where integer(below: bound - number) < count - chosen.count {
        chosen.append(number)
      }
      return chosen
    }
    var seen: Set<Int> = Set(minimumCapacity: count)
    while seen.count < count { seen.insert(integer(below: bound)) }
    return seen.sorted()
  }
}
