import Foundation
import PropertyTesting
import Testing

/// The tutorial says what happens: its code is that of `TutorialSnippets.swift`, and its output what that prints.
@Suite("The tutorial")
struct TutorialTests {
  private let article: Article

  init() throws {
    article = try Article("Tutorial")
  }

  @Test("shows code that is compiled and run here")
  func code() throws {
    let source: [Substring] = try Repository.swiftFiles(below: "Tests/PropertyTestingTests/Documentation")
      .flatMap { $0.split(separator: "\n").map(\.trimmed) }
    let other: Article = try Article("ComingFromHypothesisOrQuickCheck")
    let readme: Article = try Article(path: "README.md")
    let blocks: [Article.Block] = (article.blocks + other.blocks + readme.blocks).filter {
      $0.language == "swift" && !$0.text.contains(".package(path:")
    }
    #expect(blocks.count == 16)
    for block in blocks {
      let lines: [Substring] = block.lines.map { Substring($0).trimmed.withoutAttribute }
      let isThere: Bool = source.contains(lines)
      #expect(isThere, "not among the snippets: \(block.text)")
    }
  }

  @Test("shows the report of a property that holds")
  func holds() async throws {
    let draft: FirstDraft = FirstDraft(run: TutorialRun())
    try await draft.mergedRangesLieApart()
    expectShown(draft.run.report)
  }

  @Test("shows the first failure, and the file that keeps it")
  func failure() async throws {
    let folder: String = NSTemporaryDirectory() + "tutorial-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store: ExampleStore = ExampleStore(directory: folder)
    let draft: FirstDraft = FirstDraft(run: TutorialRun { $0.stores = [store] })
    await #expect(throws: PropertyFailure.self) { try await draft.mergingLosesNoNumber() }
    expectShown(draft.run.report)
    let kept: StoredExample = try #require(store.examples(of: "merging loses no number").first)
    expectShown(try ExampleFile.text(of: kept).trimmingCharacters(in: .newlines))
    let mended: Mended = Mended(run: TutorialRun { $0.stores = [store] })
    try await mended.mergingLosesNoNumber()
    #expect(try store.examples(of: "merging loses no number").isEmpty)
  }

  @Test("shows choices that break the draft, and that the mended function passes")
  func replay() async throws {
    let draft: FirstDraft = FirstDraft(run: TutorialRun { $0.cases = 1 })
    await #expect(throws: PropertyFailure.self) { try await draft.aRangeThatEndsBeforeItsNeighbour() }
    let line: String = "merging loses no number: choices/2 yes 0/100 1/50 yes 0/100 0/50 no"
    #expect(article.text.contains(line))
    let mended: Mended = Mended(run: TutorialRun { $0.replay = Replay(line: line) })
    try await mended.mergingLosesNoNumber()
    expectShown(mended.run.report)
    try await Mended(run: TutorialRun()).aRangeThatEndsBeforeItsNeighbour()
  }

  @Test("shows what is counted")
  func distribution() async throws {
    let mended: Mended = Mended(run: TutorialRun())
    try await mended.mergingOnceIsEnough()
    expectShown(mended.run.report)
  }

  @Test("shows a claim that holds and one that is violated, and the share that each draws")
  func probability() async throws {
    let budget: SuiteBudget = SuiteBudget()
    let first: Mended = Mended(run: TutorialRun { $0.budget = budget })
    try await first.nineDrawsGiveTheMedian()
    expectShown(first.run.report)
    let second: Mended = Mended(run: TutorialRun { $0.budget = budget })
    await #expect(throws: StatisticalFailure.self) {
      try await second.nineDrawsNearlyAlwaysGiveTheMedian()
    }
    expectShown(second.run.report)
  }

  @Test("is announced by a README whose failure is real")
  func readme() async throws {
    let readme: Article = try Article(path: "README.md")
    let mended: Mended = Mended(run: TutorialRun())
    await #expect(throws: PropertyFailure.self) { try await mended.theMiddleLiesBetween() }
    let isShown: Bool = readme.shows(mended.run.report)
    #expect(isShown, "README.md does not show this:\n\(mended.run.report)")
  }

  @Test("makes claims on means, quantiles and rates that hold")
  func numbers() async throws {
    let mended: Mended = Mended(run: TutorialRun())
    try await mended.aboutTheMedian()
    try await mended.theMeanConvergesLikeOneOverTheRoot()
    #expect(mended.run.report.components(separatedBy: "\nHolds: ").count == 4)
  }

  @Test("shows what the search finds")
  func search() async throws {
    let mended: Mended = Mended(run: TutorialRun())
    await #expect(throws: PropertyFailure.self) { try await mended.thePressureStaysLow() }
    expectShown(mended.run.report)
  }

  @Test("has every variable of the environment, and the figures of every profile")
  func settings() throws {
    let source: String = try Repository.text(
      of: "Sources/PropertyTesting/Profiles/EnvironmentVariable.swift")
    let variables: [String] = source.matches(of: /= "(ASSAY_[A-Z_]+)"/).map { String($0.output.1) }
    #expect(variables.count == 12)
    for variable in variables {
      let isThere: Bool = article.text.contains("| `\(variable)` |")
      #expect(isThere, "no row for \(variable)")
    }
    let profiles: [RunSettings] = [.profile(.default), .profile(.ci), .profile(.thorough)]
    expectRow("cases", profiles.map { Self.text($0.cases) })
    expectRow("seed", profiles.map { $0.seed.map { "\($0)" } ?? "fresh for every run" })
    expectRow("calls of the shrinker, at most", profiles.map { Self.text($0.shrinkCalls) })
    expectRow("seconds of the shrinker, at most", profiles.map { Self.text($0.shrinkSeconds) })
    expectRow("seconds for a case, at most", profiles.map { Self.text($0.deadlineSeconds) })
  }

  // MARK: - Comparing

  private func expectShown(_ output: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let isShown: Bool = article.shows(output)
    #expect(isShown, "Tutorial.md does not show this:\n\(output)", sourceLocation: sourceLocation)
  }

  private func expectRow(
    _ name: String, _ values: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let row: String = "| \(name) | \(values.joined(separator: " | ")) |"
    let isShown: Bool = article.text.contains(row)
    #expect(isShown, "no row \(row)", sourceLocation: sourceLocation)
  }

  private static func text(_ number: Int) -> String {
    number < 10_000 ? "\(number)" : "\(number / 1000) 000"
  }

  private static func text(_ seconds: Double?) -> String { seconds.map { "\(Int($0))" } ?? "none" }
}

extension Substring {
  fileprivate var trimmed: Substring {
    Substring(trimmingCharacters(in: .whitespaces))
  }

  fileprivate var withoutAttribute: Substring { hasPrefix("@Test ") ? dropFirst(6) : self }
}
