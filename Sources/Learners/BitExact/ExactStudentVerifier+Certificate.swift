import BigInt
import DataFiles
import ExactArithmetic
import Networks

extension ExactStudentVerifier {
  /// The fewest rays that held-out samples must lie on.
  private static let fewestHeldOut: Int = 20
  /// The bits between the first and the last one of inputs that lie on a coarse grid.
  private static let gridBits: Int = 32

  /// Every number of the certificate, and the argument that it rests on.
  static func checkCertificate(
    _ claims: ExactStudent.Claims, _ network: RationalNetwork, _ evaluation: ExactEvaluation,
    _ checks: inout CheckList
  ) {
    let (units, dimension, count): (Int, Int, Int) = (
      network.hiddenUnits, network.inputsDimension, evaluation.inputs.rowCount
    )
    checks.add(
      "hidden units",
      fault: claims.hiddenUnits == units ? nil : "\(claims.hiddenUnits) are claimed and there are \(units)",
      "\(units)")
    checks.add(
      "sample count",
      fault: claims.samples == count ? nil : "\(claims.samples) are claimed and there are \(count)",
      "\(count)")
    checks.add(
      "output rank", fault: network.output.rank() == units ? nil : "U has not full column rank",
      "U has full column rank")

    let activity: [[Int]] = (0..<count).map(evaluation.active)
    let values: RationalMatrix = RationalMatrix(
      rowCount: count, columnCount: units, entries: evaluation.products.flatMap { $0.map(\.positivePart) })
    checks.add(
      "unit rank", fault: values.rank() == units ? nil : "the hidden units are dependent on the samples",
      "the hidden units are independent on the samples")
    let pure: [[Int]] = (0..<units).map { unit in activity.indices.filter { activity[$0] == [unit] } }
    let ranks: [Int] = pure.map { evaluation.inputs.selecting(rows: $0).rank() }
    checks.add(
      "pure samples",
      fault: claims.pureSamples == pure.map(\.count) && claims.pureRanks == ranks
        ? nil : "their numbers are \(pure.map(\.count)) and their ranks \(ranks)",
      "as many as claimed, of the ranks claimed")

    let rays: RayNumbers = RayNumbers(evaluation.inputs)
    let (pairs, triples): (Int, Int?) = evidence(evaluation, rays, units: units)
    checks.add(
      "pattern evidence",
      fault: claims.pairEvidence == pairs && claims.tripleEvidence == triples
        ? nil : "the numbers are \(pairs) and \(triples.map(String.init) ?? "null")",
      "the numbers claimed")
    checks.add(
      "held out", fault: rays.heldOutFault(claims.heldOut),
      claims.heldOut.isEmpty
        ? "no samples are claimed" : "\(claims.heldOut.count) samples on rays of their own")

    let isVaried: Bool =
      pairs >= dimension + 2 && (triples ?? .max) >= dimension + units
      && (0..<units).allSatisfy { unit in
        let rows: [Int] = activity.indices.filter { activity[$0].contains(unit) }
        return evaluation.inputs.selecting(rows: rows).rank() == dimension
      }
    checks.add(
      "uniqueness",
      fault: uniquenessFault(
        claims, network, ranks: ranks, isVaried: isVaried, rays: rays, inputs: evaluation.inputs),
      uniquenessDetail(claims.uniqueness))
  }

  private static func uniquenessFault(
    _ claims: ExactStudent.Claims, _ network: RationalNetwork, ranks: [Int], isVaried: Bool, rays: RayNumbers,
    inputs: RationalMatrix
  ) -> String? {
    switch claims.uniqueness {
    case .purePatterns:
      return ranks.allSatisfy { $0 == network.inputsDimension }
        ? nil : "the samples on which a hidden unit alone is active do not span the inputs"
    case .generalPosition:
      guard isVaried else { return "the activity patterns are not varied enough" }
      guard network.hidden.rank() == network.hiddenUnits else { return "V has not full row rank" }
      return isOnGrid(inputs) ? "the inputs lie on a coarse grid, so no density gave them" : nil
    case .heldOut:
      guard isVaried else { return "the activity patterns are not varied enough" }
      let distinct: Int = Set(claims.heldOut.compactMap { rays.number($0) }).count
      return distinct >= fewestHeldOut ? nil : "\(distinct) held-out samples are fewer than \(fewestHeldOut)"
    }
  }

  private static func uniquenessDetail(_ uniqueness: ExactCertificate.Uniqueness) -> String {
    switch uniqueness {
    case .purePatterns: "proved: no other network of its size has these outputs"
    case .generalPosition:
      "the theorem's numbers are there; that a density gave the inputs is the caller's word"
    case .heldOut:
      "the numbers are there; that the search did not see the held-out samples is the learner's word"
    }
  }

  private static func isOnGrid(_ inputs: RationalMatrix) -> Bool {
    var (lowest, highest): (Int, Int) = (.max, .min)
    for entry in inputs.entries where !entry.isZero {
      let (top, bottom): (BigUInt, BigUInt) = (entry.numerator.magnitude, entry.denominator.magnitude)
      // Other than binary fractions are no floats, so they were chosen.
      guard bottom.trailingZeroBitCount == bottom.bitWidth - 1 else { return true }
      lowest = min(lowest, top.trailingZeroBitCount - bottom.bitWidth)
      highest = max(highest, top.bitWidth - bottom.bitWidth)
    }
    return lowest == .max || highest - lowest <= gridBits
  }

  /// By how many samples the closest two hidden units are told apart, and the closest three.
  private static func evidence(
    _ evaluation: ExactEvaluation, _ rays: RayNumbers, units: Int
  ) -> (pairs: Int, triples: Int?) {
    let patterns: [[Bool]] = rays.firstRows.compactMap { sample in
      let products: [Rational] = evaluation.products[sample]
      return products.contains(where: \.isZero) ? nil : products.map { $0.signum > 0 }
    }
    // The samples on which one of some units is active, less those of the commonest pattern.
    func told(_ chosen: [Int]) -> Int {
      var counts: [Int] = [Int](repeating: 0, count: 1 << chosen.count)
      for pattern in patterns {
        counts[chosen.reduce(0) { $0 * 2 + (pattern[$1] ? 1 : 0) }] += 1
      }
      return patterns.count - counts[0] - (counts.dropFirst().max() ?? 0)
    }
    var pairs: Int = (0..<units).map { unit in patterns.count { $0[unit] } }.min() ?? 0
    var triples: Int?
    for first in 0..<units {
      for second in 0..<first {
        pairs = min(pairs, told([first, second]))
        for third in 0..<second { triples = min(triples ?? .max, told([first, second, third])) }
      }
    }
    return (pairs, triples)
  }
}

/// Which inputs lie on one ray from the origin.
private struct RayNumbers {
  private let numbers: [Int?]
  let firstRows: [Int]

  init(_ inputs: RationalMatrix) {
    var known: [[Rational]: Int] = [:]
    var firstRows: [Int] = []
    self.numbers = (0..<inputs.rowCount).map { sample in
      let row: [Rational] = inputs.row(sample)
      guard let lead = row.first(where: { !$0.isZero })?.magnitude else { return nil }
      let ray: [Rational] = row.map { $0 / lead }
      if let number = known[ray] { return number }
      known[ray] = firstRows.count
      firstRows.append(sample)
      return firstRows.count - 1
    }
    self.firstRows = firstRows
  }

  func number(_ sample: Int) -> Int? { numbers.indices.contains(sample) ? numbers[sample] : nil }

  func heldOutFault(_ rows: [Int]) -> String? {
    guard zip(rows, rows.dropFirst()).allSatisfy({ $0 < $1 }), rows.allSatisfy({ number($0) != nil }) else {
      return "the samples are not in order, not there, or zero"
    }
    let kept: Set<Int> = Set(rows)
    let rays: Set<Int> = Set(rows.compactMap { numbers[$0] })
    let isShared: Bool = numbers.indices.contains { sample in
      !kept.contains(sample) && (numbers[sample].map { rays.contains($0) } ?? false)
    }
    return isShared ? "a sample that is not held out lies on the ray of one that is" : nil
  }
}
