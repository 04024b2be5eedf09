import Testing

/// The documentation leads somewhere: to every public name, and to nothing that does not exist.
@Suite("The documentation's catalogue")
struct CatalogueTests {
  private static let articles: [String] = [
    "PropertyTesting", "Tutorial", "StatisticalProperties", "HowShrinkingWorks", "TargetedSearch",
    "ComingFromHypothesisOrQuickCheck",
  ]

  private static let declarations: Result<Declarations, any Error> = Result {
    Declarations(sources: try Repository.swiftFiles(below: "Sources/PropertyTesting"))
  }

  private let declarations: Declarations

  init() throws {
    declarations = try Self.declarations.get()
  }

  @Test("sorts every public type and function into a topic")
  func topics() throws {
    let landing: String = try Article("PropertyTesting").text
    let topics: Substring = try #require(landing.split(separator: "## Topics").last)
    let listed: [String] = Declarations.links(in: String(topics))
    #expect(Set(listed).count == listed.count, "a name is listed twice")
    let names: Set<String> = Set(listed.map { String($0.prefix { $0 != "(" }) })
    let missing: [String] = declarations.publicNames.subtracting(names).sorted()
    #expect(missing.isEmpty, "add to the topics of PropertyTesting.md")
    let unknown: [String] = names.subtracting(declarations.publicNames).sorted()
    #expect(unknown.isEmpty, "remove from the topics of PropertyTesting.md")
    #expect(names.count > 70)
  }

  @Test("has no comment with a link that leads nowhere")
  func comments() {
    let broken: [String] = declarations.linkedLines.filter { line in
      !Declarations.links(in: line).allSatisfy(resolves)
    }
    #expect(broken.isEmpty)
    #expect(declarations.linkedLines.count > 100)
  }

  @Test("has no article with a link that leads nowhere", arguments: articles)
  func links(_ name: String) throws {
    let article: Article = try Article(name)
    let broken: [String] = Declarations.links(in: article.text).filter { !resolves($0) }
    #expect(broken.isEmpty)
    let articles: [Substring] = article.text.split(separator: "<doc:").dropFirst().map { text in
      text.prefix { $0 != ">" }
    }
    #expect(articles.allSatisfy { Self.articles.contains(String($0)) })
  }

  @Test("lists every article")
  func listing() throws {
    let landing: String = try Article("PropertyTesting").text
    for name in Self.articles.dropFirst() {
      #expect(landing.contains("- <doc:\(name)>"), "\(name) is not in the topics")
    }
  }

  @Test("tells a broken link from a sound one")
  func negative() {
    for sound in ["Gen", "Gen/build(_:)", "Trial/cover(_:minimum:when:)", "Shrinker/Budget"] {
      #expect(resolves(sound), "\(sound)")
    }
    for broken in ["Gan", "Gen/construct(_:)", "Trial/cover(_:atLeast:when:)", "Shrinker/Budgets"] {
      #expect(!resolves(broken), "\(broken)")
    }
  }

  private func resolves(_ link: String) -> Bool {
    link == "PropertyTesting" || declarations.resolves(link)
  }
}
