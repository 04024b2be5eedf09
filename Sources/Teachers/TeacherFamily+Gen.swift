import Foundation
public import PropertyTesting
import RandomStreams

extension TeacherFamily {
  /// Problems with teachers of the family: what is chosen is the size, the parameters, the number of samples, and a seed.
  ///
  /// Parameters over several powers of ten are drawn on a logarithmic scale, around their default: from its square to its
  /// square root, as far as they are allowed; the default is the simplest.
  ///
  /// - Parameters:
  ///   - largest: the largest numbers of inputs, hidden units and outputs, and the condition number of the layers.
  ///   - varyingParameters: whether parameters are drawn; otherwise they have their defaults.
  ///   - samples: how many samples a problem of *d* inputs and *k* hidden units has; the fewest are the simplest.
  /// - Precondition: the family has a teacher up to the largest size.
  public static func familyProblems(
    upTo largest: TeacherSize, varyingParameters: Bool = true,
    samples: @escaping @Sendable (_ inputsDimension: Int, _ hidden: Int) -> ClosedRange<Int>
  ) -> Gen<Problem> {
    Gen.build { draw in
      let size: TeacherSize = try draw("size", sizes.sizes(upTo: largest))
      var values: [String: Double] = [:]
      if varyingParameters {
        for parameter in parameters {
          values[parameter.name] = try draw(parameter.name, parameter.values)
        }
      }
      let count: Int = try draw("samples", .integer(in: samples(size.inputsDimension, size.hidden)))
      let seed: UInt64 = try draw("seed", .integer())
      return try Problem(
        family: Self.self, size: size, parameters: try TeacherParameters(values, for: Self.self),
        samples: count,
        seed: seed, inputs: inputs)
    }
  }
}

extension TeacherParameter {
  /// Values around the default, in steps of a factor 10^¼.
  var values: Gen<Double> {
    let parameter: TeacherParameter = self
    let decades: Double = log10(defaultValue).magnitude
    let steps: Int = Int((4 * max(1, decades / 2)).rounded())
    return Gen.integer(in: -steps...steps).map { step in
      let value: Double = parameter.defaultValue * pow(10, Double(step) / 4)
      let allowed: Double = min(max(value, parameter.range.lowerBound), parameter.range.upperBound)
      return parameter.isInteger ? allowed.rounded(.down) : allowed
    }
  }
}
