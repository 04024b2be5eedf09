import DataFiles
import ExactArithmetic
import Foundation
import Learners
import LinearAlgebra
import Networks
import TestSupport
import Testing

@Suite("A student with fractions for weights is checked without floating point")
struct ExactStudentTests {
  private let directory: TemporaryDirectory

  init() throws { self.directory = try TemporaryDirectory() }

  /// Writes samples and the student that was learned from them; its JSON.
  private func learn(
    _ scene: RationalScene, rounded: Bool = false
  ) throws -> String {
    try NPYWriter.write(scene.inputs, to: directory.path(of: "X.npy"))
    let labels: String = rounded ? "Y.npy" : "Y.json"
    if rounded {
      try NPYWriter.write(scene.floatLabels(), to: directory.path(of: labels))
    } else {
      try directory.write(CanonicalJSON.encode(scene.labels), to: labels)
    }
    let (x, y): (String, String) = (directory.path(of: "X.npy"), directory.path(of: labels))
    let outcome: LearnerOutcome = try BitExactRecovery().study(IntegerSamples(inputsPath: x, labelsPath: y))
    let certificate: ExactCertificate = try #require(outcome.exact, "\(outcome.verdict)")
    let student: ExactStudent = ExactStudent(
      certificate, samples: try ExactStudent.SampleRecord(inputsPath: x, labelsPath: y))
    try student.write(to: directory.path(of: "student.json"))
    return try directory.text(of: "student.json")
  }

  private func failures(_ student: String = "student.json") throws -> [String] {
    try ExactStudentVerifier.verify(student: directory.path(of: student)).all
      .filter { !$0.passed }.map(\.name)
  }

  /// What fails once a part of the student's text is replaced.
  private func failures(_ text: String, _ old: String, _ new: String) throws -> [String] {
    let changed: String = text.replacing(old, with: new, maxReplacements: 1)
    #expect(changed != text, "\(old) is not in the student")
    try directory.write(changed, to: "changed.json")
    return try failures("changed.json")
  }

  private static let pure: RationalScene = RationalScene(
    3, 2, 2, samples: 60, seed: 1, weight: 5, denominator: 7)
  private static let heldOut: RationalScene = RationalScene(
    7, 5, 5, samples: 110, seed: 4, weight: 5, denominator: 3)

  @Test("and accepted, with every kind of argument")
  func accepted() throws {
    let first: String = try learn(Self.pure)
    #expect(first.contains("\"uniqueness\":\"purePatterns\"") && first.contains("\"kind\":\"exact\""))
    #expect(try failures().isEmpty)
    let second: String = try learn(Self.heldOut)
    #expect(second.contains("\"uniqueness\":\"heldOut\""))
    #expect(try failures().isEmpty)
    let third: String = try learn(Self.pure, rounded: true)
    #expect(third.contains("\"kind\":\"simplestFractions\"") && third.contains("\"labels\":\"rounded\""))
    #expect(try failures().isEmpty)
  }

  @Test("rejected where any weight is another by the least amount", arguments: [false, true])
  func weights(_ rounded: Bool) throws {
    let text: String = try learn(Self.pure, rounded: rounded)
    let student: RationalNetwork = try RationalNetwork(contentsOf: directory.path(of: "student.json"))
    let step: Rational = try #require(Rational("1/1000000000000000000000000000000"))
    for layer in student.layers {
      for index in layer.weights.entries.indices {
        var entries: [Rational] = layer.weights.entries
        entries[index] = entries[index] + step
        let changed: RationalMatrix = RationalMatrix(
          rowCount: layer.weights.rowCount, columnCount: layer.weights.columnCount, entries: entries)
        func json(_ matrix: RationalMatrix) throws -> String {
          String(decoding: try CanonicalJSON.encode(matrix, layout: .compact), as: UTF8.self)
            .trimmingCharacters(in: .newlines)
        }
        let failed: [String] = try failures(text, json(layer.weights), json(changed))
        #expect(failed.contains("labels"), "\(failed)")
      }
    }
  }

  @Test("rejected where a label is another by the least amount", arguments: [false, true])
  func labels(_ rounded: Bool) throws {
    let text: String = try learn(Self.pure, rounded: rounded)
    if rounded {
      var labels: Matrix = try Self.pure.floatLabels()
      let row: Int = try #require((0..<60).first { labels[$0, 0] != 0 })
      labels[row, 0] += 64 * labels[row, 0].ulp
      try NPYWriter.write(labels, to: directory.path(of: "Y.npy"))
    } else {
      var labels: RationalMatrix = Self.pure.labels
      labels[59, 1] = labels[59, 1] + (try #require(Rational("1/1000000000000000000")))
      try directory.write(CanonicalJSON.encode(labels), to: "Y.json")
    }
    #expect(text.contains("fingerprint"))
    #expect(try failures() == ["samples", "labels"])
  }

  @Test("rejected where a claim of the certificate is another, which is named")
  func claims() throws {
    let pure: String = try learn(Self.pure)
    for (old, new, check) in [
      ("\"hiddenUnits\":2", "\"hiddenUnits\":3", "hidden units"),
      ("\"samples\":60", "\"samples\":61", "sample count"),
      ("\"pureRanks\":[3,", "\"pureRanks\":[2,", "pure samples"),
      ("\"pureSamples\":[", "\"pureSamples\":[1", "pure samples"),
      ("\"tripleEvidence\":null", "\"tripleEvidence\":9", "pattern evidence"),
      ("\"pairEvidence\":", "\"pairEvidence\":1", "pattern evidence"),
      ("\"kind\":\"exact\"", "\"kind\":\"certain\"", "kind"),
      ("\"kind\":\"exact\"", "\"kind\":\"simplestFractions\"", "kind"),
      ("\"labels\":\"exact\"", "\"labels\":\"rounded\"", "kind"),
      ("\"count\":60", "\"count\":59", "samples"),
      ("fnv1a64:", "fnv1a64:0", "samples"),
      ("\"heldOut\":[", "\"heldOut\":[-1,", "held out"),
    ] {
      #expect(try failures(pure, old, new).contains(check), "\(new)")
    }
    let heldOut: String = try learn(Self.heldOut)
    #expect(
      try failures(heldOut, "\"uniqueness\":\"heldOut\"", "\"uniqueness\":\"purePatterns\"") == ["uniqueness"]
    )
    #expect(
      try failures(heldOut, "\"uniqueness\":\"heldOut\"", "\"uniqueness\":\"generalPosition\"") == [
        "uniqueness"
      ])
    let start: String.Index = try #require(heldOut.range(of: "\"heldOut\":[")?.upperBound)
    let first: Substring = heldOut[start...].prefix { $0 != "," }
    // One held-out sample fewer: 19 are too few.
    #expect(try failures(heldOut, "\"heldOut\":[\(first),", "\"heldOut\":[") == ["uniqueness"])
  }

  @Test("rejected where a claim of rounding is another")
  func roundingClaims() throws {
    let text: String = try learn(Self.pure, rounded: true)
    for (old, new, check) in [
      ("\"allowedDeviation\":9", "\"allowedDeviation\":10", "rounding"),
      ("\"unit\":\"1/9007199254740992\"", "\"unit\":\"1/9007199254740991\"", "rounding"),
      ("\"denominatorMargin\":1000", "\"denominatorMargin\":999", "rounding"),
      ("\"denominatorMargin\":1000", "\"denominatorMargin\":1000000000000000000", "simplest fractions"),
      ("\"largestDeviation\":\"", "\"largestDeviation\":\"1", "labels"),
      ("\"labels\":\"rounded\"", "\"labels\":\"exact\"", "labels"),
    ] {
      #expect(try failures(text, old, new).contains(check), "\(new)")
    }
  }

  @Test("rejected where it is not in normal form")
  func normalForm() throws {
    let text: String = try learn(Self.pure)
    let student: RationalNetwork = try RationalNetwork(contentsOf: directory.path(of: "student.json"))
    let doubled: RationalNetwork = RationalNetwork(
      hidden: 2 * student.hidden, output: Rational(1) / 2 * student.output)
    func json(_ matrix: RationalMatrix) throws -> String {
      String(decoding: try CanonicalJSON.encode(matrix, layout: .compact), as: UTF8.self)
        .trimmingCharacters(in: .newlines)
    }
    let changed: String = text.replacing(try json(student.hidden), with: try json(doubled.hidden))
      .replacing(try json(student.output), with: try json(doubled.output))
    try directory.write(changed, to: "changed.json")
    #expect(try failures("changed.json") == ["normal form"])
  }

  @Test("and a file that is none is an error that names the field")
  func malformed() throws {
    let text: String = try learn(Self.pure)
    for (old, new, place) in [
      ("\"weights\":[[\"", "\"weights\":[[\"x", "layers"), ("\"hiddenUnits\":2,", "", "hiddenUnits"),
      ("\"relu\"", "\"tanh\"", "layers[0].activation"), ("\"version\":2", "\"version\":3", "version"),
      ("\"layers\":", "\"layer\":", "layers"),
    ] {
      try directory.write(text.replacing(old, with: new, maxReplacements: 1), to: "changed.json")
      let error: DataError? = try dataError { try failures("changed.json") }
      #expect(
        error?.code == .badData && error?.place?.hasPrefix(place) == true,
        "\(place): \(error?.description ?? "")")
    }
    try directory.write(String(text.prefix(200)), to: "changed.json")
    #expect(try dataError { try failures("changed.json") }?.code == .badData)
    #expect(try dataError { try failures("nothing.json") }?.code == .noInput)
    try FileManager.default.removeItem(atPath: directory.path(of: "X.npy"))
    #expect(try dataError { try failures() }?.code == .noInput)
  }

  @Test("and any reader of networks takes it, rounded to Double")
  func network() throws {
    _ = try learn(Self.pure)
    let path: String = directory.path(of: "student.json")
    #expect(try Network(contentsOf: path) == RationalNetwork(contentsOf: path).rounded())
    #expect(try RationalNetwork(contentsOf: path) == Self.pure.teacher.normalForm)
  }
}
