import PropertyTesting

extension ShrinkingChallenge {
  /// All challenges, in the order in which they are stated.
  public static let all: [ShrinkingChallenge] = [
    bound5, bound5Long, binheap, calculator, coupling, deletion,
    difference("difference-not-zero", minimal: "(10, 10)") { $0 != 0 },
    difference("difference-not-small", minimal: "(10, 6)") { $0 < 1 || $0 > 4 },
    difference("difference-not-one", minimal: "(10, 9)") { $0 != 1 },
    distinct, largeUnionList, lengthList, nestedLists, reverse,
  ]

  private static let anyList: Gen<[Int]> = .array(of: .integer())

  private static let bound5Minimal: [String] = (0..<5).flatMap { first in
    (0..<5).filter { $0 != first }.map { second in
      let lists: [String] = (0..<5).map { $0 == first ? "[-32768]" : $0 == second ? "[-1]" : "[]" }
      return "(\(lists.joined(separator: ", ")))"
    }
  }

  private static func bound5(_ name: String, most: Int) -> ShrinkingChallenge {
    let list: Gen<[Int16]> = .array(of: .integer(), count: 0...most).filter { $0.reduce(0, &+) < 256 }
    return ShrinkingChallenge(
      name, zip(list, list, list, list, list), minimal: bound5Minimal,
      text: { "(\($0.0), \($0.1), \($0.2), \($0.3), \($0.4))" },
      fails: { [$0.0, $0.1, $0.2, $0.3, $0.4].joined().reduce(0, &+) >= 5 * 256 })
  }

  private static let bound5: ShrinkingChallenge = bound5("bound5", most: 1)
  private static let bound5Long: ShrinkingChallenge = bound5("bound5-long", most: 64)

  private static let coupling: ShrinkingChallenge = ShrinkingChallenge(
    "coupling", .array(of: .integer(in: 0...10)), minimal: ["[1, 0]"], text: { "\($0)" },
    fails: { list in
      guard list.allSatisfy({ $0 < list.count }) else { return nil }
      return list.indices.contains { list[$0] != $0 && list[list[$0]] == $0 }
    })

  private static let deletion: ShrinkingChallenge = ShrinkingChallenge(
    "deletion", zip(anyList, .integer(in: 0...10)), minimal: ["([0, 0], 0)"], text: { "(\($0.0), \($0.1))" },
    fails: { list, index in
      guard index < list.count else { return nil }
      var rest: [Int] = list
      if let first: Int = rest.firstIndex(of: list[index]) { rest.remove(at: first) }
      return rest.contains(list[index])
    })

  private static func difference(
    _ name: String, minimal: String, holds: @escaping @Sendable (Int) -> Bool
  ) -> ShrinkingChallenge {
    let positive: Gen<Int> = .integer(in: 1...Int(Int32.max))
    return ShrinkingChallenge(
      name, zip(positive, positive), minimal: [minimal], text: { "(\($0.0), \($0.1))" },
      fails: { first, second in first >= 10 && !holds(abs(first - second)) })
  }

  private static let distinct: ShrinkingChallenge = ShrinkingChallenge(
    "distinct", anyList, minimal: ["[0, 1, -1]", "[0, 1, 2]"], text: { "\($0)" },
    fails: { Set($0).count >= 3 })

  private static let largeUnionList: ShrinkingChallenge = ShrinkingChallenge(
    "large-union-list", .array(of: anyList), minimal: ["[[0, 1, -1, 2, -2]]", "[[0, 1, 2, 3, 4]]"],
    text: { "\($0)" }, fails: { Set($0.joined()).count >= 5 })

  private static let lengthList: ShrinkingChallenge = ShrinkingChallenge(
    "length-list",
    Gen<Int>.integer(in: 1...100).flatMap { .array(of: .integer(in: 0...1000), count: $0) },
    minimal: ["[900]"], text: { "\($0)" }, fails: { ($0.max() ?? 0) >= 900 })

  private static let nestedLists: ShrinkingChallenge = ShrinkingChallenge(
    "nested-lists", .array(of: .array(of: .constant(0))),
    minimal: ["[[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]]"], text: { "\($0)" },
    fails: { $0.map(\.count).reduce(0, +) > 10 })

  private static let reverse: ShrinkingChallenge = ShrinkingChallenge(
    "reverse", anyList, minimal: ["[0, 1]", "[1, 0]"], text: { "\($0)" },
    fails: { $0 != $0.reversed() })
}
