import PropertyTesting
import Testing

@Suite("Draws inside draws")
struct NestedDrawTests {
  @Test("stops draws that lie in each other without end")
  func deep() async throws {
    let chain: Gen<Int> = .build { draw in
      @Sendable func next(_ draw: inout ChoiceSource) throws -> Int {
        try draw(Gen<Int>.build { draw in try next(&draw) })
      }
      return try next(&draw)
    }
    #expect(throws: ChoiceSource.Stop.tooDeep(limit: ChoiceSource.deepestDraws)) {
      try chain.generate(seed: 1)
    }
    let report: PropertyReport = try await runProperty(
      "deep", chain, settings: .profile(.ci), place: SourcePlace(), property: Property { $0 == 0 })
    #expect(!report.passed && report.description.contains("draws inside each other"))
  }
}
