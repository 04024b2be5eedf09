public import LinearAlgebra

/// The distribution of a sample's inputs; the rows are independent and distributed alike.
public enum InputDistribution: Sendable, Hashable {
  /// Independent standard Gaussian coordinates: mean 0, covariance the identity.
  case gaussian
  /// Independent coordinates, uniform in [−halfWidth, halfWidth).
  ///
  /// The covariance is halfWidth²/3 times the identity; `halfWidth` must be finite and positive.
  case cube(halfWidth: Double = 1)
  /// Uniform on the sphere of the given radius around the origin: a Gaussian row divided by its norm.
  ///
  /// The covariance is radius²/d times the identity, so that radius √d matches the Gaussian; `radius` must be
  /// finite and positive. A Gaussian row of norm 0, which has probability below 2^-52 in one dimension and
  /// practically never occurs in more, stands for the first axis.
  case sphere(radius: Double = 1)

  /// Rows of the sample that a stream holds.
  ///
  /// Row `r` is made of the stream's elements `r·dimension ..< (r + 1)·dimension`, so it is the same in whatever
  /// block it is drawn, on any number of threads.
  ///
  /// - Parameters:
  ///   - rows: the rows to draw, none negative.
  ///   - dimension: the length of a row, the paper's *d*.
  ///   - stream: where the numbers come from.
  ///   - threads: the most threads to use.
  /// - Returns: a matrix of `rows.count` × `dimension`.
  public func block(
    rows: Range<Int>, dimension: Int, from stream: RandomStream, threads: Int = Parallel.coreCount
  ) -> Matrix {
    precondition(dimension >= 0, "a row cannot have a negative length")
    return Matrix(rows: rows.count, columns: dimension) { span in
      fill(&span, firstRow: rows.lowerBound, dimension: dimension, from: stream, threads: threads)
    }
  }

  /// Fills memory that is there already with rows of the sample that a stream holds, one after the other.
  ///
  /// - Parameters:
  ///   - span: the memory; its count must be a multiple of `dimension`.
  ///   - firstRow: the sample's row at the beginning of the span, not negative.
  ///   - dimension: the length of a row.
  ///   - stream: where the numbers come from.
  ///   - threads: the most threads to use.
  public func fill(
    _ span: inout MutableSpan<Double>, firstRow: Int, dimension: Int, from stream: RandomStream,
    threads: Int = Parallel.coreCount
  ) {
    precondition(firstRow >= 0, "rows are counted from 0")
    guard !span.isEmpty else { return }
    precondition(
      dimension > 0 && span.count.isMultiple(of: dimension), "the memory must hold whole rows")
    let first: UInt64 = UInt64(firstRow) * UInt64(dimension)
    switch self {
    case .gaussian:
      stream.fillGaussian(&span, startingAt: first, threads: threads)
    case .cube(let halfWidth):
      stream.fillUniform(&span, in: -halfWidth..<halfWidth, startingAt: first, threads: threads)
    case .sphere(let radius):
      precondition(radius > 0 && radius.isFinite, "a sphere needs a finite, positive radius")
      stream.fillGaussian(&span, startingAt: first, threads: threads)
      span.withUnsafeMutableBufferPointer { memory in
        Self.normalise(memory, dimension: dimension, radius: radius, threads: threads)
      }
    }
  }
}
