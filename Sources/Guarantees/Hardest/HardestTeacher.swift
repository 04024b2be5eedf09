import DataFiles
public import Foundation
import Learners
import LinearAlgebra
public import Networks
import Teachers

/// A finding of ``HardestTeacherSearch`` as a file: the teacher, how many samples it needs, and how it was found.
///
/// ```swift
/// let finding = try HardestTeacher(contentsOf: "fixtures/hardest-teachers/d6-k3-m3.json")
/// let holds = try finding.replayed(with: learner).allSatisfy(\.isAsRecorded)
/// ```
///
/// The weights are in the file, so that it stays true when generators change. Its streams of samples are Gaussian and given
/// by their seeds; on each, `samples` recover the teacher and one fewer do not.
public struct HardestTeacher: Codable, Sendable, Hashable {
  /// What one stream of samples leads to.
  public struct Stream: Codable, Sendable, Hashable {
    /// What a number of samples leads to.
    public enum Outcome: String, Codable, Sendable, Hashable {
      /// The teacher; one sample fewer is refused.
      case recovered
      /// Nothing, and no more samples were tried.
      case refused
      /// Another network, certified.
      case wrong
    }

    /// The seed of the samples.
    public let seed: UInt64
    /// What the samples lead to.
    public let outcome: Outcome
    /// How many samples.
    public let samples: Int
    /// Why the learner refuses one fewer where so many recover the teacher; why it refuses them where they do not; nil for
    /// another network.
    public let refusal: String?

    init(_ threshold: RecoveryThreshold) {
      self.seed = threshold.seed
      switch threshold.finding {
      case .recovered(let samples, let below):
        (self.outcome, self.samples, self.refusal) = (.recovered, samples, below.rawValue)
      case .refused(let samples, let reason):
        (self.outcome, self.samples, self.refusal) = (.refused, samples, reason.rawValue)
      case .wrong(let samples): (self.outcome, self.samples, self.refusal) = (.wrong, samples, nil)
      }
    }
  }

  /// What teachers drawn at random need, in units of d + k, on the same streams.
  public struct Random: Codable, Sendable, Hashable {
    /// How many were drawn.
    public let teachers: Int
    /// The need of the easiest.
    public let least: Double?
    /// The need of the median one.
    public let median: Double?
    /// The need of the hardest.
    public let largest: Double?
  }

  /// `assay-hardest-teacher`.
  public let format: String
  /// The version of the format.
  public let version: Int
  /// V, a row for each hidden unit.
  public let hiddenWeights: [[Double]]
  /// U, a row for each output.
  public let outputWeights: [[Double]]
  /// The largest condition number that V and U could have.
  public let conditionNumberBound: Double
  /// The larger of the condition numbers of V and U.
  public let conditionNumber: Double
  /// The smallest angle of two rows of V, in radians.
  public let smallestAngle: Double
  /// The learner's name.
  public let learner: String
  /// What the streams of samples lead to.
  public let streams: [Stream]
  /// The mean number of samples over the streams, in units of d + k; nil where one leads to another network.
  public let need: Double?
  /// The same over streams that the search did not see.
  public let freshNeed: Double?
  /// How many streams those are.
  public let freshStreams: Int
  /// The need of the median random teacher over those streams.
  public let freshRandomMedian: Double?
  /// What random teachers need.
  public let random: Random
  /// How many teachers the search measured.
  public let teachers: Int
  /// The seed of the search.
  public let seed: UInt64
  /// Name and version of the program.
  public let tool: String
  /// The command that finds it again.
  public let command: String

  static let format: String = "assay-hardest-teacher"
  static let version: Int = 1

  /// What a search found, to be written.
  ///
  /// - Throws: `LinearAlgebraError` where singular values cannot be had.
  public init(
    _ outcome: HardestTeacherSearch.Outcome, of search: HardestTeacherSearch, seed: UInt64, tool: String,
    command: String
  ) throws {
    let teacher: Network = outcome.hardest.teacher
    self.format = Self.format
    self.version = Self.version
    self.hiddenWeights = Self.rows(teacher.layers[0].weights)
    self.outputWeights = Self.rows(teacher.layers[1].weights)
    self.conditionNumberBound = search.size.conditionNumber ?? WellConditionedTeachers.conditionNumber
    self.conditionNumber = try WellConditionedTeachers.conditionNumber(of: teacher)
    self.smallestAngle = try TeacherGeometry(teacher).smallestAngle
    self.learner = type(of: search.learner).identifier
    self.streams = outcome.hardest.need.thresholds.map(Stream.init)
    self.need = Self.finite(outcome.hardest.need.mean)
    self.freshNeed = Self.finite(outcome.freshHardest.mean)
    self.freshStreams = search.freshStreams
    self.freshRandomMedian = Self.finite(outcome.freshMedian.mean)
    self.random = Random(
      teachers: outcome.teachers, least: Self.finite(outcome.random.least),
      median: Self.finite(outcome.random.median), largest: Self.finite(outcome.random.largest))
    self.teachers = outcome.teachers
    self.seed = seed
    self.tool = tool
    self.command = command
  }

  /// The number where JSON has it.
  private static func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }

  private static func rows(_ matrix: Matrix) -> [[Double]] { (0..<matrix.rows).map { matrix.row($0) } }

  /// The teacher x ↦ U relu(V x).
  ///
  /// - Throws: what makes the weights no network.
  public var teacher: Network {
    get throws { try Network(hidden: Matrix(hiddenWeights), output: Matrix(outputWeights)) }
  }

  /// Whether another network than the teacher was certified.
  public var isWrong: Bool { streams.contains { $0.outcome == .wrong } }

  /// The finding as JSON.
  ///
  /// - Throws: `EncodingError` where a number is not finite.
  public func jsonData() throws -> Data { try CanonicalJSON.encode(self) }
}
