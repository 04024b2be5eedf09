/// A set of settings for an occasion.
public enum Profile: String, Sendable, Hashable, CaseIterable {
  /// At the desk: a fresh seed for every run, so that time finds more; generous time limits.
  case `default`
  /// On a build server: every run is the same, and no clock is read.
  case ci
  /// By night: many cases, each from a fresh seed, and long shrinking.
  case thorough
}

extension RunSettings {
  /// The settings of a profile, whatever the environment says.
  public static func profile(_ profile: Profile) -> RunSettings {
    switch profile {
    case .default:
      RunSettings(
        cases: 1000, seed: nil, workers: processors, deadlineSeconds: 10, shrinkCalls: 10_000,
        shrinkSeconds: 60, profile: profile)
    case .ci:
      RunSettings(
        cases: 1000, seed: 0, workers: processors, deadlineSeconds: nil, shrinkCalls: 10_000,
        shrinkSeconds: nil, profile: profile)
    case .thorough:
      RunSettings(
        cases: 100_000, seed: nil, workers: processors, deadlineSeconds: nil, shrinkCalls: 100_000,
        shrinkSeconds: nil, profile: profile)
    }
  }
}
