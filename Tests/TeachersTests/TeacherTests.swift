import LinearAlgebra
import Networks
import Teachers
import Testing

@Suite("Teachers")
struct TeacherTests {
  @Test(
    "have layers of exactly the condition number asked for", arguments: [1, 3, 1e6],
    [[8, 3, 4], [3, 8, 2], [5, 1, 1]])
  func conditionNumbers(conditionNumber: Double, dimensions: [Int]) throws {
    let problem: Problem = try Problem(
      family: GaussianTeachers.self,
      size: TeacherSize(
        inputsDimension: dimensions[0], hidden: dimensions[1], outputs: dimensions[2],
        conditionNumber: conditionNumber),
      samples: 1, seed: 3)
    #expect(problem.teacher.layers.map(\.outputs) == [dimensions[1], dimensions[2]])
    for layer in problem.teacher.layers {
      let values: [Double] = try SingularValues(layer.weights).values
      #expect((values[0] - 1).magnitude <= 1e-14)
      let expected: Double = values.count == 1 ? 1 : 1 / conditionNumber
      #expect((values[values.count - 1] - expected).magnitude <= 1e-14)
      let steps: [Double] = zip(values.dropFirst(), values).map { $0 / $1 }
      for step in steps { #expect((step - steps[0]).magnitude <= 1e-8) }
    }
  }

  @Test("without one have weights of variance 1/d and 1/k")
  func variances() throws {
    let teacher: Network = try Problem(
      family: GaussianTeachers.self, size: TeacherSize(inputsDimension: 400, hidden: 100, outputs: 400),
      samples: 1,
      seed: 4
    ).teacher
    for layer in teacher.layers {
      let norm: Double = layer.weights.frobeniusNorm
      // 40000 squares of variance 2 around 1, in units of the number of inputs.
      #expect((norm * norm / Double(layer.outputs) - 1).magnitude <= 0.043)
    }
    #expect(teacher.layers.map(\.activation) == [.relu, .identity])
    #expect(teacher.layers.allSatisfy { $0.bias == nil })
  }

  @Test("are registered once, and found by name")
  func registry() {
    let names: [String] = TeacherRegistry.all.map { $0.identifier }
    #expect(names.contains("gaussian"))
    #expect(Set(names).count == names.count)
    for family in TeacherRegistry.all {
      #expect(TeacherRegistry.family(family.identifier)?.identifier == family.identifier)
      #expect(!family.summary.isEmpty && !family.promises.isEmpty)
    }
    #expect(TeacherRegistry.family("Gaussian") == nil)
    #expect(TeacherRegistry.family("") == nil)
  }
}
