public import Learners
public import Networks
import PropertyTesting
import RandomStreams
public import Teachers

/// Looks among well-conditioned teachers for the one that a learner needs most samples for.
///
/// ```swift
/// let size = try TeacherSize(inputsDimension: 6, hidden: 3, outputs: 3, conditionNumber: 3)
/// let search = HardestTeacherSearch(size: size, learner: learner)
/// let outcome = try await search.run(teachers: 400, seed: 1, workers: 2)
/// print(outcome.hardest.need.mean, outcome.randomMedian)
/// ```
///
/// The search is the engine's targeted one: each teacher is scored by its ``SampleNeed``, and the scores lead the next
/// proposals. As many teachers drawn at random say what the search is worth. Teachers that are best on the streams they
/// were chosen by are so by luck as well; ``Outcome/freshHardest`` and ``Outcome/freshMedian`` measure the one that was
/// found, and the median one of the random, on streams that the search did not see.
///
/// A search gives no bound: that nothing worse was found is no proof that there is none.
public struct HardestTeacherSearch: Sendable {
  /// The size of the teachers; its condition number bounds those of both layers, 3 where it has none.
  public let size: TeacherSize
  /// Who is to recover them; it must give the same answer to the same samples.
  public let learner: any Learner
  /// How many streams of samples each teacher is measured on while searching.
  public let streams: Int
  /// How many other streams measure what was found.
  public let freshStreams: Int

  /// The number of streams where nothing else is said: enough that luck weighs less than the teacher.
  public static let defaultStreams: Int = 4
  /// How many streams measure what was found, where nothing else is said.
  public static let defaultFreshStreams: Int = 32
  /// The seed of the first of them.
  public static let firstFreshSeed: UInt64 = 1000

  /// The numbers of streams that a search may have, so that those that measure what was found are others.
  public static let possibleStreams: ClosedRange<Int> = 1...Int(firstFreshSeed) - 1

  /// A teacher with its need.
  public struct Measured: Sendable {
    /// The teacher.
    public let teacher: Network
    /// How many samples it needs on the streams of the search.
    public let need: SampleNeed
  }

  /// What a search found.
  public struct Outcome: Sendable {
    /// The teacher that needs most samples of those the search measured; a random one where it led to a wrong network.
    public let hardest: Measured
    /// How many teachers were measured while searching; those that could not be made count too.
    public let teachers: Int
    /// The mean need of the teachers drawn at random, as many: the least, the median and the largest, on the streams of
    /// the search and in units of d + k.
    public let random: (least: Double, median: Double, largest: Double)
    /// The hardest teacher on streams that the search did not see.
    public let freshHardest: SampleNeed
    /// The median random teacher on those streams.
    public let freshMedian: SampleNeed
  }

  /// Creates a search.
  ///
  /// - Precondition: there are no more hidden units than inputs, nor than outputs, `streams` is one of
  ///   ``possibleStreams``, and `freshStreams` is positive.
  public init(
    size: TeacherSize, learner: any Learner, streams: Int = defaultStreams,
    freshStreams: Int = defaultFreshStreams
  ) {
    precondition(freshStreams >= 1, "measure what was found on at least one fresh stream")
    precondition(
      size.hidden <= size.inputsDimension && size.hidden <= size.outputs,
      "give at most as many hidden units as inputs and as outputs")
    precondition(
      Self.possibleStreams.contains(streams),
      "give 1 to \(Self.possibleStreams.upperBound) streams, so that fresh ones are fresh")
    self.size = size
    self.learner = learner
    self.streams = streams
    self.freshStreams = freshStreams
  }

  private var teachers: Gen<Network> { WellConditionedTeachers.teachers(size) }

  /// How many samples a teacher needs on the streams of the search.
  ///
  /// - Throws: what ``RecoveryThreshold`` throws.
  public func need(of teacher: Network) throws -> SampleNeed {
    try SampleNeed(of: teacher, learner: learner, seeds: 0..<UInt64(streams))
  }

  /// How many samples a teacher needs on streams that no search sees.
  private func freshNeed(of teacher: Network) throws -> SampleNeed {
    let seeds: Range<UInt64> = Self.firstFreshSeed..<Self.firstFreshSeed + UInt64(freshStreams)
    return try SampleNeed(of: teacher, learner: learner, seeds: seeds)
  }

  /// Searches.
  ///
  /// - Parameters:
  ///   - teachers: how many teachers are measured by the search, and again as many at random; at least 1.
  ///   - seed: fixes everything, 0 too.
  ///   - workers: how many teachers are measured at a time; the outcome does not depend on it.
  /// - Returns: nil where no teacher of the size could be made.
  /// - Throws: what ``RecoveryThreshold`` throws, and `CancellationError`.
  public func run(
    teachers count: Int, seed: UInt64, workers: Int = 1, isolation: isolated (any Actor)? = #isolation
  ) async throws -> Outcome? {
    precondition(count >= 1, "measure at least one teacher")
    let random: [Measured] = try await randomTeachers(count, seed: seed, workers: workers)
    let found: TargetOutcome<Network>? = try await teachers.maximize(
      calls: count, seed: seed, workers: workers, style: .uniform,
      shrinker: Shrinker(budget: Shrinker.Budget(calls: 1))
    ) { teacher in
      try need(of: teacher).mean
    }
    guard let found, !random.isEmpty else { return nil }
    let sorted: [Measured] = random.sorted { $0.need.mean < $1.need.mean }
    let median: Measured = sorted[sorted.count / 2]
    let worst: Measured = sorted[sorted.count - 1]
    // What certifies a wrong network is the finding, however it was come by.
    let hardest: Measured =
      worst.need.mean == .infinity
      ? worst : Measured(teacher: found.best.value, need: try need(of: found.best.value))
    return Outcome(
      hardest: hardest,
      teachers: found.calls,
      random: (
        sorted[0].need.mean, median.need.mean, worst.need.mean
      ),
      freshHardest: try freshNeed(of: hardest.teacher), freshMedian: try freshNeed(of: median.teacher))
  }

  /// Teachers drawn without looking at any score.
  private func randomTeachers(
    _ count: Int, seed: UInt64, workers: Int, isolation: isolated (any Actor)? = #isolation
  ) async throws -> [Measured] {
    let stream: RandomStream = RandomStream(seed: seed).child("random teachers")
    var found: [Measured] = []
    _ = try await CaseRunner.run(
      maximumCases: count, workers: workers,
      case: { index -> Measured? in
        let source: ChoiceSource = ChoiceSource(seed: stream.word(at: UInt64(index)))
        guard let teacher = try? teachers.generate(from: source).value else { return nil }
        return Measured(teacher: teacher, need: try need(of: teacher))
      },
      consume: { _, measured in
        if let measured { found.append(measured) }
        return .next
      })
    return found
  }
}
