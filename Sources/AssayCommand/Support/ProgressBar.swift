import Assay

/// How far an audit has come, as one line.
enum ProgressBar {
  private static let width: Int = 24

  static func line(_ progress: AuditProgress) -> String {
    let claimShare: Double = min(1, Double(progress.trials) / Double(max(1, progress.trialsNeeded)))
    let share: Double = (Double(progress.claimIndex) + claimShare) / Double(max(1, progress.claimCount))
    let filled: Int = Int(share * Double(width))
    let bar: String = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    return "[\(bar)] \(progress.guarantee): \(progress.claim), \(progress.trials) trials, "
      + "\(progress.failures) failures"
  }
}
