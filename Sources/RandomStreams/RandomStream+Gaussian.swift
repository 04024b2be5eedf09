public import LinearAlgebra

extension RandomStream {
  /// Element `index` of the stream's standard Gaussian numbers.
  public func gaussian(at index: UInt64) -> Double {
    Ziggurat.standard.value(of: firstWord(index, .gaussian), element: index, in: self)
  }

  /// Fills a span with consecutive standard Gaussian numbers.
  ///
  /// The numbers are those of ``gaussian(at:)``: the same bytes for any number of threads, any split of a range
  /// into spans, and any platform. The method is the ziggurat of Marsaglia and Tsang
  /// (doi:10.18637/jss.v005.i08) with 256 layers on one 64-bit word for each element.
  ///
  /// - Parameters:
  ///   - span: the memory to fill.
  ///   - first: the index in the stream of the span's first element; the last must not pass 2^64 − 1.
  ///   - threads: the most threads to use.
  /// - Complexity: O(count).
  public func fillGaussian(
    _ span: inout MutableSpan<Double>, startingAt first: UInt64 = 0, threads: Int = Parallel.coreCount
  ) {
    let ziggurat: Ziggurat = Ziggurat.standard
    span.withUnsafeMutableBytes { memory in
      fill(memory, startingAt: first, kind: .gaussian, threads: threads) { target, count, element in
        ziggurat.transform(target, count: count, startingAt: element, of: self)
      }
    }
  }
}
