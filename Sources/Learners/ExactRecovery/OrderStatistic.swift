extension [Double] {
  /// The indices of the `count` smallest entries; entries equal to the largest of them are all included.
  func indicesOfSmallest(_ count: Int) -> [Int] {
    guard count < self.count else { return Array<Int>(indices) }
    let threshold: Double = orderStatistic(Swift.max(0, count - 1))
    return indices.filter { self[$0] <= threshold }
  }

  /// The indices of the `count` largest entries; entries equal to the smallest of them are all included.
  func indicesOfLargest(_ count: Int) -> [Int] {
    guard count < self.count else { return Array<Int>(indices) }
    let threshold: Double = orderStatistic(self.count - Swift.max(1, count))
    return indices.filter { self[$0] >= threshold }
  }

  /// The entry that would stand at `rank` if the entries were sorted, by quickselect.
  ///
  /// - Precondition: `rank` is an index, and no entry is NaN.
  /// - Complexity: O(count) on average.
  func orderStatistic(_ rank: Int) -> Double {
    var entries: [Double] = self
    return entries.withUnsafeMutableBufferPointer { entries in
      var (low, high): (Int, Int) = (0, entries.count - 1)
      while low < high {
        let (first, last): (Double, Double) = (entries[low], entries[high])
        let middle: Double = entries[low + (high - low) / 2]
        let pivot: Double = Swift.max(Swift.min(first, last), Swift.min(Swift.max(first, last), middle))
        var (left, right): (Int, Int) = (low, high)
        while left <= right {
          while entries[left] < pivot { left += 1 }
          while pivot < entries[right] { right -= 1 }
          if left <= right {
            entries.swapAt(left, right)
            left += 1
            right -= 1
          }
        }
        if rank <= right {
          high = right
        } else if rank >= left {
          low = left
        } else {
          break
        }
      }
      return entries[rank]
    }
  }
}
