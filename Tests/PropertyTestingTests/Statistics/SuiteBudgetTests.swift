import PropertyTesting
import Testing

@Suite("The false-alarm budget of a run")
struct SuiteBudgetTests {
  @Test("gives every property the same share, in any order, and says what was spent")
  func shares() throws {
    let budget: SuiteBudget = SuiteBudget()
    #expect(budget.total == 1e-6 && budget.capacity == 1000)
    #expect(budget.summary == "0 of 1,000 shares used: at most 0 of 1e-06 spent")
    for name in ["c", "a", "b"] { #expect(try budget.share(for: name) == 1e-6 / 1000) }
    #expect(budget.summary == "3 of 1,000 shares used: at most 3e-09 of 1e-06 spent")
    #expect(budget.draws.map(\.name) == ["a", "b", "c"])
    _ = try budget.share(for: "b")
    #expect(budget.usedShares == 4 && abs(budget.spent - 4e-9) < 1e-20)
    #expect(
      budget.report == "4 of 1,000 shares used: at most 4e-09 of 1e-06 spent\n  a\n  b (2 shares)\n  c")
  }

  @Test("has no more shares than its capacity, and then says what to raise")
  func exhausted() throws {
    let budget: SuiteBudget = try SuiteBudget(total: 0.01, capacity: 2)
    #expect(try budget.share(for: "a") == 0.005)
    #expect(try budget.share(for: "b") == 0.005)
    let error: StatisticsError? = #expect(throws: StatisticsError.self) { try budget.share(for: "one more") }
    #expect(error?.code == .budget)
    #expect(
      error?.description.contains("one more") == true && error?.description.contains("raise the") == true)
    #expect(budget.spent == 0.01 && budget.usedShares == 2)
    #expect(budget.draws.map(\.name) == ["a", "b"])
  }

  @Test("may be divided anew before the first share only")
  func configure() throws {
    let budget: SuiteBudget = SuiteBudget()
    try budget.configure(total: 0.5, capacity: 5)
    #expect(try budget.share(for: "a") == 0.1)
    try budget.configure(total: 0.5, capacity: 5)
    let error: StatisticsError? = #expect(throws: StatisticsError.self) {
      try budget.configure(total: 0.5, capacity: 10)
    }
    #expect(error?.code == .budget)
    #expect(budget.capacity == 5)
  }

  @Test(
    "refuses totals and capacities that make no sense", arguments: [0, 1, -1, .nan, .infinity] as [Double])
  func domain(_ total: Double) {
    #expect(throws: StatisticsError.self) { try SuiteBudget(total: total) }
    #expect(throws: StatisticsError.self) { try SuiteBudget(total: 0.1, capacity: 0) }
    #expect(throws: StatisticsError.self) { try SuiteBudget(total: 0.1, capacity: -3) }
    #expect(throws: StatisticsError.self) { try SuiteBudget().configure(total: total, capacity: 3) }
  }

  @Test("counts right when many tasks draw at once")
  func concurrency() async throws {
    let budget: SuiteBudget = try SuiteBudget(total: 0.1, capacity: 500)
    let granted: Int = await withTaskGroup(of: Bool.self) { group in
      for index in 0..<800 { group.addTask { (try? budget.share(for: "p\(index % 7)")) != nil } }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(granted == 500 && budget.usedShares == 500)
    #expect(budget.draws.reduce(0) { $0 + $1.count } == 500)
    #expect(budget.draws.map(\.name) == (0..<7).map { "p\($0)" })
  }

  @Test("keeps a run of true claims within its total, and a budget per property does not")
  func familyWise() throws {
    let runs: Int = Calibration.standardRuns / 10
    let properties: Int = 10
    var (alarms, undividedAlarms): (Int, Int) = (0, 0)
    for run in 0..<runs {
      let budget: SuiteBudget = try SuiteBudget(total: 0.1, capacity: properties)
      var (hasAlarm, hasUndividedAlarm): (Bool, Bool) = (false, false)
      for property in 0..<properties {
        let share: Double = try budget.share(for: "property \(property)")
        for (rate, isDivided) in [(share, true), (0.1, false)] {
          var dice: Dice = Dice(seed: run * properties + property)
          var test: StatisticalTest = try StatisticalClaim.holds(withProbability: 0.7, indifference: 0.2)
            .test(
              falseAlarmRate: rate, missRate: 0.001)
          while test.decision == .undecided { try test.record(succeeded: dice.succeeds(0.7)) }
          guard test.decision == .violated else { continue }
          if isDivided { hasAlarm = true } else { hasUndividedAlarm = true }
        }
      }
      alarms += hasAlarm ? 1 : 0
      undividedAlarms += hasUndividedAlarm ? 1 : 0
    }
    let divided: ClopperPearson = try ClopperPearson(successes: alarms, trials: runs, confidence: 1 - 1e-6)
    #expect(divided.lowerBound <= 0.1, "\(alarms) of \(runs)")
    #if !DEBUG
      let mutant: ClopperPearson = try ClopperPearson(
        successes: undividedAlarms, trials: runs, confidence: 1 - 1e-6)
      #expect(mutant.lowerBound > 0.1, "\(undividedAlarms) of \(runs)")
    #else
      #expect(undividedAlarms > alarms)
    #endif
  }

  @Test("the process has one of its own")
  func shared() {
    #expect(SuiteBudget.shared === SuiteBudget.shared)
  }
}
