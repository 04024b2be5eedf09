extension RandomStream {
  /// Element `index` of the stream's integers below a bound, all equally likely.
  ///
  /// A word times the bound gives the integer in its high half; the few words whose low half would favour some
  /// integers are rejected, and the element draws on in lanes of its own.
  ///
  /// Source: D. Lemire, *Fast random integer generation in an interval*, ACM Trans. Model. Comput. Simul. 29
  /// (2019), doi:10.1145/3230636.
  ///
  /// - Precondition: `bound` is positive.
  public func integer(below bound: UInt64, at index: UInt64) -> UInt64 {
    precondition(bound > 0, "there is no integer below 0")
    var product: (high: UInt64, low: UInt64) = firstWord(index, .integer).multipliedFullWidth(by: bound)
    guard product.low < bound else { return product.high }
    let rejected: UInt64 = (0 &- bound) % bound
    var lane: UInt32 = 0
    var spare: UInt64?
    while product.low < rejected {
      let word: UInt64
      if let kept: UInt64 = spare {
        word = kept
        spare = nil
      } else {
        lane += 1
        let pair: (UInt64, UInt64) = furtherWords(index, .integer, lane: lane)
        word = pair.0
        spare = pair.1
      }
      product = word.multipliedFullWidth(by: bound)
    }
    return product.high
  }

  /// Element `index` of the stream's integers in a closed range, all equally likely.
  public func integer(in range: ClosedRange<Int>, at index: UInt64) -> Int {
    let last: UInt64 = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    let offset: UInt64 = last == .max ? firstWord(index, .integer) : integer(below: last + 1, at: index)
    return range.lowerBound &+ Int(truncatingIfNeeded: offset)
  }

  /// The numbers `0..<count` in an order of which all are equally likely.
  ///
  /// The shuffle of Fisher and Yates in Durstenfeld's form (doi:10.1145/364520.364540), step `i` with the stream's
  /// integer `i`.
  ///
  /// - Precondition: `count` is not negative.
  /// - Complexity: O(count).
  public func permutation(_ count: Int) -> [Int] {
    var order: [Int] = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, integer(in: 0...last, at: UInt64(last)))
    }
    return order
  }
}
