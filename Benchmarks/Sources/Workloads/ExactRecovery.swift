import Assay

/// Exact recovery of several teachers from samples in memory, each answer compared with its teacher.
///
/// The NumPy script `NumPy/recovery.py` does the same work on the same samples. How long one teacher takes depends on
/// the luck of the random starting points, so a measurement covers several.
public struct ExactRecovery: Sendable {
  /// One problem in memory.
  private struct Case: Sendable {
    let samples: Samples
    let teacher: Network
  }

  /// The largest relative error of a neuron that passes as recovered.
  private static let largestError: Double = 1e-10
  /// The condition number of both layers of each teacher; the learner needs no refinement there.
  private static let conditionNumber: Double = 3

  private let cases: [Case]

  /// A size of problem.
  public struct Size: Sendable {
    /// Inputs, hidden units, outputs, samples of each problem, and the number of problems.
    public let inputs: Int, hidden: Int, outputs: Int, samples: Int, problems: Int

    /// Joins the numbers.
    public init(inputs: Int, hidden: Int, outputs: Int, samples: Int, problems: Int) {
      self.inputs = inputs
      self.hidden = hidden
      self.outputs = outputs
      self.samples = samples
      self.problems = problems
    }

    func problem(_ index: Int) throws -> Problem {
      try Problem(
        family: GaussianTeachers.self,
        size: TeacherSize(
          inputsDimension: inputs, hidden: hidden, outputs: outputs,
          conditionNumber: ExactRecovery.conditionNumber),
        samples: samples, seed: UInt64(index))
    }
  }

  /// Draws the problems of a size.
  public init(_ size: Size) throws {
    self.cases = try (0..<size.problems).map { index in
      let problem: Problem = try size.problem(index)
      return Case(samples: problem.samples(0..<problem.count), teacher: problem.teacher)
    }
  }

  /// Writes the problems of a size, for others to read, as directories of their own below `directory`.
  public static func write(_ size: Size, to directory: String) throws {
    for index in 0..<size.problems {
      try size.problem(index).write(to: "\(directory)/problem-\(index)", tool: "benchmark", command: "")
    }
  }

  /// Recovers every teacher.
  ///
  /// - Returns: the number of starting points.
  /// - Throws: ``WrongAnswer`` where a teacher is not recovered.
  public func run() throws -> Int {
    var starts: Int = 0
    for (index, problem) in cases.enumerated() {
      guard case .recovered(let recovery) = try ExactRecoveryLearner().study(problem.samples) else {
        throw WrongAnswer("problem \(index) is refused")
      }
      let error: Double = NeuronMatching.relativeError(of: recovery.student, against: problem.teacher)
      guard error <= Self.largestError else { throw WrongAnswer("problem \(index) is missed by \(error)") }
      starts += recovery.effort?.starts ?? 0
    }
    return starts
  }
}

/// A workload whose result is not what it must be, so that its time means nothing.
public struct WrongAnswer: Error, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  init(_ description: String) { self.description = description }
}
