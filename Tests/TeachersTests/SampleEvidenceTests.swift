import LinearAlgebra
import Networks
import RandomStreams
import Teachers
import Testing

@Suite("The evidence of a problem's samples")
struct SampleEvidenceTests {
  /// The least count over sets of neurons of some size, straight from the definition.
  private static func count(_ flags: [[Bool]], _ size: Int) -> Int {
    let neurons: Int = flags[0].count
    var least: Int = .max
    for set in 0..<(1 << neurons) where set.nonzeroBitCount == size {
      var patterns: [Int] = [Int](repeating: 0, count: 1 << neurons)
      for row in flags {
        let pattern: Int = (0..<neurons).reduce(0) { row[$1] && set >> $1 & 1 == 1 ? $0 | 1 << $1 : $0 }
        if pattern != 0 { patterns[pattern] += 1 }
      }
      least = min(least, patterns.reduce(0, +) - (patterns.max() ?? 0))
    }
    return least
  }

  @Test("counts pairs, triples and active samples as they are defined", arguments: [1, 2, 3, 5])
  func definition(hidden: Int) throws {
    // Few enough that nothing suffices before all samples are seen.
    let problem: Problem = try Problem(
      family: GaussianTeachers.self,
      size: try TeacherSize(inputsDimension: 30, hidden: hidden, outputs: 2), samples: 40, seed: 3)
    let arguments: Matrix = problem.samples(0..<40).inputs.timesTransposed(problem.teacher.layers[0].weights)
    let flags: [[Bool]] = (0..<40).map { arguments.row($0).map { $0 > 0 } }
    let evidence: SampleEvidence = try #require(SampleEvidence(problem))
    let active: [Int] = (0..<hidden).map { unit in flags.count { $0[unit] } }
    let alone: [Int] = (0..<hidden).map { unit in flags.count { $0[unit] && $0.count { $0 } == 1 } }
    #expect(
      evidence.count == 40 && evidence.leastActive == active.min() && evidence.leastAlone == alone.min())
    #expect(evidence.pairs == (hidden == 1 ? active[0] : min(Self.count(flags, 2), active.min() ?? 0)))
    #expect(evidence.triples == (hidden < 3 ? nil : Self.count(flags, 3)))
    #expect(!evidence.tellsApart && !evidence.isAmbiguous)
  }

  @Test("stops where the first samples suffice, and sees through to the end where they do not")
  func stops() throws {
    let size: TeacherSize = try TeacherSize(inputsDimension: 10, hidden: 3, outputs: 3)
    let easy: SampleEvidence = try #require(
      SampleEvidence(
        try Problem(
          family: SquareTeachers.self, size: try TeacherSize(inputsDimension: 3, hidden: 3, outputs: 3),
          samples: 1 << 30, seed: 1)))
    #expect(easy.tellsApart && easy.count < 10_000)
    let hard: SampleEvidence = try #require(
      SampleEvidence(
        try Problem(family: AlwaysActiveTeachers.self, size: size, samples: 9000, seed: 1, inputs: .positive))
    )
    #expect(hard.isAmbiguous && hard.count == 9000 && hard.pairs == 0 && hard.leastActive == 9000)
    #expect(
      try SampleEvidence(
        Problem(
          family: GaussianTeachers.self, size: try TeacherSize(inputsDimension: 70, hidden: 65, outputs: 65),
          samples: 10, seed: 1)) == nil)
  }
}
