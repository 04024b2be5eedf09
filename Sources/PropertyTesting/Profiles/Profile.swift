/// A set of settings for an occasion.
public enum Profile: String, Sendable, Hashable, CaseIterable {
  /// At the desk: a fresh seed for every run, so that time finds more; generous limits in seconds.
  case `default`
  /// On a build server: every run is the same, and no clock is read.
  case ci
  /// By night: many cases, from a fresh seed, and long shrinking; no clock is read.
  case thorough
}

extension RunSettings {
  /// The settings of a profile, whatever the environment says.
  public static func profile(_ profile: Profile) -> RunSettings {
    switch profile {
    case .default:
      RunSettings(
        profile: profile, cases: 1000, deadlineSeconds: 10, shrinkCalls: 10_000, shrinkSeconds: 60)
    case .ci:
      RunSettings(profile: profile, cases: 1000, seed: 0, shrinkCalls: 10_000)
    case .thorough:
      RunSettings(profile: profile, cases: 100_000, shrinkCalls: 100_000)
    }
  }
}
