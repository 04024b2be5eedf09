/// The variables of the environment that change how properties are run.
enum EnvironmentVariable: String, CaseIterable {
  case profile = "ASSAY_PROFILE"
  case cases = "ASSAY_CASES"
  case seed = "ASSAY_SEED"
  case workers = "ASSAY_WORKERS"
  case shrinkCalls = "ASSAY_SHRINK_CALLS"
  case shrinkSeconds = "ASSAY_SHRINK_SECONDS"
  case deadlineSeconds = "ASSAY_DEADLINE_SECONDS"
  case examples = "ASSAY_EXAMPLES"
  case replay = "ASSAY_REPLAY"
  case shard = "ASSAY_SHARD"
  case falseAlarmRate = "ASSAY_FALSE_ALARM_RATE"
  case statisticalProperties = "ASSAY_STATISTICAL_PROPERTIES"

  /// What all of them begin with.
  static let prefix: String = "ASSAY_"

  /// The value that takes away a limit in seconds, or all example stores.
  static let none: String = "none"

  /// The variable whose name is nearest to another, by the number of letters to change.
  static func nearest(to name: String) -> EnvironmentVariable? {
    allCases.min { distance($0.rawValue, name) < distance($1.rawValue, name) }
  }

  /// The fewest letters to put in, take out or replace, to get from one text to another.
  ///
  /// Source: V. I. Levenshtein, *Binary codes capable of correcting deletions, insertions and reversals*, Soviet
  /// Physics Doklady 10 (1966).
  private static func distance(_ first: String, _ second: String) -> Int {
    let letters: [Character] = Array(second)
    var row: [Int] = Array(0...letters.count)
    for (line, letter) in first.enumerated() {
      var diagonal: Int = line
      row[0] = line + 1
      for (column, other) in letters.enumerated() {
        let replaced: Int = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, row[column + 1] + 1)
      }
    }
    return row[letters.count]
  }
}
