import BigInt

/// The reduced echelon form of integer rows, without the ones and zeros that every such form has.
struct EchelonBasis {
  /// Independent rows, as many as the rank.
  var pivotRows: [Int]
  /// The columns of the leading ones, upwards.
  var pivotColumns: [Int]
  /// The other columns, upwards, each with its entries in the pivots' rows over one positive denominator.
  var free: [(column: Int, numerators: [BigInt], denominator: BigInt)]

  /// The way that gave it: never ``EliminationMethod/automatic``.
  let method: EliminationMethod

  /// By Bareiss' elimination, in which every division is exact because every number in it is a minor.
  ///
  /// Source: E. H. Bareiss, *Sylvester's identity and multistep integer-preserving Gaussian elimination*,
  /// Math. Comp. 22 (1968), <https://doi.org/10.1090/S0025-5718-1968-0226829-0>.
  init(fractionFree rows: [[BigInt]], columnCount: Int) {
    method = .fractionFree
    var work: [[BigInt]] = rows
    var order: [Int] = Array(rows.indices)
    var pivots: [Int] = []
    var last: BigInt = 1
    for column in 0..<columnCount where pivots.count < work.count {
      let rank: Int = pivots.count
      guard let found = (rank..<work.count).first(where: { !work[$0][column].isZero }) else { continue }
      work.swapAt(rank, found)
      order.swapAt(rank, found)
      let pivotRow: [BigInt] = work[rank]
      let pivot: BigInt = pivotRow[column]
      for row in work.indices where row != rank {
        let factor: BigInt = work[row][column]
        for index in 0..<columnCount {
          var value: BigInt = work[row][index] * pivot
          if !factor.isZero && !pivotRow[index].isZero { value -= factor * pivotRow[index] }
          work[row][index] = value / last
        }
      }
      last = pivot
      pivots.append(column)
    }
    pivotRows = Array(order.prefix(pivots.count))
    pivotColumns = pivots
    let sign: BigInt = last.sign == .minus ? -1 : 1
    free = Self.others(than: pivots, of: columnCount).map { column in
      (column, (0..<pivots.count).map { sign * work[$0][column] }, sign * last)
    }
  }

  /// By elimination modulo one prime, p-adic lifting and a check in integers; `nil` where the prime is unlucky.
  ///
  /// Why the answer is certain: the pivot rows and columns are independent modulo the prime, hence independent; and
  /// the vectors that the other columns give are in the kernel of *every* row, so the rank is not larger.
  init?(modulo prime: UInt64, _ rows: [[BigInt]], columnCount: Int) {
    method = .modular
    let elimination: ModularElimination = ModularElimination(field: PrimeField(prime))
    let (kept, pivots) = elimination.independentSets(rows: rows, columnCount: columnCount)
    pivotRows = kept
    pivotColumns = pivots
    free = []
    let others: [Int] = Self.others(than: pivots, of: columnCount)
    guard !others.isEmpty else { return }
    let square: [[BigInt]] = kept.map { row in pivots.map { rows[row][$0] } }
    guard let lifting = PadicLifting(square, modulo: prime) else { return nil }
    let rest: [[BigInt]] = Self.others(than: kept.sorted(), of: rows.count).map { rows[$0] }
    let restOnPivots: [[BigInt]] = rest.map { row in pivots.map { row[$0] } }
    var denominator: BigInt = 1
    for column in others {
      guard let solved = lifting.solution(of: kept.map { rows[$0][column] }, denominator: denominator) else {
        return nil
      }
      denominator = solved.denominator
      // An echelon form has zeros left of each leading one.
      guard zip(pivots, solved.numerators).allSatisfy({ $0 < column || $1.isZero }),
        zip(rest, restOnPivots).allSatisfy({
          IntegerRow.product($1, solved.numerators) == $0[column] * solved.denominator
        })
      else { return nil }
      free.append((column, solved.numerators, solved.denominator))
    }
  }

  /// By the method asked for.
  init(_ rows: [[BigInt]], columnCount: Int, method: EliminationMethod) {
    if !method.isFractionFree(rowCount: rows.count, columnCount: columnCount) {
      var prime: UInt64 = 1 << UInt64(PrimeField.bits)
      for _ in 0..<EliminationMethod.primesTried {
        prime = PrimeField.prime(below: prime)
        if let basis = EchelonBasis(modulo: prime, rows, columnCount: columnCount) {
          self = basis
          return
        }
      }
    }
    self.init(fractionFree: rows, columnCount: columnCount)
  }

  private static func others(than chosen: [Int], of count: Int) -> [Int] {
    var isChosen: [Bool] = Array(repeating: false, count: count)
    for index in chosen { isChosen[index] = true }
    return (0..<count).filter { !isChosen[$0] }
  }
}

extension IntegerRow {
  /// The inner product of integers.
  static func product(_ left: [BigInt], _ right: [BigInt]) -> BigInt {
    var sum: BigInt = 0
    for (left, right) in zip(left, right) where !left.isZero && !right.isZero { sum += left * right }
    return sum
  }
}
