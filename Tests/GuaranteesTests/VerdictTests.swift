import Guarantees
import Testing

@Suite("Verdicts")
struct VerdictTests {
  private static let example: Counterexample = Counterexample(
    summary: "s", parameters: [:], choices: "", replay: [], shrinkingCalls: 0)

  @Test("of several claims are the worst of them")
  func combined() {
    let holds: Verdict = .holds(confidence: 0.99)
    let open: Verdict = .inconclusive(reason: "r")
    let violated: Verdict = .violated(falseAlarmRate: 0, counterexample: Self.example)
    #expect(Verdict.combined([holds, holds]).name == "holds")
    #expect(Verdict.combined([holds, open]).name == "inconclusive")
    #expect(Verdict.combined([open, violated, holds]).name == "violated")
  }

  @Test("of no claims are open, not good")
  func nothing() {
    #expect(Verdict.combined([]).name == "inconclusive")
  }

  @Test("add up their doubts")
  func doubts() throws {
    guard
      case .holds(let confidence) = Verdict.combined([.holds(confidence: 0.99), .holds(confidence: 0.98)])
    else {
      Issue.record("two claims that hold must hold together")
      return
    }
    #expect(abs(confidence - 0.97) < 1e-12)
  }

  @Test("come from registries with unique names")
  func registry() {
    let names: [String] = GuaranteeRegistry.all.map { $0.identifier }
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { GuaranteeRegistry.guarantee($0)?.identifier == $0 })
    #expect(GuaranteeRegistry.guarantee("no-such-guarantee") == nil)
  }
}
