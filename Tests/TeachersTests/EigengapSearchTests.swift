import Networks
import Teachers
import Testing

@Suite("The search for vanishing eigengaps")
struct EigengapSearchTests {
  @Test("finds four units whose second direction hides, with bounded slope and both directions significant")
  func every() throws {
    let search: EigengapSearch = EigengapSearch(units: 4, starts: 3, steps: 250)
    let findings: [EigengapSearch.Finding] = search.run(seed: 1, threads: 2)
    let worst: EigengapSearch.Finding = try #require(findings.first)
    #expect(worst.leastEigenvalue < 0.01, "\(worst)")
    for finding in findings {
      #expect(finding.lipschitzConstant <= 5 && finding.leastSignificance >= 0.2)
      // The file's numbers are the teacher's.
      let planar: PlanarNetwork = try #require(PlanarNetwork(try finding.network()))
      #expect((planar.variance - 1).magnitude <= 1e-9)
      #expect((PlanarSlices(planar).leastEigenvalue - finding.leastEigenvalue).magnitude <= 1e-12)
    }
    #expect(search.run(seed: 1, threads: 1) == findings)
    #expect(search.run(seed: 2, threads: 2) != findings)
  }

  @Test(
    "finds no teacher of bounded slope that hides both directions: wheels are the worst, by more than a quarter"
  )
  func some() throws {
    let search: EigengapSearch = EigengapSearch(
      units: 8, objective: .some, largestSlope: 5, starts: 3, steps: 60)
    for finding in search.run(seed: 3, threads: 2) {
      #expect(finding.largestEigenvalue > 0.25, "\(finding)")
    }
  }
}
