import Assay
import Foundation

/// The sizes and conditions at which exact recovery is known to work, each on teachers drawn afresh.
public struct Regimes {
  /// The parts that can be measured.
  public static let parts: [String] = ["sizes", "routes", "conditions", "accuracy", "single", "orthogonal"]

  private let isQuick: Bool
  /// Added to the seed of each problem, so that other teachers can be measured.
  private let firstSeed: UInt64
  private let report: (RegimeRun) throws -> Void

  /// - Parameter report: told of each row as soon as it is measured.
  public init(quick: Bool, firstSeed: UInt64, report: @escaping (RegimeRun) throws -> Void) {
    self.isQuick = quick
    self.firstSeed = firstSeed
    self.report = report
  }

  /// Measures a part.
  ///
  /// - Returns: whether there is such a part.
  public func run(_ part: String) throws -> Bool {
    switch part {
    case "sizes": try sizes()
    case "routes": try routes()
    case "conditions": try conditions()
    case "accuracy": try accuracy()
    case "single": try single()
    case "orthogonal": try orthogonal()
    default: return false
    }
    return true
  }

  private var density: ExactRecoveryLearner.Options {
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.inputsHaveDensity = true
    return options
  }

  private func problem(
    _ d: Int, _ k: Int, _ m: Int, samples: Int, seed: UInt64,
    change: (Matrix, Matrix) throws -> (Matrix, Matrix) = { ($0, $1) }
  ) throws -> RegimeProblem {
    let drawn: Problem = try Problem(
      family: GaussianTeachers.self,
      size: TeacherSize(inputsDimension: d, hidden: k, outputs: m, conditionNumber: 3), samples: samples,
      seed: firstSeed + seed)
    let layers: [Layer] = drawn.teacher.layers
    let (hidden, output): (Matrix, Matrix) = try change(layers[0].weights, layers[1].weights)
    let teacher: Network = try Network(hidden: hidden, output: output)
    let inputs: Matrix = drawn.samples(0..<samples, threads: 1).inputs
    return RegimeProblem(samples: Samples(inputs: inputs, labels: teacher.evaluate(inputs)), teacher: teacher)
  }

  private func measure(
    _ name: String, _ d: Int, _ k: Int, _ m: Int, samples: Int, problems: Int,
    options: ExactRecoveryLearner.Options? = nil,
    change: (Matrix, Matrix) throws -> (Matrix, Matrix) = { ($0, $1) }
  ) throws -> RegimeRun {
    let run: RegimeRun = try RegimeRun(name, problems: problems, options: options ?? density) {
      try problem(d, k, m, samples: samples, seed: $0, change: change)
    }
    try report(run)
    return run
  }

  /// d, k, m and the fewest samples for each dimension d + k that are tried, in halves.
  private static let sizes: [(d: Int, k: Int, m: Int, halves: Int)] = [
    (5, 2, 2, 6), (10, 3, 3, 6), (10, 5, 5, 6), (10, 10, 10, 5), (20, 10, 10, 5), (20, 20, 20, 5),
    (50, 10, 10, 5), (50, 25, 25, 5), (100, 10, 10, 5), (100, 30, 40, 5),
  ]
  private static let mostHalves: Int = 20

  private func sizes() throws {
    for size in Self.sizes where !isQuick || size.d <= 20 {
      var halves: Int = size.halves
      let problems: Int = size.d >= 50 ? 10 : 20
      repeat {
        let run: RegimeRun = try measure(
          "\(size.d),\(size.k),\(size.m)", size.d, size.k, size.m, samples: halves * (size.d + size.k) / 2,
          problems: problems)
        if run.certified == problems { break }
        halves += 1
      } while halves <= Self.mostHalves
    }
  }

  private func routes() throws {
    let rows: [(d: Int, k: Int, n: Int)] = [
      (10, 3, 100), (10, 5, 100), (10, 5, 300), (20, 10, 100), (20, 10, 300), (20, 10, 1000), (20, 20, 300),
      (20, 20, 1000), (20, 10, 10000),
    ]
    for row in rows where !isQuick || row.n <= 300 {
      for route in SearchRoute.allCases {
        var options: ExactRecoveryLearner.Options = density
        options.route = route
        _ = try measure(
          "\(row.d),\(row.k) \(route.rawValue)", row.d, row.k, row.k, samples: row.n,
          problems: row.n >= 10000 ? 10 : 20, options: options)
      }
    }
  }

  private func conditions() throws {
    let hidden: [(condition: Double, n: Int)] = [(10, 1000), (100, 1000), (1e3, 5000), (1e4, 20000)]
    for row in hidden where !isQuick || row.n <= 1000 {
      _ = try measure("10,5 V \(short(row.condition))", 10, 5, 5, samples: row.n, problems: 20) {
        (try withCondition($0, row.condition), $1)
      }
    }
    guard !isQuick else { return }
    _ = try measure("20,10 V U 1e3", 20, 10, 10, samples: 10000, problems: 20) {
      (try withCondition($0, 1e3), try withCondition($1, 1e3))
    }
    var random: ExactRecoveryLearner.Options = density
    random.route = .random
    _ = try measure("10,5 V 1e6 random", 10, 5, 5, samples: 5000, problems: 10, options: random) {
      (try withCondition($0, 1e6), $1)
    }
    _ = try measure("10,5 V 1e6", 10, 5, 5, samples: 5000, problems: 10) {
      (try withCondition($0, 1e6), $1)
    }
  }

  private func accuracy() throws {
    for condition in [3, 1e4, 1e6, 1e8, 1e10] {
      _ = try measure("10,5 U \(short(condition))", 10, 5, 6, samples: 1000, problems: 20) {
        ($0, try withCondition($1, condition))
      }
    }
    for scale in [1e-6, 1e-8] {
      _ = try measure("10,5 tiny neuron \(short(scale))", 10, 5, 6, samples: 1000, problems: 20) {
        hidden, output in
        var hidden: Matrix = hidden
        for column in 0..<hidden.columns { hidden[0, column] *= scale }
        return (hidden, output)
      }
    }
    var single: ExactRecoveryLearner.Options = density
    single.labelPrecision = 0x1p-24
    try report(
      RegimeRun("10,5 float32 labels", problems: 30, options: single) { seed in
        let exact: RegimeProblem = try problem(10, 5, 6, samples: 1000, seed: seed)
        let labels: Matrix = exact.samples.labels.mapElements { Double(Float($0)) }
        return RegimeProblem(
          samples: Samples(inputs: exact.samples.inputs, labels: labels), teacher: exact.teacher)
      })
  }

  private func single() throws {
    guard !isQuick else { return }
    _ = try measure("200,50,50", 200, 50, 50, samples: 1000, problems: 1)
    _ = try measure("784,10,10", 784, 10, 10, samples: 2800, problems: 1)
  }

  private func orthogonal() throws {
    for (d, k, n) in [(10, 5, 300), (20, 20, 1000), (50, 30, 5000)] where !isQuick || d <= 20 {
      for route in [SearchRoute.auto, .labels, .random] {
        var options: ExactRecoveryLearner.Options = density
        options.route = route
        _ = try measure(
          "\(d),\(k) orthogonal \(route.rawValue)", d, k, k, samples: n, problems: 10, options: options
        ) {
          (try withCondition($0, 1), $1)
        }
      }
    }
  }

  private func short(_ number: Double) -> String { String(format: "%g", number) }

  /// The matrix with its singular values replaced by ones spaced evenly on a logarithmic scale.
  private func withCondition(_ matrix: Matrix, _ condition: Double) throws -> Matrix {
    let factors: SingularValues = try SingularValues(matrix)
    let count: Int = factors.values.count
    let values: [Double] = (0..<count).map { pow(condition, -Double($0) / Double(max(count - 1, 1))) }
    return factors.left * Matrix.diagonal(values) * factors.rightTransposed
  }
}
