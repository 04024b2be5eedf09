import LinearAlgebra
import Networks
public import PropertyTesting

/// Two-layer ReLU teachers x ↦ U relu(V x) with small integer weights, for failures that people can read.
///
/// ```swift
/// let problems = IntegerTeachers.problems(.standard) { inputs, hidden in 8 * (inputs + hidden)...8 * (inputs + hidden) }
/// let problem = try problems.generate(seed: 1).value
/// ```
///
/// V (k × d) has full row rank and U (m × k) full column rank, as exact recovery asks: so no first-layer row is zero, no
/// two are parallel, and every hidden unit has an effect. The simplest teacher of a size has the first rows of the unit
/// matrix in V and its first columns in U; away from those places 0 is the simplest weight. Inputs are standard Gaussian,
/// fixed by the sample seed.
public enum IntegerTeachers {
  /// The name of the family in reports and problem files.
  public static let identifier: String = "integer"

  /// How large the teachers are at most.
  public struct Bounds: Sendable, Hashable {
    /// The largest number of inputs, *d*.
    public let inputsDimension: Int
    /// The largest number of hidden units, *k*.
    public let hidden: Int
    /// The largest number of outputs, *m*.
    public let outputs: Int
    /// The largest magnitude of a weight.
    public let weight: Int

    /// The largest number of inputs, hidden units or outputs that bounds may have.
    public static let largestDimension: Int = 64
    /// The largest magnitude of a weight that bounds may have.
    public static let largestWeight: Int = 1000

    /// The bounds of counterexamples that are kept in files; stored choices are read with them.
    public static let standard: Bounds = Bounds(inputsDimension: 8, hidden: 8, outputs: 8, weight: 9)

    /// Creates bounds.
    ///
    /// - Precondition: dimensions are from 1 to ``largestDimension``, and the weight from 1 to ``largestWeight``.
    public init(inputsDimension: Int, hidden: Int, outputs: Int, weight: Int) {
      precondition(
        [inputsDimension, hidden, outputs].allSatisfy { (1...Self.largestDimension).contains($0) },
        "a dimension lies from 1 to \(Self.largestDimension); a teacher that people read is small")
      precondition(
        (1...Self.largestWeight).contains(weight), "the weight bound lies from 1 to \(Self.largestWeight)")
      self.inputsDimension = inputsDimension
      self.hidden = hidden
      self.outputs = outputs
      self.weight = weight
    }
  }

  /// The number of different sample seeds.
  private static let sampleSeeds: UInt64 = 1 << 16

  /// Problems with such teachers.
  ///
  /// Choices made within narrow bounds give the same problem within wider ones.
  ///
  /// - Parameters:
  ///   - bounds: how large the teachers are at most.
  ///   - samples: how many samples a problem of *d* inputs and *k* hidden units has; the fewest are the simplest.
  public static func problems(
    _ bounds: Bounds,
    samples: @escaping @Sendable (_ inputsDimension: Int, _ hidden: Int) -> ClosedRange<Int>
  ) -> Gen<Problem> {
    Gen.build { draw in
      let inputs: Int = try draw("inputs dimension", .integer(in: 1...bounds.inputsDimension))
      let hidden: Int = try draw(
        "hidden units", .integer(in: 1...min(bounds.hidden, inputs, bounds.outputs)))
      let outputs: Int = try draw("outputs", .integer(in: hidden...bounds.outputs))
      let count: Int = try draw("samples", .integer(in: samples(inputs, hidden)))
      let seed: UInt64 = try draw("sample seed", .integer(in: 0...sampleSeeds - 1))
      var rows: [[Int]] = []
      var columns: [[Int]] = []
      for unit in 1...hidden {
        // Row and column are one part, so that the shrinker removes a neuron whole.
        let neuron: Gen<(row: [Int], column: [Int])> = Gen.build { [rows, columns] draw in
          (
            try draw("weights into neuron \(unit)", vector(inputs, after: rows, bounds.weight)),
            try draw("weights out of neuron \(unit)", vector(outputs, after: columns, bounds.weight))
          )
        }
        let (row, column): ([Int], [Int]) = try draw(neuron)
        rows.append(row)
        columns.append(column)
      }
      let teacher: Network = try Network(
        hidden: Matrix(rows.map { $0.map(Double.init) }),
        output: Matrix(columns.map { $0.map(Double.init) }).transposed)
      return try Problem(teacher: teacher, family: identifier, samples: count, seed: seed)
    }
  }

  /// A vector that is linearly independent of others; the simplest is the unit vector of the next coordinate.
  private static func vector(_ length: Int, after others: [[Int]], _ largest: Int) -> Gen<[Int]> {
    Gen.build { draw in
      try (0..<length).map { place in
        try draw(.integer(in: -largest...largest, origin: place == others.count ? 1 : 0))
      }
    }
    .filter { LinearIndependence.holds(of: others + [$0]) }
  }
}

extension Problem {
  /// The weights V and U by rows where all of them are integers, as those of ``IntegerTeachers`` are.
  public var integerWeights: (hidden: [[Int]], output: [[Int]])? {
    let layers: [[[Int]]] = teacher.layers.compactMap { layer in
      let rows: [[Int]] = (0..<layer.weights.rows).map {
        layer.weights.row($0).compactMap { Int(exactly: $0) }
      }
      return rows.allSatisfy { $0.count == layer.weights.columns } ? rows : nil
    }
    guard layers.count == 2 else { return nil }
    return (layers[0], layers[1])
  }
}
