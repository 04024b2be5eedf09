import Foundation
import PropertyTesting
import Testing

@Suite("An example store in parallel")
struct ExampleStoreParallelTests {
  @Test("loses nothing among many threads that write, read and forget")
  func threads() async throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path, maximumExamplesPerProperty: 100)
    await withTaskGroup { group in
      for task in 0..<8 as Range<UInt64> {
        group.addTask { Self.use(store, task: task, rounds: 12) }
      }
    }
    let contents: StoredExamples = try store.contents(of: "shared")
    #expect(contents.examples == (0..<8).map { example("shared", $0, 11) })
    #expect(contents.problems == [])
    #expect(folder.entries.count == 1 + 8)
  }

  /// Writes, reads and forgets: in a folder that stays, and in one that comes and goes.
  @Sendable static func use(_ store: ExampleStore, task: UInt64, rounds: UInt64) {
    #expect(throws: Never.self) {
      for round in 0..<rounds {
        try store.record(example("shared", task, round))
        try store.record(example("fleeting", task))
        if round > 0 { try store.remove(example("shared", task, round - 1)) }
        #expect(try store.contents(of: "shared").examples.contains(example("shared", task, round)))
        #expect(try store.contents(of: "shared").problems == [])
        #expect(try store.contents(of: "fleeting").problems == [])
        try store.remove(example("fleeting", task))
      }
    }
  }

  @Test("writes into a folder that others remove as soon as it is empty")
  func vanishing() async throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path)
    try store.record(example("p", 1))
    let place: String = folder.path + "/" + (try #require(folder.entries.first))
    await withTaskGroup { group in
      group.addTask {
        while !Task.isCancelled {
          // In bursts: more often than any number of stores would, and yet not in every gap that a writer leaves.
          for _ in 0..<50 { rmdir(place) }
          usleep(300)
          await Task.yield()
        }
      }
      group.addTask {
        #expect(throws: Never.self) {
          for _ in 0..<100 {
            try store.record(example("p", 1))
            #expect(try store.contents(of: "p") == StoredExamples(examples: [example("p", 1)]))
            try store.remove(example("p", 1))
          }
        }
      }
      // The first that ends is the writer.
      await group.next()
      group.cancelAll()
    }
    #expect(folder.entries == [])
  }

  @Test("never keeps fewer than it may when many threads meet the limit")
  func limit() async throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path, maximumExamplesPerProperty: 4)
    await withTaskGroup { group in
      for task in 0..<40 as Range<UInt64> {
        group.addTask { #expect(throws: Never.self) { try store.record(example("p", 39 - task)) } }
      }
    }
    let kept: [StoredExample] = try store.examples(of: "p")
    #expect(Array(kept.prefix(4)) == (0..<4).map { example("p", $0) })
    try store.record(example("p", 50))
    #expect(try store.examples(of: "p") == (0..<4).map { example("p", $0) })
  }

  @Test("ignores what killed writers left, and removes it when it is old")
  func leftovers() throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path)
    try store.record(example("p", 1))
    let place: String = try #require(folder.entries.first)
    let (fresh, old): (String, String) = ("\(place)/.assay-1-A.writing", "\(place)/.assay-1-B.writing")
    let others: String = "\(place)/.assay-notes"
    for name in [fresh, old, others] {
      try folder.write("{\"choi", to: name)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: name == fresh ? 0 : -7200)],
        ofItemAtPath: "\(folder.path)/\(name)")
    }
    #expect(try store.contents(of: "p") == StoredExamples(examples: [example("p", 1)]))
    #expect(folder.entries.contains(old))
    try store.record(example("p", 2))
    #expect(
      folder.entries.contains(fresh) && folder.entries.contains(others) && !folder.entries.contains(old))
    #expect(folder.entries.count == 5)
  }

  @Test("survives processes that are killed while they write")
  func killedProcesses() async throws {
    let folder: ExampleStoreFolder = try ExampleStoreFolder()
    let store: ExampleStore = ExampleStore(directory: folder.path)
    let reader: Task<Int, any Error> = Task {
      var looks: Int = 0
      while !Task.isCancelled {
        for kept in try Self.whole(store).examples { #expect(kept.values.first?.count == 600_000) }
        looks += 1
        await Task.yield()
      }
      return looks
    }
    await withTaskGroup { group in
      for _ in 0..<3 {
        group.addTask {
          await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
            let store: ExampleStore = ExampleStore(directory: path)
            let text: String = String(repeating: "value ", count: 100_000)
            for round in 0... as PartialRangeFrom<UInt64> {
              try store.record(example("p", round % 2, values: [text]))
              guard round == 3 else { continue }
              Thread.detachNewThread {
                Thread.sleep(forTimeInterval: 0.1)
                kill(getpid(), SIGKILL)
              }
            }
          }
        }
      }
    }
    reader.cancel()
    #expect(try await reader.value > 0)
    #expect(try Self.whole(store).examples.count == 2)
  }

  /// What a store holds, none of it damaged.
  static func whole(_ store: ExampleStore) throws -> StoredExamples {
    let contents: StoredExamples = try store.contents(of: "p")
    #expect(contents.problems == [])
    return contents
  }
}
