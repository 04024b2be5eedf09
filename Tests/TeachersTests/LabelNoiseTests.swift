import LinearAlgebra
import Networks
import RandomStreams
import Teachers
import Testing

@Suite("Noise of labels")
struct LabelNoiseTests {
  private static let count: Int = 20_000

  private static func problem(
    _ noise: LabelNoise?, samples: Int = count, inputs: InputDistribution = .gaussian
  ) throws -> Problem {
    try Problem(
      family: GaussianTeachers.self,
      size: TeacherSize(inputsDimension: 6, hidden: 3, outputs: 4, conditionNumber: 3), samples: samples,
      seed: 11,
      inputs: inputs, noise: noise)
  }

  /// The errors of all labels, and the root mean square of the noiseless ones.
  private static func errors(_ law: LabelNoise.Law, _ level: Double? = nil) throws -> (Matrix, rms: Double) {
    let noise: LabelNoise = try LabelNoise(law, level: level)
    let (clean, noisy): (Samples, Samples) = (
      try problem(nil).samples(0..<count), try problem(noise).samples(0..<count)
    )
    #expect(clean.inputs == noisy.inputs)
    return (noisy.labels - clean.labels, rms(clean.labels))
  }

  private static func rms(_ matrix: Matrix) -> Double {
    matrix.frobeniusNorm / Double(matrix.elements.count).squareRoot()
  }

  @Test(
    "has the standard deviation asked for and mean zero",
    arguments: [.gaussian, .rademacher, .uniform] as [LabelNoise.Law],
    [0.1, 3])
  func meanZero(law: LabelNoise.Law, level: Double) throws {
    let (errors, scale) = try Self.errors(law, level)
    // The rms of labels is that of 4096 others: a standard error of about 2 %.
    #expect((Self.rms(errors) / (level * scale) - 1).magnitude <= 0.06)
    let entries: Double = Double(errors.elements.count)
    #expect((errors.elements.reduce(0, +) / entries).magnitude <= 6 * Self.rms(errors) / entries.squareRoot())
    let fourth: Double = errors.elements.reduce(0) { $0 + $1 * $1 * $1 * $1 } / entries
    let kurtosis: Double =
      fourth / (Self.rms(errors) * Self.rms(errors) * Self.rms(errors) * Self.rms(errors))
    let expected: Double = law == .gaussian ? 3 : law == .uniform ? 1.8 : 1
    #expect((kurtosis - expected).magnitude <= 0.15)
  }

  @Test("that is one vector for all rows is one, and a ramp grows to its √3-fold")
  func shifts() throws {
    let (offset, scale) = try Self.errors(.offset)
    let (ramp, _) = try Self.errors(.ramp)
    for row in [1, 77, Self.count - 1] {
      for column in 0..<4 {
        #expect((offset[row, column] - offset[0, column]).magnitude <= 1e-13)
        let part: Double = 3.0.squareRoot() * Double(row) / Double(Self.count - 1)
        #expect((ramp[row, column] - part * offset[0, column]).magnitude <= 1e-13)
      }
    }
    #expect((Self.rms(offset) / (0.5 * scale) - 1).magnitude <= 0.06)
    #expect((Self.rms(ramp) / (0.5 * scale) - 1).magnitude <= 0.06)
  }

  @Test("of another network has the labels' size and does not depend on the inputs")
  func otherNetwork() throws {
    let (errors, scale) = try Self.errors(.otherNetwork)
    #expect((Self.rms(errors) / (0.5 * scale) - 1).magnitude <= 0.06)
    let clean: Samples = try Self.problem(nil).samples(0..<Self.count)
    let covariance: Matrix = clean.inputs.transposedTimes(errors).scaled(by: 1 / Double(Self.count))
    #expect(covariance.maximumMagnitude <= 6 * 3 * Self.rms(errors) / Double(Self.count).squareRoot())
  }

  @Test("that is sparse leaves the other rows as they are")
  func sparse() throws {
    for (law, share) in [(LabelNoise.Law.outliers, 0.01), (.sparse, 0.1)] {
      let (errors, _) = try Self.errors(law)
      let touched: Int = (0..<Self.count).count { row in errors.row(row).contains { $0 != 0 } }
      let expected: Double = share * Double(Self.count)
      #expect((Double(touched) - expected).magnitude <= 6 * expected.squareRoot())
    }
    let (errors, _) = try Self.errors(.wrongRow)
    #expect((0..<Self.count).count { row in errors.row(row).contains { $0 != 0 } } == 1)
  }

  @Test("that is a fault of the teacher is that of biases and of a leak")
  func faults() throws {
    let clean: Problem = try Self.problem(nil)
    let inputs: Matrix = clean.samples(0..<50).inputs
    let (hidden, output): (Matrix, Matrix) = (
      clean.teacher.layers[0].weights, clean.teacher.layers[1].weights
    )
    let biased: Matrix = try Self.problem(LabelNoise(.biased, level: 0.3)).samples(0..<50).labels
    let leaky: Matrix = try Self.problem(LabelNoise(.leaky, level: 0.2)).samples(0..<50).labels
    for row in 0..<50 {
      for label in 0..<4 {
        var (withBias, withLeak): (Double, Double) = (0, 0)
        for unit in 0..<3 {
          let value: Double = hidden.row(unit).dot(inputs.row(row))
          withBias += output[label, unit] * max(0, value + 0.3 * hidden.row(unit).euclideanNorm)
          withLeak += output[label, unit] * (value > 0 ? value : 0.2 * value)
        }
        #expect((biased[row, label] - withBias).magnitude <= 1e-13)
        #expect((leaky[row, label] - withLeak).magnitude <= 1e-13)
      }
    }
  }

  @Test(
    "is the same bits in whatever blocks and on any number of threads", arguments: LabelNoise.Law.allCases)
  func blocks(law: LabelNoise.Law) throws {
    let problem: Problem = try Self.problem(LabelNoise(law), samples: 500)
    let whole: Samples = problem.samples(0..<500)
    for rows in [1, 3, 64, 499] {
      let parts: [Matrix] = stride(from: 0, to: 500, by: rows).map {
        problem.samples($0..<min(500, $0 + rows), threads: rows % 3 + 1).labels
      }
      #expect(
        Matrix.stackingRows(of: parts).elements.map(\.bitPattern) == whole.labels.elements.map(\.bitPattern))
    }
    #expect(whole.labels != (try Self.problem(nil, samples: 500)).samples(0..<500).labels)
  }

  @Test("is refused out of range, and a share where there is none")
  func refused() {
    for level in [-0.1, .nan, .infinity, 1e7] {
      #expect(throws: ProblemError.self) { try LabelNoise(.gaussian, level: level) }
    }
    #expect(throws: ProblemError.self) { try LabelNoise(.gaussian, share: 0.1) }
    for share in [-0.1, 1.1, .nan] {
      #expect(throws: ProblemError.self) { try LabelNoise(.sparse, share: share) }
    }
  }
}
