#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A wager that the mean of observations in [0, 1] is above a bound m: stakes on several fixed bets, side by side.
///
/// The bet θ in (0, 1] turns a capital K into `K·((1 − θ) + θ·Y/m)` at the observation Y: the part 1 − θ is kept, the
/// part θ buys what pays Y/m. That is never negative, and while the mean is at most m it has expectation at most K,
/// whatever the distribution. So the average over the bets is a non-negative supermartingale too. (In the usual
/// notation `1 + λ·(Y − m)`, with λ = θ/m.)
///
/// The bets are a geometric row from 1 down to one that grows at the smallest excess of the mean that matters, Δ: as
/// `log(1 + x) ≥ x − x²` for x ≥ −½, the bet grows by `λΔ − λ²v` or more for each observation, where
/// `v = m·(1 − m) + Δ·(1 − 2m)` is the largest possible E(Y − m)² at the mean m + Δ; that is largest, and positive, at
/// `λ = Δ/2v`.
///
/// Source: I. Waudby-Smith, A. Ramdas, *Estimating means of bounded random variables by betting*, J. R. Stat. Soc. B 86
/// (2024), doi:10.1093/jrsssb/qkad009.
struct MeanWager: Sendable, Hashable {
  /// m, strictly between 0 and 1.
  let bound: Double
  private let bets: [Double]
  private var capitals: [Double]

  /// A bet between two neighbours of the row grows at least 0.95 times as fast as the best one between them.
  private static let ratio: Double = 1.5
  private static let mostBets: Int = 200

  /// - Parameter excess: Δ, with m + Δ at most 1.
  init(bound: Double, excess: Double) {
    self.bound = bound
    let variance: Double = bound * (1 - bound) + excess * (1 - 2 * bound)
    let smallest: Double = bound * min(1 / (2 * bound), excess / (2 * variance))
    var bets: [Double] = [1]
    var bet: Double = 1
    while bet > smallest, bets.count < Self.mostBets {
      bet /= Self.ratio
      bets.append(bet)
    }
    self.bets = bets
    capitals = [Double](repeating: 1, count: bets.count)
  }

  /// The capital, as a part of the first one.
  var capital: Double { capitals.reduce(0, +) / Double(capitals.count) }

  /// - Parameter observation: in 0…1.
  mutating func record(_ observation: Double) {
    let payoff: Double = observation / bound
    for index in bets.indices { capitals[index] *= (1 - bets[index]) + bets[index] * payoff }
  }
}
