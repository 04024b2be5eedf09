import LinearAlgebra
import Networks

extension NeuronSearch {
  /// The ranks of the labels for which the rays of the cone are few enough to try them all.
  private static let rayRanks: ClosedRange<Int> = 2...8
  /// More rays than this at any time, and the route is given up.
  private static let mostRays: Int = 1000
  /// Comparisons of rays after which the route is given up: a fraction of a second.
  private static let mostRayWork: Int = 20_000_000
  /// Multiplications that the least-squares problems of all rays may cost: a few seconds.
  private static let mostRayProducts: Double = 4e9

  /// Approximate directions from the extreme rays of the cone of all Q z ≥ 0, where the labels allow so many.
  ///
  /// A unit that leaves samples inactive whose labels span k − 1 dimensions is such a ray, whatever the
  /// distribution of the inputs; iterations starve where units are active nearly always or nearly never.
  func directionsFromRays() throws -> [[Double]] {
    guard Self.rayRanks.contains(problem.space.rank),
      let cone = try? ConeProblem(
        Samples(inputs: problem.inputs, labels: problem.labels), tolerances: problem.tolerances),
      cone.rank == problem.space.rank, cone.inputsSpan,
      let rays = try ConeRays(of: cone, limit: Self.mostRays, workLimit: Self.mostRayWork)
    else { return [] }
    let width: Double = Double(problem.dimension + problem.space.rank)
    let each: Double = 4 * Double(problem.count) * width * width
    guard Double(rays.rays.count) * each <= Self.mostRayProducts else { return [] }
    return try zip(rays.rays, rays.zeroSets).compactMap { ray, zeros in
      let unit: [Double] = zip(cone.labelBasis.times(ray), problem.inputNorms).map { $0 * $1 }
      return try problem.linearFit(of: unit, on: zeros.split(problem.count).others)
    }
  }
}
