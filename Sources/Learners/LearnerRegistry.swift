/// Every learner that can be named on the command line; a new one is a line here.
public enum LearnerRegistry {
  /// The learners, in the order in which they are listed.
  public static let all: [any NamedLearner.Type] = [
    ExactRecoveryLearner.self,
    RectifiedRecoveryLearner.self,
    NoisyRecoveryLearner.self,
    ExhaustiveRecoveryLearner.self,
    FewOutputsLearner.self,
    GradientDescentLearner.self,
    FilteredPCALearner.self,
    DeepReLULearner.self,
  ]
}
