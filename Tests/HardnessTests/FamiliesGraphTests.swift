import Foundation
import Hardness
import Testing

@Suite("Graphs named in words")
struct FamiliesGraphTests {
  static func graph(_ text: String, seed: UInt64 = 1) throws -> Hypergraph {
    guard case .graph(let graph) = try GraphSpecification(text).draw(seed: seed).content else {
      Issue.record("'\(text)' is no graph")
      return try Hypergraph(vertexCount: 0, edges: [])
    }
    #expect(try Hypergraph(vertexCount: graph.vertexCount, edges: graph.edges) == graph && graph.isGraph)
    return graph
  }

  @Test("have the vertices and edges that the words say")
  func counts() throws {
    let expected: [(String, Int, Int)] = [
      ("gnm 30 60", 30, 60), ("gnm 6 15", 6, 15), ("gnm 6 0", 6, 0), ("gnd 30 4", 30, 60), ("gnd 8 6", 8, 24),
      ("gnd 5 0", 5, 0), ("gnd 6 5", 6, 15), ("grid 4 5", 20, 31), ("grid 7", 7, 6), ("grid 2 3 4", 24, 46),
      ("torus 4 5", 20, 40), ("torus 2 3", 6, 9), ("torus 5", 5, 5), ("complete 6", 6, 15),
      ("complete 2 3", 6, 12), ("empty 5", 5, 0), ("empty 0", 0, 0), ("gnp 9 0", 9, 0), ("gnp 9 1", 9, 36),
      ("empty 9 plantclique 5", 9, 10), ("complete 6 plantclique 4", 6, 15), ("grid 4 5 addedges 3", 20, 34),
      ("empty 5 addedges 2 addedges 8", 5, 10), (" GNM\t30  60 ", 30, 60), ("gnp 0 .5", 0, 0),
      ("gnp 1 .5", 1, 0),
    ]
    for (text, vertices, edges) in expected {
      let graph: Hypergraph = try Self.graph(text)
      #expect(graph.vertexCount == vertices && graph.edges.count == edges, "\(text)")
    }
    #expect(try Set(Self.graph("gnd 30 4").degrees) == [4])
    #expect(try Set(Self.graph("gnd 9 6").degrees) == [6])
    #expect(try Set(Self.graph("torus 4 5").degrees) == [4])
  }

  @Test("take each pair with the given probability")
  func probability() throws {
    // 300 graphs of 190 pairs: the standard error of the share is 0.0017, and each pair's is 0.023.
    var counts: [[Int]: Int] = [:]
    for seed in 0..<300 as Range<UInt64> {
      for edge in try Self.graph("gnp 20 .2", seed: seed).edges { counts[edge, default: 0] += 1 }
    }
    let share: Double = Double(counts.values.reduce(0, +)) / (300 * 190)
    #expect(abs(share - 0.2) < 0.01)
    #expect(counts.count == 190 && counts.values.allSatisfy { abs(Double($0) / 300 - 0.2) < 0.125 })
  }

  @Test("with a planted clique answer both questions")
  func clique() throws {
    let draw: FamilyDraw = try GraphSpecification("gnp 30 .2 plantclique 5").draw(seed: 3)
    #expect(draw.answers.map(\.verdict) == [.yes, .no])
    #expect(draw.answers[0].question == .densestSubgraph(vertices: 5, edges: 10))
    #expect(draw.answers[0].question.isSolved(by: draw.answers[0].solution ?? [], of: draw.content))
    #expect(try GraphSpecification("gnp 30 .2 plantclique 5").draw(seed: 3) == draw)
    #expect(try GraphSpecification("gnp 30 .2 plantclique 5").draw(seed: 4) != draw)
  }

  @Test(
    "that cannot be are refused with the word at fault",
    arguments: [
      ("", "is empty"), ("gnq 3", "'gnq' is no graph"), ("gnp 30", "ends before the probability"),
      ("gnp 30 1.5", "'1.5'"), ("gnp 30 nan", "'nan'"), ("gnp x .5", "'x'"), ("gnm -3 2", "'-3'"),
      ("gnm 4 7", "only 6 pairs"), ("gnd 5 3", "whole number"), ("gnd 5 5", "more than 5 vertices"),
      ("grid", "first side"), ("empty 5 plantclique 6", "does not fit"), ("empty 3 addedges 4", "do not fit"),
      ("complete 3 addedges 1", "do not fit"), ("gnm 30 60 plant 3", "'plant'"),
      ("empty 99999999999", "'99999999999'"),
      ("complete 30000000", "vertices"), ("complete 100000", "edges"), ("grid 30000 30000", "vertices"),
      ("gnp 4000000 .9", "edges"), ("gnm 30 60 61", "'61'"),
    ])
  func refused(text: String, message: String) throws {
    let fault: SourceFault? = #expect(throws: SourceFault.self) {
      _ = try GraphSpecification(text).draw(seed: 0)
    }
    #expect(fault?.description.contains(message) == true, "\(text): \(fault?.description ?? "")")
    #expect(fault?.mend.isEmpty == false)
  }
}
