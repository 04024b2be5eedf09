import Assay
import Dispatch
import Foundation
import Synchronization

/// The user's wish to stop, given by SIGINT or SIGTERM.
///
/// A verb that can keep what it has done asks for ``isRequested`` between pieces of work; for all others, and at the
/// second signal, the process ends at once and leaves no partial file.
enum Interruption {
  static let exitStatus: Int32 = 130

  private static let requested: Atomic<Bool> = Atomic(false)
  private static let keepsWork: Atomic<Bool> = Atomic(false)

  static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Declares that the running verb watches ``isRequested`` itself.
  static func willKeepWork() { keepsWork.store(true, ordering: .relaxed) }

  static func watch() {
    for signalNumber in [SIGINT, SIGTERM] {
      signal(signalNumber, SIG_IGN)
      let source: any DispatchSourceSignal = DispatchSource.makeSignalSource(
        signal: signalNumber, queue: DispatchQueue(label: "interruption"))
      source.setEventHandler {
        let isFirst: Bool = !requested.exchange(true, ordering: .relaxed)
        if isFirst, keepsWork.load(ordering: .relaxed) {
          Console.talk("interrupted; finishing the trials under way (again to stop at once)")
          return
        }
        PendingOutputs.removeAll()
        Foundation.exit(exitStatus)
      }
      source.activate()
      sources.append(source)
    }
  }

  // Touched by `watch()` alone, which runs once, before any other thread; a source that is released stops.
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []
}
