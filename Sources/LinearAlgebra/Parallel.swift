import COpenBLAS
import Dispatch
import Foundation
import Synchronization

/// Loops over independent pieces of work on all cores.
///
/// The work of an index must not depend on other indices; then the result is the same for any number of threads.
public enum Parallel {
  /// The number of cores that this process may use.
  public static let coreCount: Int = ProcessInfo.processInfo.activeProcessorCount

  /// Calls `body` once for each index in `0..<count`, on at most `threads` threads, and waits for all of them.
  ///
  /// Indices are handed out one at a time, so uneven pieces are balanced. With one thread the calls happen in
  /// order on the caller's own thread.
  public static func forEach(
    _ count: Int, threads: Int = coreCount, _ body: @Sendable (Int) -> Void
  ) {
    let workers: Int = min(count, max(1, threads))
    guard workers > 1 else {
      for index in 0..<max(0, count) { body(index) }
      return
    }
    let next: Atomic<Int> = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let index: Int = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }
  }
}

extension Parallel {
  /// The results of `body` for each index in `0..<count`, in order, computed on at most `threads` threads.
  public static func map<Result: Sendable>(
    _ count: Int, threads: Int = coreCount, _ body: @Sendable (Int) -> Result
  ) -> [Result] {
    let results: Mutex<[Result?]> = Mutex([Result?](repeating: nil, count: max(0, count)))
    forEach(count, threads: threads) { index in
      let result: Result = body(index)
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}

/// The threads of the BLAS library.
enum BLASThreads {
  /// Holds the library to one thread, once.
  ///
  /// With several threads it splits sums by their number, so that the last bits of a product depend on the
  /// machine's cores. Parallel work is cut into fixed blocks instead, by ``Parallel``.
  ///
  /// LAPACK's own search for NaN goes with it: every matrix is checked before it gets there.
  static let heldToOne: Void = {
    openblas_set_num_threads(1)
    LAPACKE_set_nancheck(0)
  }()
}
