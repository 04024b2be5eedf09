import ExactArithmetic
import LinearAlgebra
public import Networks
public import PropertyTesting
public import RandomStreams

/// Teachers with rational weights p/q, for learners that recover them bit for bit.
///
/// Weights are the nearest `Double` to p/q with |p| ≤ weight and 1 ≤ q ≤ denominator, each drawn uniformly; for
/// denominator 1 they are integers, and with dyadic inputs all labels are exact. V and U have full rank.
public enum RationalTeachers: TeacherFamily {
  /// The name on the command line and in reports.
  public static let identifier: String = "rational"
  /// What the teachers are, in one line.
  public static let summary: String = "small fractions for weights, and inputs that are binary fractions"
  /// What every teacher of the family has.
  public static let promises: String =
    "every weight is the Double nearest to p/q within the bounds, and V and U have full rank; labels that floats round "
    + "are in labels.json as fractions"
  /// The parameter `--weight`.
  public static let weight: TeacherParameter = TeacherParameter(
    name: "weight", help: "the largest numerator of a weight, an integer", defaultValue: 5, range: 1...1000,
    isInteger: true)
  /// The parameter `--denominator`.
  public static let denominator: TeacherParameter = TeacherParameter(
    name: "denominator", help: "the largest denominator of a weight, an integer", defaultValue: 7,
    range: 1...1000, isInteger: true)
  /// What the family can be given beyond a size.
  public static let parameters: [TeacherParameter] = [weight, denominator]
  /// Gaussian coordinates rounded to multiples of 2⁻⁸.
  public static let inputs: InputDistribution = .dyadic(bits: 8)
  /// False: weights are drawn as fractions, whose condition number is left to chance.
  public static let takesConditionNumber: Bool = false

  private static let mostDraws: Int = 1000

  /// The teacher of a size that a stream holds.
  ///
  /// - Throws: ``ProblemError`` where layers of full rank were not drawn in a thousand attempts.
  public static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network {
    try RationalNetwork(
      hidden: layer(size.hidden, size.inputsDimension, values, from: stream.child("hidden")),
      output: layer(size.outputs, size.hidden, values, from: stream.child("output"))
    ).rounded()
  }

  private static func layer(
    _ rows: Int, _ columns: Int, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> RationalMatrix {
    let largest: Int = Int(values[weight])
    let most: Int = Int(values[denominator])
    for draw in 0..<mostDraws {
      let (numerators, denominators): (RandomStream, RandomStream) = (
        stream.child(draw).child("numerators"), stream.child(draw).child("denominators")
      )
      let entries: [Rational] = (0..<UInt64(rows * columns)).map { index in
        Rational(numerators.integer(in: -largest...largest, at: index))
          / Rational(denominators.integer(in: 1...most, at: index))
      }
      let drawn: RationalMatrix = RationalMatrix(rowCount: rows, columnCount: columns, entries: entries)
      if drawn.rank() == min(rows, columns) { return drawn }
    }
    throw ProblemError(
      parameter: "weight", problem: "is \(largest), with which no layer of full rank came up",
      mend: "choose a larger one")
  }
}

extension RationalTeachers {
  /// Problems with teachers of one size; integer weights are the simplest, and the fewest samples.
  ///
  /// - Parameter samples: how many samples a problem may have.
  public static func problems(_ size: TeacherSize, samples: ClosedRange<Int>) -> Gen<Problem> {
    Gen.build { draw in
      let denominator: Int = try draw("denominator", .integer(in: 1...7))
      let weight: Int = try draw("weight", .integer(in: 3...9))
      let count: Int = try draw("samples", .integer(in: samples))
      let seed: UInt64 = try draw("seed", .integer())
      let values: [String: Double] = [
        Self.denominator.name: Double(denominator), Self.weight.name: Double(weight),
      ]
      return try Problem(
        family: Self.self, size: size, parameters: TeacherParameters(values, for: Self.self), samples: count,
        seed: seed, inputs: inputs)
    }
  }
}

extension Problem {
  /// The fractions that the teacher's weights are the nearest `Double`s of, with denominators up to a bound; a weight
  /// that is near none of them is taken as it is.
  ///
  /// `nil` where the teacher is not one ReLU layer and an output layer without biases.
  public func rationalTeacher(denominatorAtMost bound: Int = 1000) -> RationalNetwork? {
    guard let exact = RationalNetwork(exactly: teacher) else { return nil }
    func fractions(_ matrix: RationalMatrix) -> RationalMatrix {
      RationalMatrix(
        rowCount: matrix.rowCount, columnCount: matrix.columnCount,
        entries: matrix.entries.map { entry in
          let fraction: Rational = Rational.nearest(to: entry, denominatorAtMost: Rational(bound).numerator)
          return fraction.doubleValue == entry.doubleValue ? fraction : entry
        })
    }
    return RationalNetwork(hidden: fractions(exact.hidden), output: fractions(exact.output))
  }
}
