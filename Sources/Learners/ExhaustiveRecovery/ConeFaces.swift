/// The faces of a cone, each by the samples whose units vanish on it.
///
/// A face is the set of points of the cone with one zero set, and its zero set is the intersection of those of the
/// rays on it. For bases of up to three dimensions the faces are the rays, the sides and the inside; in more
/// dimensions all intersections are formed, as far as the limit goes.
struct ConeFaces {
  /// The zero sets, the rays' first.
  let zeroSets: [RowSet]
  /// Whether these are all faces.
  let isComplete: Bool

  /// Up to so many rays, all their intersections are formed in any dimension; beyond, those on a common row.
  private static let fewRays: Int = 200

  /// The rays alone.
  init(raysOf cone: ConeRays, rank: Int) {
    self.zeroSets = Self.distinct(cone.zeroSets)
    self.isComplete = rank == 1 || cone.rays.count < 2
  }

  /// All faces, as long as they are at most `limit`.
  init(of cone: ConeRays, rank: Int, limit: Int) {
    var found: [RowSet] = Self.distinct(cone.zeroSets)
    var known: Set<RowSet> = Set(found)
    if cone.rays.count <= Self.fewRays || rank > 3 {
      var next: Int = 0
      while next < found.count {
        for zeros in cone.zeroSets {
          let common: RowSet = found[next].intersection(zeros)
          if known.insert(common).inserted { found.append(common) }
        }
        guard found.count <= limit else {
          self.zeroSets = Self.distinct(cone.zeroSets)
          self.isComplete = false
          return
        }
        next += 1
      }
    } else {
      for row in cone.rowsUsed {
        let side: [RowSet] = cone.zeroSets.filter { $0.contains(row) }
        guard side.count > 1, let first = side.first else { continue }
        let common: RowSet = side.dropFirst().reduce(first) { $0.intersection($1) }
        if known.insert(common).inserted { found.append(common) }
      }
      let inside: RowSet = found.dropFirst().reduce(found[0]) { $0.intersection($1) }
      if known.insert(inside).inserted { found.append(inside) }
    }
    self.zeroSets = found
    self.isComplete = found.count <= limit
  }

  private static func distinct(_ sets: [RowSet]) -> [RowSet] {
    var known: Set<RowSet> = []
    return sets.filter { known.insert($0).inserted }
  }
}
