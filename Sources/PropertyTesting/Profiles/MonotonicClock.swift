/// Seconds since the first time they were asked for.
enum MonotonicClock {
  private static let start: ContinuousClock.Instant = .now

  static var seconds: Double {
    let (seconds, attoseconds): (Int64, Int64) = start.duration(to: .now).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
