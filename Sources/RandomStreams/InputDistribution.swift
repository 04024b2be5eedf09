public import LinearAlgebra

/// The distribution of a sample's inputs; the rows are independent and distributed alike, but for ``repeated``.
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
  /// Independent Gaussian coordinates of variance 1 around `mean`, which must be finite: N(μ·1, I).
  ///
  /// A mean far from 0 makes neurons that are hardly ever active, or always.
  case shiftedGaussian(mean: Double = 0.7)
  /// Independent coordinates, uniform in [0, 1): all inputs lie on one side of every axis.
  case unitCube
  /// Independent integers, all of −bound…bound equally likely; no density, and rows repeat where there are few.
  ///
  /// The covariance is bound·(bound + 1)/3 times the identity; `bound` must be positive.
  case lattice(bound: Int = 3)
  /// Standard Gaussian coordinates rounded to multiples of 2^-bits: exact binary fractions.
  ///
  /// `bits` must lie from 0 to 40.
  case dyadic(bits: Int = 8)
  /// Gaussian rows of a subspace that the stream fixes, of dimension min(rank, *d*): the rank of X is below *d*.
  ///
  /// A row is B z, with B (d × rank) of independent entries N(0, 1/rank) and z standard Gaussian; `rank` must be positive.
  case lowRank(rank: Int = 1)
  /// Gaussian rows in groups of four: two new ones, the first of them again, and a row of zeros.
  case repeated
  /// Magnitudes of independent standard Gaussian numbers: every coordinate is positive.
  case positive

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
    case .shiftedGaussian(let mean):
      precondition(mean.isFinite, "a shifted distribution needs a finite mean")
      stream.fillGaussian(&span, startingAt: first, threads: threads)
      for index in span.indices { span[index] += mean }
    case .unitCube:
      stream.fillUniform(&span, in: 0..<1, startingAt: first, threads: threads)
    case .lattice(let bound):
      precondition(bound > 0, "a lattice needs a positive bound")
      for index in span.indices {
        span[index] = Double(stream.integer(in: -bound...bound, at: first + UInt64(index)))
      }
    case .dyadic(let bits):
      precondition(Self.dyadicBits.contains(bits), "dyadic inputs have from 0 to 40 bits")
      let scale: Double = Double(sign: .plus, exponent: bits, significand: 1)
      stream.fillGaussian(&span, startingAt: first, threads: threads)
      for index in span.indices { span[index] = (span[index] * scale).rounded() / scale }
    case .lowRank(let rank):
      precondition(rank > 0, "a subspace needs a positive rank")
      Self.fillLowRank(&span, firstRow: firstRow, dimension: dimension, rank: rank, from: stream)
    case .repeated:
      Self.fillRepeated(&span, firstRow: firstRow, dimension: dimension, from: stream)
    case .positive:
      stream.fillGaussian(&span, startingAt: first, threads: threads)
      for index in span.indices { span[index] = span[index].magnitude }
    }
  }
}
