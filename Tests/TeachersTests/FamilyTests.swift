import Foundation
import LinearAlgebra
import Networks
import PropertyTesting
import RandomStreams
import Teachers
import Testing

/// What every family promises of every teacher that it draws.
@Suite("Teacher families")
struct FamilyTests {
  private static func rows(_ problem: Problem) -> Matrix { problem.teacher.layers[0].weights }
  private static func outputs(_ problem: Problem) -> Matrix { problem.teacher.layers[1].weights }

  /// The angle of two vectors, exact for small ones.
  private static func angle(_ first: [Double], _ second: [Double]) -> Double {
    let (a, b): ([Double], [Double]) = (
      first.scaled(by: 1 / first.euclideanNorm), second.scaled(by: 1 / second.euclideanNorm)
    )
    return 2
      * atan2(zip(a, b).map { $0 - $1 }.euclideanNorm, zip(a, b).map { $0 + $1 }.euclideanNorm)
  }

  private static func condition(_ matrix: Matrix) -> Double {
    guard let values = try? SingularValues(matrix).values, let first = values.first, let last = values.last
    else { return .nan }
    return first / last
  }

  /// Whether a layer has the condition number of all that no family spoils.
  private static func isWellConditioned(_ matrix: Matrix) -> Bool {
    min(matrix.rows, matrix.columns) == 1 || close(condition(matrix), 3, 1e-6)
  }

  private static func length(_ problem: Problem, _ unit: Int) -> Double {
    rows(problem).row(unit).euclideanNorm * outputs(problem).column(unit).euclideanNorm
  }

  private static func lengths(_ problem: Problem) -> [Double] {
    (0..<problem.size.hidden).map { length(problem, $0) }
  }

  /// Whether a number is another within a relative error.
  private static func close(_ value: Double, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
    (value - expected).magnitude <= tolerance * expected.magnitude
  }

  /// The promise of a family, checked on one problem; nil where the family is not known here.
  private static func promise(_ problem: Problem) -> Bool? {
    let (v, u): (Matrix, Matrix) = (rows(problem), outputs(problem))
    let (k, values): (Int, TeacherParameters) = (problem.size.hidden, problem.parameters)
    switch problem.family {
    case GaussianTeachers.identifier: return v.isFinite && u.isFinite
    case NearParallelTeachers.identifier:
      let wanted: Double = values[NearParallelTeachers.angle]
      return (angle(v.row(0), v.row(1)) - wanted).magnitude <= 1e-15 + 1e-12 * wanted
    case AntipodalTeachers.identifier: return v.row(1) == v.row(0).scaled(by: -2) && isWellConditioned(u)
    case NearAntipodalTeachers.identifier:
      let wanted: Double = .pi - values[NearAntipodalTeachers.angle]
      return close(angle(v.row(0), v.row(1)), wanted, 1e-14)
    case DuplicateRowTeachers.identifier: return v.row(1) == v.row(0).scaled(by: 2)
    case ZeroOutputColumnTeachers.identifier:
      return u.column(1).allSatisfy { $0 == 0 } && !u.column(0).allSatisfy { $0 == 0 }
    case NeverActiveTeachers.identifier:
      let hidden: Matrix = problem.samples(0..<50).inputs.timesTransposed(v)
      return hidden.column(1).allSatisfy { $0 < 0 }
    case TinyNeuronTeachers.identifier:
      let all: [Double] = lengths(problem)
      return close(all[1] / (all.max() ?? .nan), values[TinyNeuronTeachers.scale])
    case SpreadNormTeachers.identifier:
      let all: [Double] = lengths(problem)
      return close(all[0], 1) && close(all[0] / all[k - 1], values[SpreadNormTeachers.scale])
    case GaugeScaledTeachers.identifier:
      // Undone, both layers have the condition number 3.
      let factors: [Double] = (0..<k).map {
        pow(values[GaugeScaledTeachers.scale], Double($0) / Double(k - 1))
      }
      let undone: Matrix = Matrix.diagonal(factors.map { 1 / $0 }) * v
      return isWellConditioned(undone) && isWellConditioned(u * Matrix.diagonal(factors))
    case IllConditionedTeachers.identifier:
      let (outer, inner): (Double, Double) = (
        values[IllConditionedTeachers.conditionNumber], values[IllConditionedTeachers.hiddenConditionNumber]
      )
      return close(condition(u), outer, 1e-14 * outer) && close(condition(v), inner, 1e-12 * inner)
    case CommonDirectionTeachers.identifier:
      let spread: Double = values[CommonDirectionTeachers.spread]
      return (0..<k).allSatisfy {
        angle(v.row(0), v.row($0)) <= 2 * asin(min(1, spread)) + 1e-12 || spread > 1
      }
    case DependentOutputTeachers.identifier:
      return u.column(1) == u.column(0).scaled(by: 2) && isWellConditioned(v)
    case SquareTeachers.identifier: return v.rows == v.columns && isWellConditioned(v) && isWellConditioned(u)
    case OvercompleteTeachers.identifier: return v.rows > v.columns && isWellConditioned(u)
    case ManyOutputTeachers.identifier: return u.rows > 2 * u.columns && isWellConditioned(u)
    case ZeroSumTeachers.identifier:
      return (0..<v.columns).allSatisfy { v[0, $0] + v[1, $0] + v[2, $0] == 0 }
        && (u.rows > 1 || u.elements == [1, 1, 1])
    case SumOfOthersTeachers.identifier:
      return (0..<v.columns).allSatisfy { v[0, $0] + v[1, $0] == v[2, $0] }
        && (u.rows > 1 || u.elements == [1, 1, 1])
    case LinearPairTeachers.identifier:
      let drawn: Samples = problem.samples(0..<20)
      let linear: [Double] = drawn.inputs.times(v.row(0))
      return zip(linear, drawn.labels.elements).allSatisfy { ($0 - $1).magnitude <= 1e-14 }
    case EqualPatternTeachers.identifier:
      return (v.row(0) + v.row(1)).allSatisfy { $0 >= 0 }
    case AlwaysActiveTeachers.identifier: return v.elements.allSatisfy { $0 >= 0 }
    case RationalTeachers.identifier:
      let (largest, most): (Double, Double) = (
        problem.parameters[RationalTeachers.weight], problem.parameters[RationalTeachers.denominator]
      )
      return problem.teacher.layers.allSatisfy { layer in
        layer.weights.elements.allSatisfy { value in
          (1...Int(most)).contains { denominator in
            let numerator: Double = (value * Double(denominator)).rounded()
            return abs(numerator) <= largest && numerator / Double(denominator) == value
          }
        }
      }
    default: return nil
    }
  }

  private static let cases: Int = 25

  @Test("have what they promise, whatever the size, the parameters and the seed")
  func promises() throws {
    let largest: TeacherSize = try TeacherSize(inputsDimension: 9, hidden: 7, outputs: 9)
    for family in TeacherRegistry.all {
      let problems: Gen<Problem> = family.familyProblems(upTo: largest) { d, k in 60...60 + d + k }
      for seed in 0..<UInt64(Self.cases) {
        let problem: Problem = try problems.generate(seed: seed).value
        #expect(problem.family == family.identifier && problem.inputs == family.inputs)
        #expect(Self.promise(problem) == true, "\(family.identifier), \(problem.size), seed \(seed)")
        // The same from its parameters alone.
        let again: Problem = try Problem(
          family: family, size: problem.size, parameters: problem.parameters, samples: problem.count,
          seed: problem.seed, inputs: problem.inputs)
        #expect(again.teacher == problem.teacher && again.samples(0..<9) == problem.samples(0..<9))
      }
    }
  }

  @Test("are told apart by what they promise: an ordinary teacher keeps none of the others' promises")
  func mutant() throws {
    for family in TeacherRegistry.all {
      let size: TeacherSize = try TeacherSize(
        inputsDimension: family.example.size.inputs, hidden: family.example.size.hidden,
        outputs: family.example.size.outputs)
      let ordinary: Network = try GaussianTeachers.teacher(size, from: RandomStream(seed: 9))
      let problem: Problem = try Problem(
        teacher: ordinary, family: family.identifier, samples: 60, seed: 1, inputs: family.inputs)
      #expect((Self.promise(problem) == true) == (family.identifier == "gaussian"), "\(family.identifier)")
    }
  }

  @Test("shrink to the smallest size and the default parameters")
  func simplest() throws {
    let largest: TeacherSize = try TeacherSize(inputsDimension: 9, hidden: 7, outputs: 9)
    for family in TeacherRegistry.all {
      let problem: Problem = try family.familyProblems(upTo: largest) { _, _ in 10...20 }
        .generate(replaying: ChoiceSequence()).value
      #expect(problem.count == 10 && problem.seed == 0)
      #expect(problem.size.inputsDimension <= 3 && problem.size.hidden <= 3, "\(family.identifier)")
      for parameter in family.parameters {
        #expect(problem.parameters[parameter] == parameter.defaultValue, "\(family.identifier)")
      }
    }
  }

  @Test("refuse sizes of which they have no teacher, and say the mend")
  func sizes() throws {
    func refusal(_ family: any TeacherFamily.Type, _ d: Int, _ k: Int, _ m: Int) -> ProblemError? {
      do {
        _ = try Problem(
          family: family, size: try TeacherSize(inputsDimension: d, hidden: k, outputs: m), samples: 9,
          seed: 1)
        return nil
      } catch {
        return error as? ProblemError
      }
    }
    let wrong: [(any TeacherFamily.Type, Int, Int, Int, String)] = [
      (ZeroSumTeachers.self, 5, 4, 1, "choose 3"), (LinearPairTeachers.self, 5, 2, 2, "choose 1"),
      (NearParallelTeachers.self, 1, 1, 1, "choose at least 2"), (SquareTeachers.self, 4, 3, 4, "inputs, 4"),
      (OvercompleteTeachers.self, 4, 4, 4, "more than the 4 inputs"),
      (ManyOutputTeachers.self, 4, 3, 6, "more than twice the 3"),
      (TinyNeuronTeachers.self, 4, 3, 2, "at least the 3"),
      (AntipodalTeachers.self, 4, 1, 2, "choose at least 2"),
      (NeverActiveTeachers.self, 3, 4, 4, "at most the 3"),
    ]
    for (family, d, k, m, mend) in wrong {
      let error: ProblemError? = refusal(family, d, k, m)
      #expect(error?.mend.contains(mend) == true, "\(family.identifier): \(error?.description ?? "taken")")
      #expect(error?.problem.contains(family.identifier) == true)
    }
    for family in TeacherRegistry.all {
      let size = family.example.size
      #expect(refusal(family, size.inputs, size.hidden, size.outputs) == nil, "\(family.identifier)")
    }
  }

  @Test("take only their own parameters, within their ranges")
  func parameters() {
    for family in TeacherRegistry.all {
      for name in TeacherRegistry.parameterNames {
        let own: TeacherParameter? = family.parameters.first { $0.name == name }
        let taken: Bool = (try? TeacherParameters([name: own?.defaultValue ?? 1], for: family)) != nil
        #expect(taken == (own != nil), "\(family.identifier) \(name)")
        guard let own else { continue }
        for value in [own.range.lowerBound.nextDown, own.range.upperBound.nextUp, .nan, .infinity] {
          #expect(throws: ProblemError.self) { try TeacherParameters([name: value], for: family) }
        }
      }
    }
  }
}
