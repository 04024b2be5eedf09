#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A signal that one thread sends and another sleeps for.
final class ThreadSignal {
  /// The system gave no thread.
  struct NoThread: Error, CustomStringConvertible {
    var description: String { "the system gives no further thread; run fewer properties at a time" }
  }

  /// Deeply nested values are generated on the thread, so it gets the stack of a main thread.
  private static let stackBytes: Int = 8 << 20

  private let mutex: UnsafeMutablePointer<pthread_mutex_t> = .allocate(capacity: 1)
  private let condition: UnsafeMutablePointer<pthread_cond_t> = .allocate(capacity: 1)
  private var isSent: Bool = false

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Wakes the thread that waits, or the next that will.
  func send() {
    pthread_mutex_lock(mutex)
    isSent = true
    pthread_cond_signal(condition)
    pthread_mutex_unlock(mutex)
  }

  /// Sleeps until the signal is sent, and takes it.
  func wait() {
    pthread_mutex_lock(mutex)
    while !isSent { pthread_cond_wait(condition, mutex) }
    isSent = false
    pthread_mutex_unlock(mutex)
  }

  /// Runs a program on a thread of its own.
  ///
  /// - Returns: whether the system gave a thread.
  static func startThread(_ program: @escaping () -> Void) -> Bool {
    var attributes: pthread_attr_t = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackBytes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    #if canImport(Glibc)
      var thread: pthread_t = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let box: Unmanaged<ThreadProgram> = .passRetained(ThreadProgram(program))
    let status: Int32 = pthread_create(
      &thread, &attributes,
      { argument in
        let pointer: UnsafeMutableRawPointer? = argument
        if let pointer { Unmanaged<ThreadProgram>.fromOpaque(pointer).takeRetainedValue().run() }
        return nil
      }, box.toOpaque())
    if status != 0 { box.release() }
    return status == 0
  }
}

/// What a thread runs, as the object that its C interface passes on.
private final class ThreadProgram {
  let run: () -> Void

  init(_ run: @escaping () -> Void) {
    self.run = run
  }
}
