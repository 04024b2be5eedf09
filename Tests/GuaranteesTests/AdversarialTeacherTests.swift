import Foundation
import Learners
import LinearAlgebra
import Networks
import PropertyTesting
import Teachers
import Testing

/// The search for the teacher of a class that makes a learner worst.
@Suite("The worst teacher of a class")
struct AdversarialTeacherTests {
  /// Teachers with two hidden units, each of some length, at least 3° apart on either side.
  private static let teachers: Gen<Network> = .build { draw in
    let angle: Gen<Double> = .float(in: 0.05...(Double.pi / 2))
    let length: Gen<Double> = .float(in: 0.5...2)
    let (inner, outer): (Double, Double) = (try draw("inner angle", angle), try draw("outer angle", angle))
    let (first, second): (Double, Double) = (
      try draw("first length", length), try draw("second length", length)
    )
    return try Network(
      hidden: Matrix([[first, 0, 0], [second * cos(inner), second * sin(inner), 0]]),
      output: Matrix([[1, cos(outer)], [0, sin(outer)]]))
  }

  private static let samples: Int = 60

  /// How much the learner says that errors of the labels may grow in the parameters, as a power of ten; nil where it
  /// refuses.
  private static func statedAmplification(_ teacher: Network) throws -> Double? {
    let problem: Problem = try Problem(teacher: teacher, family: "searched", samples: samples, seed: 1)
    let outcome: LearnerOutcome = try ExactRecoveryLearner().study(
      problem.samples(0..<samples, threads: 1), threads: 1)
    guard case .recovered(let recovery) = outcome,
      let certificate = recovery.certificate as? UniquenessCertificate
    else { return nil }
    return log10(certificate.amplification)
  }

  @Test("amplifies errors more than any of ten times as many random ones, and is simple to read")
  func search() async throws {
    let calls: Int = 300
    let found = try #require(
      await Self.teachers.maximize(calls: calls, seed: 1, workers: 2, style: .uniform, tolerance: 0.05) {
        try Self.statedAmplification($0)
      })
    let random: [Double] = try (0..<UInt64(10 * calls)).compactMap { seed in
      try Self.statedAmplification(Self.teachers.generate(seed: 1000 + seed).value)
    }
    #expect(found.best.score > random.max() ?? 0)
    #expect(found.simplest.score >= found.best.score - 0.05)
    // One pair of vectors as close as the class allows, and the lengths as different.
    let named: [ChoiceSource.NamedValue] = try Self.teachers.generate(
      replaying: found.simplest.choices, recording: .spansAndNames
    ).namedValues
    #expect(named.first { $0.name == "outer angle" }?.description == "0.05")
    #expect(Set(named.filter { $0.name.hasSuffix("length") }.map(\.description)) == ["0.5", "2.0"])
  }
}
