public import BigInt

/// Elimination on integers modulo one prime of 61 bits: what it finds independent *is* independent.
///
/// The rank modulo a prime is never above the rank, so independent rows found here are a proof; rows that seem dependent
/// prove nothing. Kernels modulo several primes are put together with ``ResidueVector``.
///
/// ```swift
/// ResidueElimination(0).independentRows([[2, 4], [1, 2], [0, 1]], columnCount: 2)   // [0, 2]
/// ```
public struct ResidueElimination: Sendable {
  private let elimination: ModularElimination

  /// How many primes there are to choose from.
  public static let primeCount: Int = 64
  private static let fields: [PrimeField] = (0..<primeCount).reduce(into: []) { fields, _ in
    fields.append(PrimeField(PrimeField.prime(below: fields.last?.prime ?? 1 << UInt64(PrimeField.bits))))
  }

  /// The prime of a number: 0 for the largest, 2⁶¹ − 1.
  ///
  /// - Precondition: `index` is from 0 to ``primeCount`` − 1.
  public init(_ index: Int) {
    precondition(0..<Self.primeCount ~= index, "there are \(Self.primeCount) primes, counted from 0")
    self.elimination = ModularElimination(field: Self.fields[index])
  }

  /// The prime.
  public var prime: UInt64 { elimination.field.prime }

  /// The first rows that are independent modulo the prime, in order; at most as many as there are columns.
  ///
  /// - Complexity: O(rows · columns²), less where enough rows are found early.
  public func independentRows(_ rows: [[BigInt]], columnCount: Int) -> [Int] {
    elimination.independentSets(rows: rows, columnCount: columnCount).rows
  }

  /// Columns that are independent modulo the prime, as many as the rank modulo the prime, upwards.
  public func independentColumns(_ rows: [[BigInt]], columnCount: Int) -> [Int] {
    elimination.independentSets(rows: rows, columnCount: columnCount).columns
  }

  /// The residues of integers, from 0 to the prime less one.
  public func residues(_ row: [BigInt]) -> [UInt64] { row.map(elimination.field.residue) }

  /// The inner product of residues, modulo the prime.
  public func product(_ left: [UInt64], _ right: [UInt64]) -> UInt64 {
    let modulus: UInt128 = UInt128(prime)
    return UInt64(zip(left, right).reduce(0) { ($0 + UInt128($1.0) * UInt128($1.1)) % modulus })
  }

  /// The direction that all rows send to 0, with a 1 at `pivot`; `nil` where there is none or more than one.
  ///
  /// - Parameter rows: rows of residues, each of the length of the result.
  public func kernel(_ rows: [[UInt64]], columnCount: Int, pivot: Int) -> [UInt64]? {
    let field: PrimeField = elimination.field
    // The pivot's column goes last, so that a kernel that is not 0 there has every other column for a leading one.
    let order: [Int] = (0..<columnCount).filter { $0 != pivot }
    var work: [[UInt64]] = rows.map { row in (order + [pivot]).map { field.enter(row[$0]) } }
    for column in 0..<columnCount - 1 {
      guard let found = work.indices.first(where: { $0 >= column && work[$0][column] != 0 }) else {
        return nil
      }
      work.swapAt(column, found)
      let inverse: UInt64 = field.inverse(work[column][column])
      let lead: [UInt64] = work[column].map { field.multiply($0, inverse) }
      work[column] = lead
      for row in work.indices where row != column && work[row][column] != 0 {
        let factor: UInt64 = work[row][column]
        for index in column..<columnCount {
          work[row][index] = field.subtract(work[row][index], field.multiply(factor, lead[index]))
        }
      }
    }
    guard work.dropFirst(columnCount - 1).allSatisfy({ $0[columnCount - 1] == 0 }) else { return nil }
    var vector: [UInt64] = [UInt64](repeating: 0, count: columnCount)
    for (row, column) in order.enumerated() {
      vector[column] = field.leave(field.subtract(0, work[row][columnCount - 1]))
    }
    vector[pivot] = 1
    return vector
  }
}

/// A vector of fractions known by its residues modulo several primes.
public struct ResidueVector: Sendable {
  private var residues: [BigInt] = []
  private var modulus: BigInt = 1

  /// A vector of which nothing is known yet.
  public init() {}

  /// Adds the residues modulo a prime that was not used before.
  ///
  /// - Precondition: every call gives as many residues.
  public mutating func add(_ values: [UInt64], modulo prime: UInt64) {
    guard !residues.isEmpty else {
      residues = values.map { BigInt($0) }
      modulus = BigInt(prime)
      return
    }
    precondition(values.count == residues.count, "give residues of all \(residues.count) entries")
    let factor: BigInt = BigInt(prime)
    guard let inverse = modulus.inverse(factor) else {
      preconditionFailure("use every prime once")
    }
    for index in residues.indices {
      let step: BigInt = ((BigInt(values[index]) - residues[index]) * inverse).modulus(factor)
      residues[index] += modulus * step
    }
    modulus *= factor
  }

  /// The fractions of balanced size that have these residues; `nil` where an entry has none.
  ///
  /// They are a guess until they are put into the original equations.
  public var fractions: [Rational]? {
    var values: [Rational] = []
    for residue in residues {
      guard let value = RationalReconstruction.of(residue, modulo: modulus).fraction else { return nil }
      values.append(value)
    }
    return values
  }
}
