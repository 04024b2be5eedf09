import LinearAlgebra
package import RandomStreams

/// Least squares from several starts.
package enum MultiStart {
  /// The fits from each start, in the order of the starts; each runs on one thread, several beside one another.
  ///
  /// - Throws: `DataError` where the samples cannot be read.
  package static func fits(
    _ samples: FitSamples, from starts: [LeastSquaresStart],
    options: LeastSquares.Options = LeastSquares.Options(), threads: Int = Parallel.coreCount
  ) throws -> [LeastSquaresFit] {
    let method: LeastSquares = LeastSquares(options, threads: 1)
    let results: [Result<LeastSquaresFit, any Error>] = Parallel.map(starts.count, threads: threads) {
      index in
      Result { try method.fit(samples, from: starts[index]) }
    }
    return try results.map { try $0.get() }
  }

  /// Starts with random directions, uniform on the sphere, and the output layers that fit them best.
  ///
  /// - Parameter stream: where the directions come from; start `i` does not depend on the number of starts.
  package static func randomStarts(
    _ count: Int, hiddenUnits: Int, inputsDimension: Int, from stream: RandomStream
  ) -> [LeastSquaresStart] {
    (0..<count).map { index in
      LeastSquaresStart(
        hidden: InputDistribution.sphere().block(
          rows: 0..<hiddenUnits, dimension: inputsDimension, from: stream.child(index), threads: 1))
    }
  }
}
