public import Networks
public import RandomStreams

/// A named generator of teachers, with the properties that it promises and what a learner should make of them.
public protocol TeacherFamily: ParameterizedFamily {
  /// What the teachers are, in one line.
  static var summary: String { get }
  /// What every teacher of the family has, for people.
  static var promises: String { get }
  /// The sizes of which there are teachers.
  static var sizes: SizeRule { get }
  /// A size and a number of samples to start with, as help shows them.
  static var example: (size: (inputs: Int, hidden: Int, outputs: Int), samples: Int) { get }

  /// The distribution of inputs for which the family is made.
  static var inputs: InputDistribution { get }

  /// Whether teachers have the condition number of their size; otherwise it says nothing to the family.
  static var takesConditionNumber: Bool { get }

  /// The teacher of a size that a stream holds; the same stream and values give the same teacher.
  ///
  /// - Throws: ``ProblemError`` where the family has no teacher of that size.
  static func teacher(
    _ size: TeacherSize, _ values: TeacherParameters, from stream: RandomStream
  ) throws -> Network

  /// What a learner should say of a problem with noiseless labels.
  static func verdict(of learner: ExpectedVerdict.Learner, on problem: Problem) -> ExpectedVerdict
}

extension TeacherFamily {
  /// No parameters.
  public static var parameters: [TeacherParameter] { [] }
  /// Every size with k ≤ d and k ≤ m.
  public static var sizes: SizeRule { SizeRule() }
  /// Ten inputs, three hidden units and four outputs.
  public static var example: (size: (inputs: Int, hidden: Int, outputs: Int), samples: Int) {
    ((10, 3, 4), 2000)
  }
  /// Standard Gaussian inputs.
  public static var inputs: InputDistribution { .gaussian }
  /// Layers of the size's condition number, whatever is done to them then.
  public static var takesConditionNumber: Bool { true }
  /// What the theory says of the teacher's weights: see ``ExpectedVerdict/ofTeacher(_:on:)``.
  public static func verdict(of learner: ExpectedVerdict.Learner, on problem: Problem) -> ExpectedVerdict {
    .ofTeacher(learner, on: problem)
  }

  /// The teacher of a size with the defaults of all parameters.
  ///
  /// - Throws: ``ProblemError`` where the family has no teacher of that size.
  public static func teacher(_ size: TeacherSize, from stream: RandomStream) throws -> Network {
    try teacher(size, .defaults, from: stream)
  }
}
