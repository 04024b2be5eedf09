import Foundation
import Guarantees
import Testing

/// The guarantees of the quick profile as a test run sees them. `ASSAY_SEED` draws other problems.
@Suite("Every guarantee holds")
struct GuaranteeRuns {
  private static var seed: UInt64 {
    ProcessInfo.processInfo.environment["ASSAY_SEED"].flatMap { UInt64($0) } ?? 1
  }

  @Test(
    "of the product's own learners and reductions", arguments: GuaranteeRegistry.all.map { $0.identifier })
  func guarantee(_ identifier: String) async throws {
    let kind: any Guarantee.Type = try #require(GuaranteeRegistry.guarantee(identifier))
    let audit: Audit = Audit(profile: .quick, seed: Self.seed, workers: 2, guarantees: [kind.init()])
    let result: GuaranteeResult = try #require(await audit.run().first)
    guard case .holds(let confidence) = result.verdict else {
      Issue.record("\(identifier), seed \(Self.seed): \(result.verdict)")
      return
    }
    #expect(confidence >= 0.98)
    #expect(result.claims.allSatisfy { $0.trials > 0 })
  }
}
