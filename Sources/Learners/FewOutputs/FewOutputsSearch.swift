import Foundation
import LinearAlgebra
import Networks
import RandomStreams

/// The search for a network of a given size from several starts.
///
/// Starts are tried in a fixed order, as many at a time as there are threads; the first in that order that ends on a
/// network counts, so that the outcome is the same on any number of threads.
struct FewOutputsSearch {
  /// The network that fits what was studied, in the problem's coordinates.
  private(set) var found: (hidden: Matrix, output: Matrix, conditionNumber: Double)?
  /// The first approximate network whose patterns leave the exact one open.
  private(set) var open: NetworkPoint?
  /// The starts that were tried, up to the one that counts.
  private(set) var starts: Int = 0
  /// The starts that ended on a network that fits, at least approximately.
  private(set) var startsThatFit: Int = 0
  /// The starts whose end the exact step rejected.
  private(set) var rejected: Int = 0
  /// The least relative squared loss of starts that do not fit.
  private(set) var leastLoss: Double = .infinity

  private var openCount: Int = 0
  /// Where so many starts leave the exact network open, so will the others.
  private static let mostOpen: Int = 3
  /// One start in so many ignores the estimated row space, which inputs far from Gaussian lead astray.
  private static let startsForOneInAllDimensions: Int = 2

  /// Tries up to `starts` starts.
  init(
    _ problem: FewOutputsProblem, hiddenUnits: Int, starts: Int, stream: RandomStream,
    tolerances: ExactRecoveryTolerances, threads: Int, progress: @Sendable (String) -> Void
  ) throws {
    let space: RowSpace = try RowSpace(problem, dimension: min(hiddenUnits, problem.dimension))
    let descent: StartDescent = try StartDescent(
      problem, hiddenUnits: hiddenUnits, space: space, tolerances: tolerances)
    let list: [DescentStart] = try Self.list(
      problem, hiddenUnits: hiddenUnits, space: space, count: starts, stream: stream)
    for first in stride(from: 0, to: list.count, by: max(1, threads)) {
      let loss: String = leastLoss.isFinite ? String(format: ", least squared loss %.1g", leastLoss) : ""
      progress("\(hiddenUnits) hidden units: start \(first + 1) of \(list.count)\(loss)")
      let batch: ArraySlice<DescentStart> = list[first..<min(first + max(1, threads), list.count)]
      let ends: [Result<DescentEnd, any Error>] = Parallel.map(batch.count, threads: threads) { index in
        Result { try descent.follow(batch[first + index]) }
      }
      for end in ends {
        add(try end.get())
        if found != nil || openCount >= Self.mostOpen { return }
      }
    }
  }

  private mutating func add(_ end: DescentEnd) {
    starts += 1
    switch end {
    case .fits(let hidden, let output, let conditionNumber):
      startsThatFit += 1
      found = (hidden, output, conditionNumber)
    case .open(let network):
      startsThatFit += 1
      openCount += 1
      open = open ?? network
    case .rejected:
      startsThatFit += 1
      rejected += 1
    case .misses(let loss):
      leastLoss = min(leastLoss, loss)
    }
  }

  /// Moments first where they can tell all neurons apart, then random rows.
  private static func list(
    _ problem: FewOutputsProblem, hiddenUnits: Int, space: RowSpace, count: Int, stream: RandomStream
  ) throws -> [DescentStart] {
    let width: Int = space.basis.columns
    var list: [DescentStart] = []
    if hiddenUnits == width {
      let moments: QuarticDirections = try QuarticDirections(
        inputs: problem.inputs * space.basis, labels: problem.labels, stream: stream.child("moments"))
      list = moments.starts.map { .inRowSpace($0) }
    }
    while list.count < count {
      let index: Int = list.count
      let isInAll: Bool =
        width < problem.dimension && (index + 1).isMultiple(of: startsForOneInAllDimensions)
      let rows: Matrix = InputDistribution.sphere().block(
        rows: 0..<hiddenUnits, dimension: isInAll ? problem.dimension : width, from: stream.child(index),
        threads: 1)
      list.append(isInAll ? .inAllDimensions(rows) : .inRowSpace(rows))
    }
    return Array(list.prefix(count))
  }
}
