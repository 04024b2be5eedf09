import PropertyTesting
import Testing

@Suite("Settings from the environment")
struct EnvironmentTests {
  private static func settings(_ environment: [String: String]) -> RunSettings {
    .from(environment: environment)
  }

  @Test("are those of the default profile in an empty one, with both stores")
  func empty() {
    let settings: RunSettings = Self.settings([:])
    #expect(settings.profile == .default && settings.faults.isEmpty && settings.seed == nil)
    #expect(settings.cases == RunSettings.profile(.default).cases && settings.shard == .whole)
    #expect(settings.stores.map(\.isReadOnly) == [true, false])
    // An empty value is none.
    #expect(Self.settings(["ASSAY_CASES": "", "ASSAY_PROFILE": "", "CI": ""]).faults.isEmpty)
  }

  @Test("find build servers, and let the profile be said")
  func profiles() {
    #expect(Self.settings(["CI": "true"]).profile == .ci)
    #expect(Self.settings(["GITHUB_ACTIONS": "1"]).profile == .ci)
    #expect(Self.settings(["JENKINS_URL": "https://example.org"]).profile == .ci)
    #expect(Self.settings(["CI": "false"]).profile == .default)
    #expect(Self.settings(["CI": "true", "ASSAY_PROFILE": "thorough"]).profile == .thorough)
    let ci: RunSettings = Self.settings(["ASSAY_PROFILE": "ci"])
    #expect(ci.profile == .ci && ci.seed != nil && ci.deadlineSeconds == nil && ci.shrinkSeconds == nil)
    #expect(RunSettings.profile(.thorough).cases > ci.cases)
  }

  @Test("take every variable")
  func variables() throws {
    let settings: RunSettings = Self.settings([
      "ASSAY_CASES": "7", "ASSAY_SEED": "18446744073709551615", "ASSAY_WORKERS": "3",
      "ASSAY_SHRINK_CALLS": "11",
      "ASSAY_SHRINK_SECONDS": "0.5", "ASSAY_DEADLINE_SECONDS": "2", "ASSAY_EXAMPLES": "some/folder",
      "ASSAY_REPLAY": "name: choices/2 yes", "ASSAY_SHARD": "1/3", "ASSAY_FALSE_ALARM_RATE": "1e-3",
      "ASSAY_STATISTICAL_PROPERTIES": "10",
    ])
    #expect(settings.faults.isEmpty)
    #expect(settings.cases == 7 && settings.seed == .max && settings.workers == 3)
    #expect(settings.shrinkCalls == 11 && settings.shrinkSeconds == 0.5 && settings.deadlineSeconds == 2)
    #expect((settings.stores.last as? ExampleStore)?.directory == "some/folder")
    #expect(settings.replay?.property == "name" && settings.shard == Shard(index: 1, count: 3))
    #expect(settings.budget.total == 1e-3 && settings.budget.capacity == 10)
    let none: RunSettings = Self.settings([
      "ASSAY_SHRINK_SECONDS": "none", "ASSAY_DEADLINE_SECONDS": "none", "ASSAY_EXAMPLES": "none",
    ])
    #expect(none.faults.isEmpty && none.stores.isEmpty)
    #expect(none.shrinkSeconds == nil && none.deadlineSeconds == nil)
  }

  @Test(
    "tell of a value without a meaning, with the variable, the value and the mend",
    arguments: [
      ("ASSAY_PROFILE", "fast"), ("ASSAY_CASES", "0"), ("ASSAY_CASES", "-1"), ("ASSAY_CASES", "1e3"),
      ("ASSAY_CASES", "99999999999999999999"), ("ASSAY_SEED", "-1"), ("ASSAY_SEED", "abc"),
      ("ASSAY_WORKERS", "0"),
      ("ASSAY_SHRINK_CALLS", "x"), ("ASSAY_SHRINK_SECONDS", "0"), ("ASSAY_SHRINK_SECONDS", "nan"),
      ("ASSAY_DEADLINE_SECONDS", "-2"), ("ASSAY_DEADLINE_SECONDS", "inf"), ("ASSAY_REPLAY", "nothing"),
      ("ASSAY_SHARD", "3/3"), ("ASSAY_SHARD", "-1/3"), ("ASSAY_SHARD", "1"), ("ASSAY_SHARD", "1/0"),
      ("ASSAY_SHARD", "1/2/3"), ("ASSAY_FALSE_ALARM_RATE", "1"), ("ASSAY_FALSE_ALARM_RATE", "0"),
      ("ASSAY_STATISTICAL_PROPERTIES", "0"), ("TEST_TOTAL_SHARDS", "many"), ("SLURM_ARRAY_TASK_COUNT", "-4"),
    ])
  func malformed(_ variable: String, _ value: String) async throws {
    let settings: RunSettings = Self.settings([variable: value])
    let fault: EnvironmentFault = try #require(settings.faults.first)
    #expect(settings.faults.count == 1 && fault.code == .malformedValue)
    #expect(fault.variable == variable && fault.value == value)
    #expect(fault.description.contains(variable) && fault.description.contains(value))
    #expect(fault.description.contains("set it to"))
    // Nothing is run under settings that nobody meant.
    await #expect(throws: fault) {
      try await report(.boolean, settings: settings, Property { _ in true })
    }
  }

  @Test("tell of unknown variables with the nearest name")
  func unknown() async throws {
    let settings: RunSettings = Self.settings(["ASSAY_CASE": "3", "ASSAY_SEEED": "1", "OTHER_CASES": "1"])
    #expect(settings.faults.map(\.variable) == ["ASSAY_CASE", "ASSAY_SEEED"])
    #expect(settings.faults.allSatisfy { $0.code == .unknownVariable })
    #expect(settings.faults[0].description.contains("ASSAY_CASES"))
    #expect(settings.faults[1].description.contains("ASSAY_SEED?"))
    let made = try await report(
      .boolean, settings: settings.with { $0.stores = [] }, Property { _ in true })
    #expect(made.passed && made.warnings == settings.faults.map(\.description))
  }

  @Test("take a part from runners of tests and from Slurm, and the part that is said first")
  func shards() {
    #expect(
      Self.settings(["TEST_SHARD_INDEX": "0", "TEST_TOTAL_SHARDS": "4"]).shard == Shard(index: 0, count: 4))
    #expect(
      Self.settings([
        "SLURM_ARRAY_TASK_ID": "12", "SLURM_ARRAY_TASK_MIN": "10", "SLURM_ARRAY_TASK_COUNT": "5",
      ]).shard == Shard(index: 2, count: 5))
    #expect(
      Self.settings([
        "TEST_SHARD_INDEX": "1", "TEST_TOTAL_SHARDS": "4", "SLURM_ARRAY_TASK_ID": "2",
        "SLURM_ARRAY_TASK_COUNT": "5",
      ]).shard == Shard(index: 1, count: 4))
    #expect(
      Self.settings(["ASSAY_SHARD": "1/2", "TEST_SHARD_INDEX": "3", "TEST_TOTAL_SHARDS": "4"]).shard
        == Shard(index: 1, count: 2))
    // Parts with gaps between their numbers would lose cases.
    #expect(
      Self.settings([
        "SLURM_ARRAY_TASK_ID": "14", "SLURM_ARRAY_TASK_MIN": "10", "SLURM_ARRAY_TASK_COUNT": "3",
      ]).faults.map(\.variable) == ["SLURM_ARRAY_TASK_ID"])
    #expect(Self.settings(["TEST_TOTAL_SHARDS": "4"]).faults.map(\.variable) == ["TEST_SHARD_INDEX"])
    #expect(
      Self.settings(["TEST_SHARD_INDEX": "4", "TEST_TOTAL_SHARDS": "4"]).faults.map(\.variable)
        == ["TEST_SHARD_INDEX"])
  }
}
