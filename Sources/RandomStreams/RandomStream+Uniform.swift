public import LinearAlgebra

extension RandomStream {
  /// Element `index` of the stream's uniform numbers in [0, 1): a multiple of 2^-53.
  public func uniform(at index: UInt64) -> Double {
    unitInterval(firstWord(index, .uniform))
  }

  /// Element `index` of the stream's 64-bit words, all values equally likely.
  public func word(at index: UInt64) -> UInt64 {
    firstWord(index, .words)
  }

  /// Fills a span with consecutive uniform numbers in a half-open range.
  ///
  /// Each is `lower + (upper − lower)·u` for the `u` of ``uniform(at:)``, and where rounding would give the upper
  /// end, the number below it. The bytes are the same for any number of threads and any split into spans.
  ///
  /// - Parameters:
  ///   - span: the memory to fill.
  ///   - range: where the numbers lie; its ends and its length must be finite, and it must not be empty.
  ///   - first: the index in the stream of the span's first element; the last must not pass 2^64 − 1.
  ///   - threads: the most threads to use.
  /// - Complexity: O(count).
  public func fillUniform(
    _ span: inout MutableSpan<Double>, in range: Range<Double> = 0..<1, startingAt first: UInt64 = 0,
    threads: Int = Parallel.coreCount
  ) {
    let lower: Double = range.lowerBound
    let length: Double = range.upperBound - lower
    precondition(length.isFinite && length > 0, "a uniform distribution needs a finite range")
    let greatest: Double = range.upperBound.nextDown
    span.withUnsafeMutableBytes { memory in
      fill(memory, startingAt: first, kind: .uniform, threads: threads) { target, count, _ in
        for position in 0..<count {
          let place: UnsafeMutableRawPointer = target + 8 &* position
          let value: Double = lower + length * unitInterval(place.load(as: UInt64.self))
          place.storeBytes(of: value < greatest ? value : greatest, as: Double.self)
        }
      }
    }
  }

  /// Fills a span with consecutive 64-bit words, those of ``word(at:)``.
  ///
  /// - Parameters:
  ///   - span: the memory to fill.
  ///   - first: the index in the stream of the span's first element; the last must not pass 2^64 − 1.
  ///   - threads: the most threads to use.
  /// - Complexity: O(count).
  public func fillWords(
    _ span: inout MutableSpan<UInt64>, startingAt first: UInt64 = 0, threads: Int = Parallel.coreCount
  ) {
    span.withUnsafeMutableBytes { memory in
      fill(memory, startingAt: first, kind: .words, threads: threads) { _, _, _ in }
    }
  }
}
