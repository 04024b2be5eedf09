import DataFiles
import Foundation
import Guarantees
import Learners
import Networks
import PropertyTesting
import Teachers
import TestSupport
import Testing

@Suite("The hardest well-conditioned teacher")
struct HardestTeacherTests {
  private static let folder: String = fixture("hardest-teachers")

  private var learner: ExactRecoveryLearner {
    var options: ExactRecoveryLearner.Options = ExactRecoveryLearner.Options()
    options.inputsHaveDensity = true
    return ExactRecoveryLearner(options)
  }

  private func size(_ inputs: Int, _ hidden: Int, _ outputs: Int) throws -> TeacherSize {
    try TeacherSize(inputsDimension: inputs, hidden: hidden, outputs: outputs, conditionNumber: 3)
  }

  private func findings() throws -> [HardestTeacher] {
    let names: [String] = try FileManager.default.contentsOfDirectory(atPath: Self.folder).sorted()
    return try names.filter { $0.hasSuffix(".json") }.map {
      try HardestTeacher(contentsOf: "\(Self.folder)/\($0)")
    }
  }

  @Test("that was found is still recovered from the samples that it took, and refused from one fewer")
  func regression() throws {
    let findings: [HardestTeacher] = try findings()
    #expect(!findings.isEmpty)
    for finding in findings {
      let replayed: [HardestTeacher.Replayed] = try finding.replayed(with: learner)
      #expect(replayed.count == finding.streams.count)
      for stream in replayed {
        #expect(stream.outcome == .recovered && stream.outcomeBelow == .refused, "\(stream.text)")
        #expect(stream.isAsRecorded, "\(stream.text)")
      }
    }
  }

  @Test("that was found is well-conditioned, harder than random ones, and the one that the audit tries")
  func finding() throws {
    let findings: [HardestTeacher] = try findings()
    for finding in findings {
      let teacher: Network = try finding.teacher
      #expect(try WellConditionedTeachers.conditionNumber(of: teacher) <= finding.conditionNumberBound)
      let unit: Int = teacher.inputsDimension + teacher.layers[0].outputs
      let samples: Int = finding.streams.map(\.samples).reduce(0, +)
      let need: Double = try #require(finding.need)
      #expect(abs(need - Double(samples) / Double(finding.streams.count * unit)) <= 1e-12)
      #expect(need > (finding.random.largest ?? .infinity))
      // Not by luck with the streams of the search alone.
      #expect((finding.freshNeed ?? 0) > (finding.freshRandomMedian ?? .infinity))
    }
    #expect(
      try findings.map { try $0.teacher } == KnownHardestTeacher.all.map { try $0.teacher })
  }

  @Test("is looked for by scores: harder than the hardest of as many random ones, on fresh samples too")
  func search() async throws {
    let search: HardestTeacherSearch = HardestTeacherSearch(
      size: try size(5, 2, 2), learner: learner, streams: 2, freshStreams: 8)
    let found: HardestTeacherSearch.Outcome? = try await search.run(teachers: 48, seed: 1, workers: 2)
    let outcome: HardestTeacherSearch.Outcome = try #require(found)
    #expect(outcome.hardest.need.mean > outcome.random.largest)
    #expect(outcome.random.largest > outcome.random.median)
    #expect(outcome.freshHardest.mean > outcome.freshMedian.mean)
    #expect(try WellConditionedTeachers.conditionNumber(of: outcome.hardest.teacher) <= 3)
    #expect(try search.need(of: outcome.hardest.teacher) == outcome.hardest.need)
  }

  @Test("is the same on any number of workers")
  func workers() async throws {
    let search: HardestTeacherSearch = HardestTeacherSearch(
      size: try size(3, 2, 2), learner: learner, streams: 1, freshStreams: 2)
    let first: HardestTeacherSearch.Outcome? = try await search.run(teachers: 24, seed: 2, workers: 1)
    let again: HardestTeacherSearch.Outcome? = try await search.run(teachers: 24, seed: 2, workers: 3)
    #expect(first?.hardest.teacher == again?.hardest.teacher)
    #expect(first?.hardest.need == again?.hardest.need)
    #expect(first?.random.median == again?.random.median)
  }

  @Test("has a threshold: certified there, refused just below; a learner that is wrong or silent has none")
  func threshold() throws {
    let teacher: Network = try WellConditionedTeachers.teachers(try size(5, 2, 2)).generate(seed: 1).value
    let found: RecoveryThreshold = try RecoveryThreshold(of: teacher, learner: learner, seed: 3, limit: 400)
    guard case .recovered(let samples, _) = found.finding else {
      Issue.record("\(found.finding)")
      return
    }
    let inputs: Problem = try Problem(teacher: teacher, family: "test", samples: samples, seed: 3)
    for count in [samples - 1, samples] {
      let answer: LearnerOutcome = try learner.study(inputs.samples(0..<count), threads: 1)
      if case .recovered = answer { #expect(count == samples) } else { #expect(count == samples - 1) }
    }
    // A limit below is never passed.
    let limited: RecoveryThreshold = try RecoveryThreshold(
      of: teacher, learner: learner, seed: 3, limit: samples - 1)
    if case .refused(samples - 1, _) = limited.finding {} else { Issue.record("\(limited.finding)") }
    let silent: RecoveryThreshold = try RecoveryThreshold(
      of: teacher, learner: SilentLearner(), seed: 3, limit: 100)
    #expect(silent.finding == .refused(samples: 100, reason: .notFound))
    let wrong: SampleNeed = try SampleNeed(of: teacher, learner: LeastSquaresLearner(), seeds: 0..<2)
    #expect(wrong.mean == .infinity)
    for threshold in wrong.thresholds {
      if case .wrong = threshold.finding {} else { Issue.record("\(threshold.finding)") }
    }
  }

  @Test("in a file that says something else than the samples is seen")
  func tampered() throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let finding: HardestTeacher = try #require(try findings().first)
    let samples: Int = try #require(finding.streams.first).samples
    let text: String = try #require(String(data: try finding.jsonData(), encoding: .utf8))
    let path: String = directory.path(of: "finding.json")
    for other in [samples - 1, samples / 4] {
      try text.replacing("\"samples\" : \(samples)", with: "\"samples\" : \(other)")
        .write(toFile: path, atomically: true, encoding: .utf8)
      let replayed: [HardestTeacher.Replayed] = try HardestTeacher(contentsOf: path).replayed(with: learner)
      #expect(replayed.first?.isAsRecorded == false)
      #expect(replayed.first?.outcome == .refused)
    }
    #expect(try finding.replayed(with: LeastSquaresLearner()).allSatisfy { !$0.isAsRecorded })
  }

  @Test(
    "in a file that is none is refused",
    arguments: [
      ("", "is no finding"), ("{}", "is no finding"), ("[1", "is no finding"),
      ("\"version\" : 2", "is 'assay-hardest-teacher' 2"), ("\"samples\" : 0", "from 1 to"),
      ("\"hiddenWeights\" : [[1, 2], [3]], \"conditionNumber\"", "make no network"),
      ("\"hiddenWeights\" : [], \"conditionNumber\"", "make no network"),
    ])
  func unreadable(_ part: String, _ problem: String) throws {
    let directory: TemporaryDirectory = try TemporaryDirectory()
    let path: String = directory.path(of: "finding.json")
    var text: String = part
    if part.contains(" : ") {
      let finding: HardestTeacher = try #require(try findings().first)
      var fields: [String: Any] = try #require(
        try JSONSerialization.jsonObject(with: try finding.jsonData()) as? [String: Any])
      if part.contains("version") { fields["version"] = 2 }
      if part.contains("samples") {
        fields["streams"] = [["seed": 0, "outcome": "recovered", "samples": 0, "refusal": "insufficient"]]
      }
      if part.contains("hiddenWeights") {
        fields["hiddenWeights"] = part.contains("[]") ? [] as [[Double]] : [[1, 2], [3]] as [[Double]]
      }
      text =
        String(
          data: try JSONSerialization.data(withJSONObject: fields), encoding: .utf8) ?? ""
    }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let error: DataError? = #expect(throws: DataError.self) { try HardestTeacher(contentsOf: path) }
    #expect(error?.description.contains(problem) == true, "\(String(describing: error))")
  }
}
