import LinearAlgebra
import Synchronization
import Testing

@Suite("Parallel loops")
struct ParallelTests {
  static let threadCounts: [Int] = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8]

  @Test("take each index exactly once", arguments: threadCounts, [0, 1, 2, 7, 1000])
  func eachOnce(threads: Int, count: Int) {
    let calls: Mutex<[Int]> = Mutex([Int](repeating: 0, count: count))
    Parallel.forEach(count, threads: threads) { index in calls.withLock { $0[index] += 1 } }
    #expect(calls.withLock { $0 } == [Int](repeating: 1, count: count))
  }

  @Test("give the results in order, whatever the number of threads", arguments: threadCounts)
  func inOrder(threads: Int) {
    let results: [Int] = Parallel.map(1000, threads: threads) { $0 * $0 }
    #expect(results == (0..<1000).map { $0 * $0 })
  }

  @Test("keep results that are nil")
  func optionals() {
    let results: [Int?] = Parallel.map(6, threads: 3) { $0 % 2 == 0 ? $0 : nil }
    #expect(results == [0, nil, 2, nil, 4, nil])
  }

  @Test("over no index, or a negative number of them, do nothing")
  func nothing() {
    Parallel.forEach(-1) { index in Issue.record("called with \(index)") }
    #expect(Parallel.map(-5) { $0 }.isEmpty)
    #expect(Parallel.map(0) { $0 }.isEmpty)
  }

  @Test("on one thread go in order")
  func oneThread() {
    let order: Mutex<[Int]> = Mutex([])
    Parallel.forEach(100, threads: 1) { index in order.withLock { $0.append(index) } }
    #expect(order.withLock { $0 } == Array(0..<100))
  }

  @Test("with matrix products inside give the same bits on any number of threads", arguments: threadCounts)
  func products(threads: Int) throws {
    let left: Matrix = try .random(40, 70, seed: 22)
    let right: Matrix = try .random(70, 30, seed: 23)
    let expected: Matrix = left * right
    for product in Parallel.map(8, threads: threads, { _ in left * right }) { #expect(product == expected) }
  }
}
