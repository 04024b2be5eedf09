public import PropertyTesting

extension GaussianTeachers {
  /// Problems with Gaussian teachers up to a size: what is chosen is the size, the number of samples, and a seed.
  ///
  /// At most as many hidden units are drawn as there are inputs and outputs, so that both layers have full rank *k*; the
  /// number of outputs beyond the hidden units is at most that of the largest size.
  ///
  /// - Parameters:
  ///   - largest: the largest numbers of inputs, hidden units and outputs, and the condition number of all teachers.
  ///   - samples: how many samples a problem of *d* inputs and *k* hidden units has; the fewest are the simplest.
  /// - Precondition: the largest size has no more hidden units than outputs.
  public static func problems(
    upTo largest: TeacherSize,
    samples: @escaping @Sendable (_ inputsDimension: Int, _ hidden: Int) -> ClosedRange<Int>
  ) -> Gen<Problem> {
    precondition(largest.hidden <= largest.outputs, "give at least as many outputs as hidden units")
    return Gen.build { draw in
      let inputs: Int = try draw("inputs dimension", .integer(in: 1...largest.inputsDimension))
      let hidden: Int = try draw("hidden units", .integer(in: 1...min(largest.hidden, inputs)))
      let outputs: Int = try draw(
        "outputs", .integer(in: hidden...hidden + largest.outputs - largest.hidden))
      let count: Int = try draw("samples", .integer(in: samples(inputs, hidden)))
      let seed: UInt64 = try draw("seed", .integer())
      let size: TeacherSize = try TeacherSize(
        inputsDimension: inputs, hidden: hidden, outputs: outputs, conditionNumber: largest.conditionNumber)
      return try Problem(family: GaussianTeachers.self, size: size, samples: count, seed: seed)
    }
  }
}
