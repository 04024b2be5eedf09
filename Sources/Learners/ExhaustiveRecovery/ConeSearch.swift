import LinearAlgebra
import Optimization

/// The search through all faces of the cone, and what it found.
struct ConeSearch {
  let problem: ConeProblem
  let rayLimit: Int
  let faceLimit: Int
  let workLimit: Int
  let threads: Int
  let fault: ExhaustiveFault
  let progress: @Sendable (String) -> Void

  private(set) var rays: Int = 0
  private(set) var facesSolved: Int = 0
  private(set) var programs: Int = 0
  /// The faces that rounding leaves open.
  private(set) var open: Int = 0
  /// Whether every face of the cone was decided about, or left open.
  private(set) var isComplete: Bool = false
  /// The units found, each once.
  private(set) var solutions: [ConeSolution] = []
  /// Whether for some unit the samples leave the direction open.
  private(set) var hasManyDirections: Bool = false
  /// Whether units with one activity pattern form a continuum.
  private(set) var hasContinuum: Bool = false
  /// The zero sets of all faces, for a second look in exact arithmetic.
  private(set) var faces: [RowSet] = []
  /// The rows that bound the cone.
  private(set) var sides: [Int] = []

  /// Faces between two reports of progress.
  private static let facesPerReport: Int = 512

  init(
    _ problem: ConeProblem, rayLimit: Int, faceLimit: Int, workLimit: Int, threads: Int,
    fault: ExhaustiveFault,
    progress: @escaping @Sendable (String) -> Void
  ) {
    self.problem = problem
    self.rayLimit = rayLimit
    self.faceLimit = faceLimit
    self.workLimit = workLimit
    self.threads = threads
    self.fault = fault
    self.progress = progress
  }

  /// How the search ended.
  enum End {
    /// The cone has no inside, so no unit of any network lies in it together with others.
    case flat
    /// Whether the cone has an inside cannot be told.
    case thin
    /// The cone has too many rays, or rounding spoils them.
    case tooManyRays
    case searched
  }

  /// The largest label rank for which all faces are searched at once; beyond, the rays come first and the other faces
  /// only where they are needed for a certificate.
  static let completeRank: Int = 3

  /// Where the rays of a large cone hold too few units, so many faces are searched for others.
  private static let fewFaces: Int = 5000

  /// Runs the search.
  ///
  /// - Throws: `OptimizationError`, `LinearAlgebraError`.
  mutating func run() throws -> End {
    let depth: Double = try interiorDepth()
    guard depth > ExhaustiveTolerances.interior, fault != .seesNoInside else { return .flat }
    guard depth > problem.tolerances.clear else { return .thin }
    guard let cone = try ConeRays(of: problem, limit: rayLimit, workLimit: workLimit) else {
      return .tooManyRays
    }
    rays = cone.rays.count
    sides = cone.rowsUsed
    guard rays > 0 else { return .tooManyRays }
    let rank: Int = problem.rank
    var list: ConeFaces
    if rank <= Self.completeRank, fault != .raysOnly {
      list = ConeFaces(of: cone, rank: rank, limit: faceLimit)
      try solve(list.zeroSets)
      isComplete = list.isComplete
    } else {
      list = ConeFaces(raysOf: cone, rank: rank)
      try solve(list.zeroSets)
      isComplete = list.isComplete || fault == .raysOnly
      // The other faces decide whether the network found is the only one, and may hold what the rays do not.
      let isShort: Bool = try rankOfUnits() < rank
      if !isComplete, try isShort || (solutions.count == rank && !isAmbiguous && !hasPurePatterns()) {
        let limit: Int = isShort ? min(faceLimit, Self.fewFaces) : faceLimit
        let all: ConeFaces = ConeFaces(of: cone, rank: rank, limit: limit)
        if all.isComplete {
          try solve(Array(all.zeroSets.dropFirst(list.zeroSets.count)))
          list = all
          isComplete = true
        }
      }
    }
    faces = list.zeroSets
    return .searched
  }

  /// Whether some unit or direction found is one of many.
  var isAmbiguous: Bool { hasContinuum || hasManyDirections }

  /// How many of the units found are independent.
  private func rankOfUnits() throws -> Int {
    guard !solutions.isEmpty else { return 0 }
    let coefficients: Matrix = try Matrix(solutions.map(\.coefficients))
    return try SingularValues.right(of: coefficients).values.count { $0 > problem.tolerances.clear }
  }

  /// Whether for each unit found the samples on which it alone is active span the inputs, which makes it needless to
  /// search for others.
  private func hasPurePatterns() throws -> Bool {
    let units: [[Double]] = solutions.map { problem.labelBasis.times($0.coefficients) }
    for unit in units.indices {
      let pure: [Int] = (0..<problem.count).filter { row in
        units.indices.allSatisfy { other in
          let value: Double = units[other][row] / max(problem.labelNorms[row], Double.leastNormalMagnitude)
          return other == unit ? value > problem.tolerances.clear : value <= problem.tolerances.zero
        }
      }
      guard pure.count >= problem.inputRank else { return false }
      let inputs: Matrix = problem.inputBasis.selectingRows(pure)
      guard try OrthogonalFactors(inputs).conditionNumberIsBelow(1 / problem.tolerances.clear) else {
        return false
      }
    }
    return true
  }

  /// The distance from the sides of the cone that a point of the cube [−1, 1]^k may have.
  private mutating func interiorDepth() throws -> Double {
    let rank: Int = problem.rank
    let rows: [Int] = problem.labelNorms.indices.filter { problem.labelNorms[$0] > 0 }
    var inequalities: Matrix = Matrix(rows: rows.count, columns: rank + 1, repeating: -1)
    for (row, sample) in rows.enumerated() {
      for column in 0..<rank {
        inequalities[row, column] = problem.labelBasis[sample, column] / problem.labelNorms[sample]
      }
    }
    let size: Double = Double(rank)
    var program: LazyProgram = LazyProgram(
      inequalities: inequalities,
      bounds: [ClosedRange<Double>](repeating: -1...1, count: rank) + [-size...size], fixed: [],
      tolerance: ExhaustiveTolerances.interior / 10)
    var objective: [Double] = [Double](repeating: 0, count: rank + 1)
    objective[rank] = 1
    let answer: LazyProgram.Answer = try program.maximise(objective)
    programs += program.programs
    guard case .solution(let point) = answer else { return problem.tolerances.zero }
    return point[rank]
  }

  private mutating func solve(_ faces: [RowSet]) throws {
    let solver: FaceSolver = FaceSolver(problem: problem)
    for start in stride(from: 0, to: faces.count, by: Self.facesPerReport) {
      let end: Int = min(start + Self.facesPerReport, faces.count)
      progress(
        "\(rays) rays; face \(start + 1) of \(faces.count), \(programs) linear programs, "
          + "\(solutions.count) units found")
      let reports: [Result<FaceReport, any Error>] = Parallel.map(end - start, threads: threads) { index in
        Result { try solver.report(on: faces[start + index]) }
      }
      for report in reports { try take(report.get()) }
    }
  }

  private mutating func take(_ report: FaceReport) throws {
    facesSolved += 1
    programs += report.programs
    guard fault != .forgetsUnits else { return }
    switch report.outcome {
    case .nothing: return
    case .open: open += 1
    case .unit(let solution): add(solution)
    case .unitOfManyDirections(let solution):
      hasManyDirections = true
      add(solution)
    case .continuum(let first, let second):
      hasContinuum = true
      add(first)
      add(second)
    }
  }

  private mutating func add(_ solution: ConeSolution) {
    let tolerances: ExhaustiveTolerances = problem.tolerances
    for known in solutions {
      let distance: Double = known.coefficients.distance(to: solution.coefficients)
      // Units too close to tell apart, and too far to be one.
      if distance > tolerances.same, distance <= ExhaustiveTolerances.greyFactor * tolerances.same {
        open += 1
      }
      guard distance <= tolerances.same else { continue }
      let size: Double = max(known.direction.euclideanNorm, Double.leastNormalMagnitude)
      let angle: Double = known.direction.distance(to: solution.direction) / size
      if angle > ExhaustiveTolerances.greyFactor * tolerances.same * solution.condition {
        hasManyDirections = true
      }
      return
    }
    solutions.append(solution)
  }
}

/// Faults that tests build in on purpose, to see that the claims catch them.
package enum ExhaustiveFault: Sendable {
  case none
  /// Faces of more than one dimension are skipped, and the search called complete.
  case raysOnly
  /// A search that fails is taken for a proof.
  case failureIsProof
  /// The search finds no units, as rounding made it do; fractions are left to object.
  case forgetsUnits
  /// Every cone is taken to have no inside; fractions are left to object.
  case seesNoInside
}
