import BigInt
import ExactArithmetic

/// What the activity patterns of a network that fits say of others that might fit too.
struct ExactEvidence {
  /// For each hidden unit the samples on which it alone is active.
  let pureSamples: [Int]
  /// For each hidden unit the rank of these samples' inputs.
  let pureRanks: [Int]
  /// Whether the samples that activate a hidden unit span the inputs, for each of them.
  let activeSamplesSpan: Bool
  /// Counts of patterns over samples on distinct rays, off all hyperplanes.
  let patterns: PatternEvidence

  private let dimension: Int

  init(_ fit: ExactFit, samples: IntegerSamples, rays: SampleRays) {
    let units: Int = fit.directions.count
    let field: ResidueElimination = ResidueElimination(0)
    let dimension: Int = samples.inputsDimension
    func rank(_ rows: [Int]) -> Int {
      field.independentRows(rows.map { samples.inputs[$0] }, columnCount: dimension).count
    }
    var pure: [[Int]] = [[Int]](repeating: [], count: units)
    var active: [[Int]] = pure
    for row in 0..<samples.count {
      let on: [Int] = (0..<units).filter { fit.isActive($0, row) }
      for unit in on { active[unit].append(row) }
      if on.count == 1 { pure[on[0]].append(row) }
    }
    self.dimension = dimension
    self.pureSamples = pure.map(\.count)
    self.pureRanks = pure.map(rank)
    self.activeSamplesSpan = active.allSatisfy { rank($0) == dimension }
    let clear: [Int] = rays.firstRows.filter { row in fit.products[row].allSatisfy { !$0.isZero } }
    self.patterns = PatternEvidence(
      activity: (0..<units).map { unit in clear.map { fit.isActive(unit, $0) } })
  }

  /// The conditions of the theorem on pure patterns.
  var provesUniqueness: Bool { pureRanks.allSatisfy { $0 == dimension } }

  /// The conditions of the theorem for inputs from a density, but for the rank of V.
  var isVaried: Bool { activeSamplesSpan && patterns.suffices(dimension: dimension) }
}

/// Which samples have inputs on one ray, and whether their labels agree.
struct SampleRays {
  /// For each sample the number of its ray; `nil` for a zero input.
  let numbers: [Int?]
  /// The first sample on each ray.
  let firstRows: [Int]
  /// A sample with a zero input and a label that is not zero.
  let labelledZero: Int?
  /// Two samples on one ray whose labels are not in proportion.
  let disagreement: (first: Int, second: Int)?

  init(_ samples: IntegerSamples) {
    var known: [[BigInt]: Int] = [:]
    var numbers: [Int?] = []
    var firstRows: [Int] = []
    var factors: [BigInt] = []
    var labelledZero: Int?
    var disagreement: (Int, Int)?
    for row in 0..<samples.count {
      let input: [BigInt] = samples.inputs[row]
      guard let place = input.firstIndex(where: { !$0.isZero }) else {
        numbers.append(nil)
        if labelledZero == nil, samples.labels[row].contains(where: { !$0.isZero }) { labelledZero = row }
        continue
      }
      let ray: [BigInt] = Rational.primitive(input.map { Rational($0) })
      let factor: BigInt = input[place] / ray[place]
      if let number = known[ray] {
        numbers.append(number)
        let earlier: Int = firstRows[number]
        let isProportional: Bool = zip(samples.labels[earlier], samples.labels[row])
          .allSatisfy { $0 * factor == $1 * factors[number] }
        if disagreement == nil, !isProportional { disagreement = (earlier, row) }
      } else {
        known[ray] = firstRows.count
        numbers.append(firstRows.count)
        firstRows.append(row)
        factors.append(factor)
      }
    }
    self.numbers = numbers
    self.firstRows = firstRows
    self.labelledZero = labelledZero
    self.disagreement = disagreement
  }

  /// A proof that no network without biases has these labels, where there is one.
  var contradiction: String? {
    if let labelledZero { return "sample \(labelledZero) has a zero input and a label that is not zero" }
    return disagreement.map {
      "samples \($0.first) and \($0.second) have inputs on one ray and labels that are not in proportion"
    }
  }

  /// The samples of the first tenth of all rays by a hash of what they hold; empty where they are too few.
  ///
  /// Samples on one ray are on one side together, and so are they whatever the order of the rays.
  func heldOut(_ samples: IntegerSamples) -> [Int] {
    let count: Int = max(HeldOutRows.fewest, firstRows.count / HeldOutRows.share)
    guard firstRows.count >= 3 * count else { return [] }
    let hashes: [UInt64] = firstRows.map { row in
      Rational.primitive(samples.inputs[row].map { Rational($0) }).reduce(0xCBF2_9CE4_8422_2325) {
        hash, entry in
        entry.description.utf8.reduce((hash ^ 0x2C) &* 0x100_0000_01B3) {
          ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
      }
    }
    let order: [Int] = firstRows.indices.sorted { (hashes[$0], $0) < (hashes[$1], $1) }
    var isChosen: [Bool] = [Bool](repeating: false, count: firstRows.count)
    for ray in order.prefix(count) { isChosen[ray] = true }
    return numbers.indices.filter { row in numbers[row].map { isChosen[$0] } ?? false }
  }
}
