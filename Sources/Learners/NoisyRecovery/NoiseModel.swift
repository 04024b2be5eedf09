/// What is known of the noise E in labels A = relu(X Vᵀ) Uᵀ + E.
public enum NoiseModel: String, Sendable, Hashable, CaseIterable, Encodable {
  /// The rows of E are drawn independently, with mean zero, whatever the inputs are.
  case meanZero = "mean-zero"
  /// E is any matrix at all, but the inputs were drawn independently of it.
  ///
  /// Its mean over the samples is fitted as an intercept; what is left acts like noise of mean zero.
  case independent
  /// Most rows of E are zero, the others are anything.
  case sparse
}
