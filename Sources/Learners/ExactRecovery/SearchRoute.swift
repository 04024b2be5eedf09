/// Where the search for neurons takes its approximate directions from.
public enum SearchRoute: String, Sendable, Hashable, CaseIterable {
  /// Iterations in label space and in input space in turn, then rays, then moments.
  case auto
  /// Null vectors of the lowest labels: looks at neither the inputs nor their distribution.
  case labels
  /// A random direction, refined in turn through label space and input space.
  case random
  /// Moments of order two, jointly diagonalised: for Gaussian inputs, the paper's route.
  case moments
  /// The extreme rays of the cone that holds all hidden units, for two to eight of them: for inputs of any distribution.
  case rays
}
