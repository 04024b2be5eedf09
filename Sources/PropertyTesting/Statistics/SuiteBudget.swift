internal import Synchronization

/// The false-alarm probability of a whole run, divided over its statistical properties.
///
/// ```swift
/// let rate = try SuiteBudget.shared.share(for: "recovers the teacher")
/// var test = try claim.test(falseAlarmRate: rate)
/// print(SuiteBudget.shared.summary)  // 3 of 1,000 shares used: at most 3e-09 of 1e-06 spent
/// ```
///
/// Each property gets the same share, `total/capacity`, whatever the order in which properties run and however many there
/// are; so a verdict never depends on its neighbours. By the union bound, a run whose claims are all true has a false
/// alarm with probability at most the sum of the shares drawn, and never more than the total. A generous capacity is
/// cheap: the number of trials grows with the *logarithm* of the capacity, so that 1000 instead of 100 costs a test with a
/// share of 1e-9 about an eighth more of the trials that it takes to find a violation, and none of those to find that a claim
/// holds.
///
/// A property that draws twice in a run has two chances of a false alarm, so that each draw counts. All members may be
/// called from any thread.
public final class SuiteBudget: Sendable {
  private struct Account: Sendable {
    var total: Double
    var capacity: Int
    var draws: [String: Int] = [:]
    var used: Int = 0
  }

  /// The false-alarm probability of a run, unless another is chosen: one in a million.
  public static let defaultTotal: Double = 1e-6
  /// The number of shares, unless another is chosen.
  public static let defaultCapacity: Int = 1000

  /// The budget of this process, which properties use unless they are given another.
  public static let shared: SuiteBudget = SuiteBudget()

  private let account: Mutex<Account>

  /// A budget with the default total and capacity.
  public init() {
    account = Mutex(Account(total: Self.defaultTotal, capacity: Self.defaultCapacity))
  }

  /// A budget of another size.
  ///
  /// - Throws: ``StatisticsError`` where the total is not strictly between 0 and 1, or the capacity below 1.
  public init(total: Double, capacity: Int = SuiteBudget.defaultCapacity) throws(StatisticsError) {
    try Self.check(total: total, capacity: capacity)
    account = Mutex(Account(total: total, capacity: capacity))
  }

  /// Changes the size of a budget from which nothing was drawn yet.
  ///
  /// - Throws: ``StatisticsError`` where the numbers make no sense, or where shares of another size were drawn already.
  public func configure(total: Double, capacity: Int) throws(StatisticsError) {
    try Self.check(total: total, capacity: capacity)
    let used: Int = account.withLock { account in
      if account.used == 0 || (account.total == total && account.capacity == capacity) {
        (account.total, account.capacity) = (total, capacity)
        return 0
      }
      return account.used
    }
    guard used == 0 else {
      throw StatisticsError(
        code: .budget,
        description: """
          the budget was drawn from \(used) times already and cannot be divided anew; configure it before the first \
          statistical property runs
          """)
    }
  }

  /// Draws the share of a property: its false-alarm rate.
  ///
  /// - Parameter name: what the account calls the property; it does not change the share.
  /// - Throws: ``StatisticsError`` where as many shares as the capacity were drawn before.
  public func share(for name: String) throws(StatisticsError) -> Double {
    let (share, capacity): (Double?, Int) = account.withLock { account in
      guard account.used < account.capacity else { return (nil, account.capacity) }
      account.used += 1
      account.draws[name, default: 0] += 1
      return (account.total / Double(account.capacity), account.capacity)
    }
    guard let share else {
      throw StatisticsError(
        code: .budget,
        description: """
          '\(name)' asks for a share of the run's false-alarm probability, but all \(capacity) are used; raise the \
          capacity of the suite budget to the number of statistical properties of the run
          """)
    }
    return share
  }

  /// The false-alarm probability of the whole run.
  public var total: Double { account.withLock { $0.total } }

  /// How many shares there are.
  public var capacity: Int { account.withLock { $0.capacity } }

  /// How many shares were drawn.
  public var usedShares: Int { account.withLock { $0.used } }

  /// The probability of a false alarm in the run so far, at most.
  public var spent: Double {
    account.withLock { $0.total * (Double($0.used) / Double($0.capacity)) }
  }

  /// The properties that drew a share, sorted by name, with how often each did.
  public var draws: [(name: String, count: Int)] {
    account.withLock { $0.draws }.map { (name: $0.key, count: $0.value) }.sorted { $0.name < $1.name }
  }

  /// One line on what was spent.
  public var summary: String {
    let (used, capacity, total): (Int, Int, Double) = account.withLock { ($0.used, $0.capacity, $0.total) }
    let spent: Double = total * (Double(used) / Double(capacity))
    return "\(ShortNumber.text(used)) of \(ShortNumber.text(capacity)) shares used: at most "
      + "\(ShortNumber.text(stated: spent)) of \(ShortNumber.text(stated: total)) spent"
  }

  /// The summary, and below it a line for each property that drew a share, sorted by name.
  public var report: String {
    ([summary] + draws.map { $0.count == 1 ? "  \($0.name)" : "  \($0.name) (\($0.count) shares)" })
      .joined(separator: "\n")
  }

  private static func check(total: Double, capacity: Int) throws(StatisticsError) {
    try StatisticsError.check(probability: total, name: "the false-alarm probability of the run")
    guard capacity > 0 else {
      throw StatisticsError(
        code: .count, description: "a budget of \(capacity) shares is none; choose a capacity of at least 1")
    }
  }
}
