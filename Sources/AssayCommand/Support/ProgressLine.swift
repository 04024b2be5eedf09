import Assay
import Foundation

/// Where a search for an optimum stands, as one line that is drawn over; nothing where there is no terminal.
struct ProgressLine {
  /// Shows a report in place of the last one.
  func report(_ progress: SolveProgress) {
    let incumbent: String = progress.incumbent.map { "\($0)" } ?? "none"
    let bound: String = progress.bound.map { String(format: "%.2f", $0) } ?? "none"
    Console.progress("best \(incumbent), bound \(bound)")
  }

  /// Takes the line away.
  func clear() { Console.endProgress() }
}
