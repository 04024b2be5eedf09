import Foundation
import LinearAlgebra
import Networks
import Testing

/// The distance between networks against its definition, tried over all permutations.
@Suite("The distance between networks, by trying all permutations")
struct NeuronMatchingBruteForceTests {
  /// Numbers from 0 to 1 that are fixed by a seed.
  private struct Numbers {
    var state: UInt64

    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }

    mutating func matrix(_ rows: Int, _ columns: Int) throws -> Matrix {
      try Matrix((0..<rows).map { _ in (0..<columns).map { _ in 2 * next() - 1 } })
    }
  }

  private typealias Neuron = (direction: [Double], weight: [Double])

  private static func norm(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  private static func distance(_ one: [Double], _ other: [Double]) -> Double {
    norm(zip(one, other).map { $0 - $1 })
  }

  /// Unit rows of V, and columns of U times the lengths of the rows.
  private static func neurons(_ network: Network) -> [Neuron] {
    let (hidden, output): (Matrix, Matrix) = (network.layers[0].weights, network.layers[1].weights)
    return (0..<hidden.rows).map { unit in
      let row: [Double] = (0..<hidden.columns).map { hidden[unit, $0] }
      let length: Double = norm(row)
      return (row.map { $0 / length }, (0..<output.rows).map { output[$0, unit] * length })
    }
  }

  private static func permutations(_ count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return permutations(count - 1).flatMap { shorter in
      (0...shorter.count).map { place in
        Array(shorter[..<place]) + [count - 1] + Array(shorter[place...])
      }
    }
  }

  /// The errors of the assignments of least total cost, each the largest of a neuron's two errors; of several where
  /// they tie.
  private static func bruteForce(_ student: Network, _ teacher: Network) -> [Double] {
    let (found, wanted): ([Neuron], [Neuron]) = (neurons(student), neurons(teacher))
    let candidates: [(cost: Double, error: Double)] = permutations(wanted.count).map { permutation in
      var (cost, error): (Double, Double) = (0, 0)
      for (i, l) in permutation.enumerated() {
        let direction: Double = distance(wanted[i].direction, found[l].direction)
        let weight: Double = distance(wanted[i].weight, found[l].weight) / norm(wanted[i].weight)
        cost += min(4, direction) + min(4, weight)
        error = max(error, direction, weight)
      }
      return (cost, error)
    }
    let least: Double = candidates.map(\.cost).min() ?? 0
    return candidates.filter { $0.cost <= least + 1e-12 }.map(\.error)
  }

  private static func agrees(_ student: Network, _ teacher: Network) -> Bool {
    let error: Double = NeuronMatching.relativeError(of: student, against: teacher)
    return bruteForce(student, teacher).contains { (error - $0).magnitude <= 1e-13 * max(1, $0) }
  }

  @Test("is what the definition says for random networks of up to six neurons", arguments: 1...6)
  func random(_ hidden: Int) throws {
    var numbers: Numbers = Numbers(state: UInt64(hidden))
    for round in 0..<(hidden < 6 ? 40 : 8) {
      let (inputs, outputs): (Int, Int) = (1 + round % 4, 1 + round % 3)
      let teacher: Network = try Network(
        hidden: numbers.matrix(hidden, inputs), output: try numbers.matrix(outputs, hidden))
      let student: Network = try Network(
        hidden: numbers.matrix(hidden, inputs), output: try numbers.matrix(outputs, hidden))
      #expect(Self.agrees(student, teacher), "round \(round)")
    }
  }

  @Test("is what the definition says for every integer network of two neurons in a small box")
  func small() throws {
    let vectors: [[Double]] = [[1, 0], [0, 1], [-1, 0], [1, 1], [2, 0], [-1, -1]]
    let teacher: Network = try Network(hidden: Matrix([[1, 0], [1, 1]]), output: Matrix([[1, -1]]))
    for first in vectors {
      for second in vectors {
        for output in [[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [0.5, 3.0], [100.0, -100.0]] {
          let student: Network = try Network(hidden: Matrix([first, second]), output: Matrix([output]))
          #expect(Self.agrees(student, teacher), "\(first) \(second) \(output)")
        }
      }
    }
  }

  @Test("finds the partners again after any reordering and rescaling", arguments: 1...5)
  func symmetries(_ hidden: Int) throws {
    var numbers: Numbers = Numbers(state: 77)
    let (inner, outer): (Matrix, Matrix) = (try numbers.matrix(hidden, 3), try numbers.matrix(2, hidden))
    let teacher: Network = try Network(hidden: inner, output: outer)
    for permutation in Self.permutations(hidden) {
      let scales: [Double] = permutation.map { _ in exp(6 * numbers.next() - 3) }
      let student: Network = try Network(
        hidden: Matrix(
          permutation.indices.map { place in
            (0..<3).map { inner[permutation[place], $0] * scales[place] }
          }),
        output: Matrix(
          (0..<2).map { row in
            permutation.indices.map { outer[row, permutation[$0]] / scales[$0] }
          }))
      #expect(NeuronMatching.relativeError(of: student, against: teacher) <= 1e-14)
    }
  }

  @Test("caps the cost of a neuron, so that one far off does not pull the others from their partners")
  func cap() throws {
    // Uncapped, the weight of 1000 would be matched with the larger of the two, against both directions.
    let teacher: Network = try Network(hidden: Matrix([[1, 0], [0, 1]]), output: Matrix([[1, 2]]))
    let student: Network = try Network(hidden: Matrix([[1, 0], [0, 1]]), output: Matrix([[1000, 2]]))
    #expect(NeuronMatching.relativeError(of: student, against: teacher) == 999)
    #expect(Self.agrees(student, teacher))
  }

  @Test("sees (u, v) → (−u, −v), which the products u vᵀ do not")
  func flip() throws {
    let teacher: Network = try Network(hidden: Matrix([[1, 2], [0, 1]]), output: Matrix([[1, 3]]))
    let flipped: Network = try Network(hidden: Matrix([[-1, -2], [0, 1]]), output: Matrix([[-1, 3]]))
    #expect(NeuronMatching.relativeError(of: flipped, against: teacher) == 2)
  }

  @Test("is infinite where a neuron is missing or extra, even one without effect", arguments: 1...4)
  func counts(_ hidden: Int) throws {
    var numbers: Numbers = Numbers(state: 5)
    let (inner, outer): (Matrix, Matrix) = (try numbers.matrix(hidden, 3), try numbers.matrix(2, hidden))
    let teacher: Network = try Network(hidden: inner, output: outer)
    let fewer: Range<Int> = 0..<max(1, hidden - 1)
    if hidden > 1 {
      let student: Network = try Network(
        hidden: inner.selectingRows(fewer), output: outer.selectingColumns(fewer))
      #expect(NeuronMatching.relativeError(of: student, against: teacher) == .infinity)
      #expect(NeuronMatching.relativeError(of: teacher, against: student) == .infinity)
    }
    let more: Network = try Network(
      hidden: Matrix((0..<hidden).map { inner.row($0) } + [[1, 1, 1]]),
      output: Matrix((0..<2).map { outer.row($0) + [0] }))
    #expect(NeuronMatching.relativeError(of: more, against: teacher) == .infinity)
  }
}
