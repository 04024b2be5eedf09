import LinearAlgebra

/// The extreme rays of the cone C = {z : Q z ≥ 0}, by the double description method.
///
/// Rows are taken in one at a time, always the one that a ray found so far violates most, until none is violated.
/// Rows that are implied by others are therefore hardly ever taken in, though they are nearly all of them. Two rays
/// span an edge of the cone where no third ray lies on all the rows that both lie on.
struct ConeRays {
  /// The extreme rays, of norm 1, in the order in which they were found.
  private(set) var rays: [[Double]]
  /// For each ray the samples j with q_j·z = 0.
  private(set) var zeroSets: [RowSet]
  /// The rows that were taken in.
  let rowsUsed: [Int]

  /// A ray on its way: its tight rows are counted among those taken in.
  private struct Ray {
    var direction: [Double]
    var tight: RowSet
    /// The row that it violates most, and by how much; nothing where it violates none.
    var violated: (row: Int, depth: Double)?
  }

  /// The rows of Q, of norm 1, without those that vanish.
  private struct Rows {
    let matrix: Matrix
    /// The sample that each row comes from.
    let samples: [Int]
    let zero: Double

    init(_ problem: ConeProblem) {
      let samples: [Int] = problem.labelNorms.indices.filter { problem.labelNorms[$0] > 0 }
      var matrix: Matrix = problem.labelBasis.selectingRows(samples)
      for (row, sample) in samples.enumerated() {
        for column in 0..<matrix.columns { matrix[row, column] /= problem.labelNorms[sample] }
      }
      self.matrix = matrix
      self.samples = samples
      self.zero = problem.tolerances.zero
    }

    /// Independent rows, each the one furthest from the span of those before.
    func independent() -> [Int] {
      var chosen: [Int] = []
      var rest: Matrix = matrix
      for _ in 0..<matrix.columns {
        var (best, largest): (Int, Double) = (0, -1)
        for row in 0..<rest.rows {
          let norm: Double = rest.row(row).euclideanNorm
          if norm > largest { (best, largest) = (row, norm) }
        }
        guard largest > zero else { return chosen }
        chosen.append(best)
        let unit: [Double] = rest.row(best).scaled(by: 1 / largest)
        let parts: [Double] = rest.times(unit)
        for row in 0..<rest.rows {
          for column in 0..<rest.columns { rest[row, column] -= parts[row] * unit[column] }
        }
      }
      return chosen
    }
  }

  /// - Parameters:
  ///   - limit: the most rays that may be at hand at once.
  ///   - workLimit: the most comparisons of two rays; the default takes some seconds.
  /// - Returns: nothing where a limit is passed, or rounding spoils the rays.
  /// - Throws: `LinearAlgebraError`.
  init?(of problem: ConeProblem, limit: Int, workLimit: Int = 400_000_000) throws {
    let rows: Rows = Rows(problem)
    let first: [Int] = rows.independent()
    guard first.count == problem.rank else { return nil }
    var used: [Int] = first
    // The cone of the first rows has the columns of their inverse as rays.
    let inverse: Matrix = try OrthogonalFactors(rows.matrix.selectingRows(first))
      .solve(Matrix.identity(problem.rank))
    var rays: [Ray] = []
    for column in 0..<problem.rank {
      guard let direction = inverse.column(column).normalised else { return nil }
      rays.append(Self.ray(direction, rows, used: used))
    }
    var work: Int = 0
    while let next = Self.mostViolated(rays) {
      // Where rounding leaves a row violated that was taken in, the rays are not to be relied on.
      guard !used.contains(next) else { return nil }
      used.append(next)
      guard
        let kept = Self.cut(
          rays, by: used.count - 1, used: used, rows, limit: limit, work: &work, workLimit: workLimit)
      else { return nil }
      rays = kept
    }
    self.rowsUsed = used.map { rows.samples[$0] }
    self.rays = []
    self.zeroSets = []
    for ray in rays { try add(ray.direction, problem) }
  }

  /// Adds a ray with its zero set, made precise by all samples in it.
  private mutating func add(_ approximation: [Double], _ problem: ConeProblem) throws {
    var direction: [Double] = approximation
    var zeros: RowSet = problem.zeroSet(of: direction)
    let tight: [Int] = zeros.split(problem.count).members.filter { problem.labelNorms[$0] > 0 }
    if problem.rank > 1, tight.count >= problem.rank - 1 {
      let unit: Matrix = try Matrix(
        tight.map { problem.labelBasis.row($0).scaled(by: 1 / problem.labelNorms[$0]) })
      let null: [Double] = try SingularValues.right(of: unit).vectors.row(problem.rank - 1)
      let sign: Double = null.dot(direction) < 0 ? -1 : 1
      if null.scaled(by: sign).distance(to: direction) <= problem.tolerances.same {
        direction = null.scaled(by: sign)
        zeros = problem.zeroSet(of: direction)
      }
    }
    guard !rays.contains(where: { $0.distance(to: direction) <= problem.tolerances.zero }) else { return }
    rays.append(direction)
    zeroSets.append(zeros)
  }

  private static func ray(_ direction: [Double], _ rows: Rows, used: [Int]) -> Ray {
    let values: [Double] = rows.matrix.times(direction)
    var tight: RowSet = RowSet()
    for (place, row) in used.enumerated() where values[row].magnitude <= rows.zero { tight.insert(place) }
    var violated: (row: Int, depth: Double)?
    for (row, value) in values.enumerated() where value < -(violated?.depth ?? rows.zero) {
      violated = (row, -value)
    }
    return Ray(direction: direction, tight: tight, violated: violated)
  }

  private static func mostViolated(_ rays: [Ray]) -> Int? {
    var worst: (row: Int, depth: Double)?
    for ray in rays {
      if let violated = ray.violated, violated.depth > worst?.depth ?? 0 { worst = violated }
    }
    return worst?.row
  }

  /// The rays that remain, and those that arise, where a row is taken in.
  private static func cut(
    _ rays: [Ray], by place: Int, used: [Int], _ rows: Rows, limit: Int, work: inout Int,
    workLimit: Int
  ) -> [Ray]? {
    let normal: [Double] = rows.matrix.row(used[place])
    let values: [Double] = rays.map { $0.direction.dot(normal) }
    var kept: [Ray] = []
    for (index, ray) in rays.enumerated() where values[index] >= -rows.zero {
      var ray: Ray = ray
      if values[index] <= rows.zero { ray.tight.insert(place) }
      kept.append(ray)
    }
    let above: [Int] = values.indices.filter { values[$0] > rows.zero }
    let below: [Int] = values.indices.filter { values[$0] < -rows.zero }
    for high in above {
      guard work < workLimit else { return nil }
      for low in below where areAdjacent(high, low, rays, rank: normal.count, work: &work) {
        let mixed: [Double] = zip(rays[high].direction, rays[low].direction)
          .map { $1 * values[high] - $0 * values[low] }
        guard let direction = mixed.normalised else { continue }
        kept.append(ray(direction, rows, used: used))
        guard kept.count <= limit else { return nil }
      }
    }
    return kept
  }

  private static func areAdjacent(
    _ first: Int, _ second: Int, _ rays: [Ray], rank: Int, work: inout Int
  ) -> Bool {
    work += 1
    guard rank > 2 else { return true }
    let common: RowSet = rays[first].tight.intersection(rays[second].tight)
    guard common.count >= rank - 2 else { return false }
    for other in rays.indices where other != first && other != second {
      work += 1
      if common.isSubset(of: rays[other].tight) { return false }
    }
    return true
  }
}

extension ConeProblem {
  /// The samples on which Q z vanishes, z of norm 1.
  func zeroSet(of direction: [Double]) -> RowSet {
    let values: [Double] = labelBasis.times(direction)
    var zeros: RowSet = RowSet()
    for row in values.indices where values[row].magnitude <= tolerances.zero * labelNorms[row] {
      zeros.insert(row)
    }
    return zeros
  }
}
