/// A problem of a family, and what is known about it.
public struct FamilyDraw: Sendable, Hashable {
  /// The problem.
  public let content: SourceContent
  /// The questions that the family is for and what is known of them; the first is the one to ask by default.
  public let answers: [KnownAnswer]

  /// Creates a draw.
  ///
  /// - Precondition: there is an answer.
  public init(_ content: SourceContent, _ answers: [KnownAnswer]) {
    precondition(!answers.isEmpty, "name the question that the problem is for")
    self.content = content
    self.answers = answers
  }
}

/// A question about a problem and what is known of its answer.
public struct KnownAnswer: Sendable, Hashable {
  /// What is known.
  public enum Verdict: String, Sendable, Hashable, CaseIterable, Codable {
    /// There is a solution.
    case yes
    /// There is none.
    case no
    /// Only a solver can tell.
    case unknown
  }

  /// The question.
  public let question: StatedQuestion
  /// Its answer.
  public let verdict: Verdict
  /// The best value that the question's number can have, where it is known: the least cost of a cover, the least
  /// number of colours.
  public let optimum: Int?
  /// A solution that proves a yes, where one is at hand; ``StatedQuestion/isSolved(by:of:)`` checks it.
  public let solution: [Int]?
  /// How the answer is known, as a clause.
  public let reason: String

  /// A yes, with a solution where there is one at hand.
  static func yes(
    _ question: StatedQuestion, _ solution: [Int]?, optimum: Int? = nil, _ reason: String
  ) -> KnownAnswer {
    KnownAnswer(question: question, verdict: .yes, optimum: optimum, solution: solution, reason: reason)
  }

  /// A no.
  static func no(_ question: StatedQuestion, optimum: Int? = nil, _ reason: String) -> KnownAnswer {
    KnownAnswer(question: question, verdict: .no, optimum: optimum, solution: nil, reason: reason)
  }

  /// A question whose answer is not known beforehand.
  static func unknown(_ question: StatedQuestion, _ reason: String) -> KnownAnswer {
    KnownAnswer(question: question, verdict: .unknown, optimum: nil, solution: nil, reason: reason)
  }
}
