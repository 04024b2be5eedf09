/// Lets a search that cannot suspend ask a judge that may.
///
/// The search runs on a thread of its own, which sleeps while the judge works; so none of the threads that tasks share
/// is ever blocked. Search and judge take turns and never run at the same time.
enum AsynchronousJudge {
  /// Runs a search whose questions are answered in the caller's task.
  ///
  /// - Throws: what the search throws, which is told what the judge throws.
  static func run<Question, Output>(
    search: @escaping (_ ask: (Question) throws -> Bool) throws -> Output,
    judge: (Question) async throws -> Bool
  ) async throws -> Output {
    let talk: Talk<Question, Output> = Talk(search)
    var message: Talk<Question, Output>.Message = await talk.start()
    while true {
      switch message.content {
      case .question(let question):
        let answer: Result<Bool, any Error>
        do { answer = .success(try await judge(question)) } catch { answer = .failure(error) }
        message = await talk.answer(answer)
      case .output(let output):
        return try output.get()
      }
    }
  }
}

/// The two sides of a search and its judge.
///
/// It is safe to share because the sides take turns: the search touches the state after the judge has handed over
/// through the signal, and the judge after the search has through the continuation.
private final class Talk<Question, Output>: @unchecked Sendable {
  /// What the search says; it keeps nothing of it while it waits.
  struct Message: @unchecked Sendable {
    enum Content {
      case question(Question)
      case output(Result<Output, any Error>)
    }

    let content: Content
  }

  private let search: (_ ask: (Question) throws -> Bool) throws -> Output
  private let signal: ThreadSignal = ThreadSignal()
  private var listener: CheckedContinuation<Message, Never>?
  private var answer: Result<Bool, any Error> = .success(false)

  init(_ search: @escaping (_ ask: (Question) throws -> Bool) throws -> Output) {
    self.search = search
  }

  /// Starts the search and waits for what it says first.
  func start() async -> Message {
    await withCheckedContinuation { listener in
      self.listener = listener
      let hasStarted: Bool = ThreadSignal.startThread {
        self.say(.output(Result { try self.search(self.ask) }))
      }
      if !hasStarted { say(.output(.failure(ThreadSignal.NoThread()))) }
    }
  }

  /// Answers a question and waits for what the search says next.
  func answer(_ answer: Result<Bool, any Error>) async -> Message {
    await withCheckedContinuation { listener in
      self.listener = listener
      self.answer = answer
      signal.send()
    }
  }

  private func ask(_ question: Question) throws -> Bool {
    say(.question(question))
    signal.wait()
    return try answer.get()
  }

  private func say(_ content: Message.Content) {
    let listener: CheckedContinuation<Message, Never>? = listener
    self.listener = nil
    listener?.resume(returning: Message(content: content))
  }
}
