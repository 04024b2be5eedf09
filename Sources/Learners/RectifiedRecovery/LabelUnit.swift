import LinearAlgebra
import Networks
import RandomStreams

/// A function of the samples in the column space of the labels that is 0 on some of them and positive elsewhere, as
/// every hidden unit of a rectified activation is.
struct LabelUnit: Sendable {
  /// *z*, of norm 1: the unit is Q z.
  let coefficients: [Double]
  /// The unit on every sample, scaled to a largest value of 1.
  let values: [Double]
  /// Values up to this one may be zeros that were rounded.
  let zeroLevel: Double

  /// Values within this factor of the largest that should be 0 are not told from 0.
  private static let zeroLevelFactor: Double = 100
  private static let lowestZeroLevel: Double = 1e-13

  /// The unit that vanishes on the given samples; nothing where it is negative anywhere.
  init?(_ unit: [Double], vanishingOn rows: [Int], in problem: RecoveryProblem) {
    let largest: Double = unit.max() ?? 0
    let fit: Double = problem.tolerances.unitFit(amplification: problem.space.amplification)
    guard largest > 0, largest.isFinite, (unit.min() ?? 0) >= -fit * largest,
      let coefficients = problem.space.basis.transposedTimes(unit).normalised
    else { return nil }
    let values: [Double] = unit.map { $0 / largest }
    self.values = values
    self.coefficients = coefficients
    let residue: Double = rows.reduce(0) { max($0, values[$1].magnitude) }
    self.zeroLevel = max(Self.zeroLevelFactor * residue, Self.lowestZeroLevel)
  }

  /// The samples on which the unit is surely positive.
  var activeRows: [Int] { values.indices.filter { values[$0] > zeroLevel } }
}

/// The iteration in label space, which uses neither the inputs nor the activation.
///
/// From a random unit it alternates between the samples where the unit is lowest and the unit that comes closest to
/// vanishing on them, until one vanishes exactly. No proof of convergence is known; what it ends on is checked.
struct LabelUnitSearch: Sendable {
  let problem: RecoveryProblem
  let stream: RandomStream

  private static let stepsPerStart: Int = 50
  /// The shares of samples taken as inactive, in turn, as in exact recovery.
  private static let inactiveShares: [Double] = [0.4, 0.4, 0.25, 0.1]

  /// The unit to which a starting point leads; nothing where it does not converge, or to one with negative values.
  func unit(ofStart start: Int) throws -> LabelUnit? {
    let share: Double = Self.inactiveShares[start % Self.inactiveShares.count]
    let rank: Int = problem.space.rank
    let tolerance: Double = problem.tolerances.nullVector(amplification: problem.space.amplification)
    let size: Int = max(rank + 3, Int((share * Double(problem.count)).rounded(.up)))
    let child: RandomStream = stream.child(start)
    var unit: [Double] = problem.space.basis.times((0..<rank).map { child.gaussian(at: UInt64($0)) })
    for _ in 0..<Self.stepsPerStart {
      let lowest: [Int] = unit.indicesOfSmallest(size)
      let isExact: Bool
      (unit, isExact) = try NullVector.step(in: problem.space, on: lowest, tolerance: tolerance)
      if isExact { return LabelUnit(unit, vanishingOn: lowest, in: problem) }
    }
    return nil
  }
}
