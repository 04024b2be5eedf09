import PropertyTesting
import Testing

@Suite("Describing values")
struct DescribeTests {
  private struct Point {
    let x: Int
    let tags: Set<String>
  }
  private enum Shape {
    case dot
    case circle(radius: Double)
    case line(Int, Int)
    case word(String)
  }

  @Test("sorts sets and dictionaries, wherever they stand")
  func unordered() {
    let letters: Set<String> = Set((0..<20).map { "\($0 + 10)" })
    let expected: String = "[\((0..<20).map { "\"\($0 + 10)\"" }.joined(separator: ", "))]"
    #expect(describe(letters) == expected)
    #expect(describe([letters]) == "[\(expected)]")
    #expect(describe((1, letters)) == "(1, \(expected))")
    #expect(describe(Optional(letters) as Any) == "Optional(\(expected))")
    #expect(describe(Point(x: 1, tags: letters)) == "Point(x: 1, tags: \(expected))")
    #expect(describe([2: letters, 1: []]) == "[1: [], 2: \(expected)]")
  }

  @Test("shows values as Swift code")
  func code() {
    #expect(describe("a\n") == "\"a\\n\"")
    #expect(describe([1.5, .nan]) == "[1.5, nan]")
    #expect(describe([String: Int]()) == "[:]")
    #expect(describe(Set<Int>()) == "[]")
    #expect(describe((width: 1, 2)) == "(width: 1, 2)")
    #expect(describe(Int?.none as Any) == "nil")
    #expect(describe(Shape.dot) == ".dot")
    #expect(describe(Shape.circle(radius: 2)) == ".circle(radius: 2.0)")
    #expect(describe(Shape.line(1, 2)) == ".line(1, 2)")
    #expect(describe(Shape.word("x")) == ".word(\"x\")")
    #expect(describe(1...3) == "ClosedRange(1...3)")
  }
}
