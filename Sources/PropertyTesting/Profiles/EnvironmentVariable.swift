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
}
