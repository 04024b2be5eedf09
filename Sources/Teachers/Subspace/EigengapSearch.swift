import Foundation
public import LinearAlgebra
public import Networks
import RandomStreams

/// A search for planar teachers whose directions filters of the labels hardly show.
///
/// A (1+1) evolution strategy over the angles and coefficients of one hidden layer without biases, from several starts: at
/// random, at perturbed wheels, and at spikes, which put the labels' mass on a thin cone. A step that succeeds makes the next
/// ones wider. Candidates are scaled to variance 1; those whose Lipschitz constant is too large, or of whose directions one
/// does not matter, are charged for it.
///
/// ```swift
/// let findings = EigengapSearch(units: 4).run(seed: 1)
/// findings[0].leastEigenvalue  // below 0.001
/// ```
///
/// - The eigenvalues are exact (``PlanarSlices``), so that a finding is a teacher, and not luck with samples.
/// - One seed gives the same findings on any number of cores.
/// - **That nothing worse was found is no proof that there is none.**
public struct EigengapSearch: Sendable {
  /// What is made small.
  public enum Objective: String, Sendable, Hashable, Codable, CaseIterable {
    /// The smaller eigenvalue: how well the first round shows *all* directions.
    case every = "every-direction"
    /// The larger eigenvalue: how well the first round shows *some* direction, which is all that a loop of rounds needs.
    case some = "some-direction"
  }

  /// Where a start lies.
  public enum Start: String, Sendable, Hashable, Codable, CaseIterable {
    /// Uniform angles and Gaussian coefficients.
    case random
    /// A wheel with as many of the units as it can have, a little perturbed.
    case wheel
    /// Three neighbouring units that cancel outside a thin cone, a little perturbed.
    case spike
  }

  /// A teacher that was found.
  public struct Finding: Sendable, Hashable, Codable {
    /// The angles of the units' directions.
    public let angles: [Double]
    /// Their coefficients; labels have variance 1.
    public let coefficients: [Double]
    /// The smaller eigenvalue of the filtered moments of ten slices.
    public let leastEigenvalue: Double
    /// The larger eigenvalue.
    public let largestEigenvalue: Double
    /// The Lipschitz constant of the labels.
    public let lipschitzConstant: Double
    /// The smaller eigenvalue of E ∇F ∇Fᵀ.
    public let leastSignificance: Double
    /// Where the search started.
    public let start: Start

    /// The teacher on R².
    ///
    /// - Throws: `NetworkError` where a number is not finite, as in a finding that was read from a file.
    public func network() throws -> Network {
      try SubspaceDraws.network(
        try Matrix(angles.map { [cos($0), sin($0)] }), coefficients: coefficients)
    }

    /// About how many samples of *d* inputs a learner of ten slices needs to see an eigenvalue: 16 d over it.
    public static func samplesNeeded(eigenvalue: Double, inputsDimension: Int) -> Double {
      16 * Double(inputsDimension) / eigenvalue
    }
  }

  /// The units of the hidden layer.
  public let units: Int
  /// What is made small.
  public let objective: Objective
  /// The largest Lipschitz constant of a teacher of variance 1.
  public let largestSlope: Double
  /// The least share of a direction; without it a search returns teachers of one direction.
  public let leastSignificance: Double
  /// How many starts there are, in turn of each kind.
  public let starts: Int
  /// How many teachers are tried from each start.
  public let steps: Int

  /// Creates a search.
  ///
  /// - Precondition: at least three units, one start and one step, and positive bounds.
  public init(
    units: Int, objective: Objective = .every, largestSlope: Double = 5, leastSignificance: Double = 0.2,
    starts: Int = 6, steps: Int = 1000
  ) {
    precondition(
      units >= 3 && starts >= 1 && steps >= 1 && largestSlope > 0 && leastSignificance > 0,
      "give at least three units, one start, one step, and positive bounds")
    self.units = units
    self.objective = objective
    self.largestSlope = largestSlope
    self.leastSignificance = leastSignificance
    self.starts = starts
    self.steps = steps
  }

  /// The best teacher of each start that is within the bounds, the worst for a learner first.
  ///
  /// - Complexity: about half a millisecond for each teacher tried.
  public func run(seed: UInt64, threads: Int = Parallel.coreCount) -> [Finding] {
    let root: RandomStream = RandomStream(seed: seed).child("eigengap search")
    return Parallel.map(starts, threads: threads) { index in
      search(from: Start.allCases[index % Start.allCases.count], root.child(index))
    }
    .compactMap(\.self)
    .sorted { value($0) < value($1) }
  }

  /// The eigenvalue of a finding that the search makes small.
  public func value(_ finding: Finding) -> Double {
    objective == .every ? finding.leastEigenvalue : finding.largestEigenvalue
  }

  /// A candidate: the angles, then the coefficients.
  private struct Candidate {
    var angles: [Double]
    var coefficients: [Double]

    /// Every number moved by a Gaussian one.
    func moved(by step: Double, _ stream: RandomStream) -> Candidate {
      let noise: [Double] = SubspaceDraws.gaussian(2 * angles.count, from: stream)
      return Candidate(
        angles: angles.enumerated().map { $1 + step * noise[$0] },
        coefficients: coefficients.enumerated().map { $1 + step * noise[angles.count + $0] })
    }
  }

  private static let firstStep: Double = 0.3
  private static let widening: Double = 1.3
  private static let narrowing: Double = 0.95
  /// What a start other than a random one is moved by.
  private static let perturbation: Double = 0.05
  /// The charge for a share of a direction that is missing, and for each multiple of the largest slope.
  private static let charge: Double = 10

  private func search(from start: Start, _ stream: RandomStream) -> Finding? {
    var best: Candidate = candidate(start, stream.child("start"))
    var (found, cost): (Finding?, Double) = measured(best, start)
    var step: Double = start == .random ? Self.firstStep : Self.perturbation
    for index in 0..<steps {
      let next: Candidate = best.moved(by: step, stream.child("step").child(index))
      let (finding, nextCost): (Finding?, Double) = measured(next, start)
      if nextCost < cost {
        (best, found, cost) = (next, finding, nextCost)
        step *= Self.widening
      } else {
        step *= Self.narrowing
      }
    }
    return found
  }

  /// The finding of a candidate within the bounds, and what the candidate costs.
  private func measured(_ candidate: Candidate, _ start: Start) -> (Finding?, Double) {
    guard
      let drawn = try? SubspaceDraws.network(
        try Matrix(candidate.angles.map { [cos($0), sin($0)] }), coefficients: candidate.coefficients),
      let moments = OneHiddenLayerMoments(drawn), moments.variance > .leastNormalMagnitude.squareRoot()
    else { return (nil, .infinity) }
    let scale: Double = 1 / moments.variance.squareRoot()
    let coefficients: [Double] = candidate.coefficients.scaled(by: scale)
    guard
      let network = try? SubspaceDraws.network(drawn.layers[0].weights, coefficients: coefficients),
      let planar = PlanarNetwork(network),
      let shares = try? SymmetricEigen(planar.gradientCovariance).values
    else { return (nil, .infinity) }
    let slices: PlanarSlices = PlanarSlices(planar)
    let finding: Finding = Finding(
      angles: candidate.angles, coefficients: coefficients, leastEigenvalue: slices.leastEigenvalue,
      largestEigenvalue: slices.largestEigenvalue, lipschitzConstant: planar.lipschitzConstant,
      leastSignificance: shares[0], start: start)
    let missing: Double = max(0, leastSignificance - finding.leastSignificance)
    let excess: Double = max(0, finding.lipschitzConstant / largestSlope - 1)
    let cost: Double = value(finding) + Self.charge * (missing + excess)
    guard cost.isFinite else { return (nil, .infinity) }
    return (missing + excess > 0 ? nil : finding, cost)
  }

  /// The half angles of spikes, in turn.
  private static let spikes: [Double] = [0.4, 0.2, 0.1, 0.05]

  private func candidate(_ start: Start, _ stream: RandomStream) -> Candidate {
    let random: Candidate = Candidate(
      angles: (0..<UInt64(units)).map { 2 * .pi * stream.uniform(at: $0) },
      coefficients: SubspaceDraws.gaussian(units, from: stream))
    var result: Candidate = random
    // Units that the shape does not need hardly count.
    func shape(_ angles: [Double], _ coefficients: [Double]) {
      result.coefficients = random.coefficients.scaled(by: Self.perturbation)
      for index in angles.indices {
        result.angles[index] = angles[index]
        result.coefficients[index] = coefficients[index]
      }
      result = result.moved(by: Self.perturbation, stream.child("perturbation"))
    }
    switch start {
    case .random: break
    case .wheel where units >= 4:
      let degree: Int = units / 4 * 2
      shape(
        (1...2 * degree).map { .pi * Double($0) / Double(degree) },
        (1...2 * degree).map { $0 % 2 == 0 ? 1 : -1 })
    case .wheel: break
    case .spike:
      let half: Double = Self.spikes[stream.integer(in: 0...Self.spikes.count - 1, at: 0)]
      shape([-half, 0, half], [1, -2 * cos(half), 1])
    }
    return result
  }
}
