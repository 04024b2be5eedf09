import DataFiles
import Foundation
public import Learners
import Networks

extension HardestTeacher {
  /// Reads a finding.
  ///
  /// - Throws: `DataError` where the file cannot be read, is no finding, or has weights that make no network.
  public init(contentsOf path: String) throws {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
      throw DataError(.noInput, file: path, problem: "cannot be read", mend: "name a file that is there")
    }
    do {
      self = try JSONDecoder().decode(HardestTeacher.self, from: data)
    } catch {
      throw DataError(
        .badData, file: path, problem: "is no finding of a search for the hardest teacher",
        mend: "write one with 'assay search'")
    }
    guard format == Self.format, version == Self.version else {
      throw DataError(
        .badData, file: path, place: "format", problem: "is '\(format)' \(version)",
        mend: "give '\(Self.format)' of version \(Self.version)")
    }
    guard !streams.isEmpty, streams.allSatisfy({ (1...Self.mostSamples).contains($0.samples) })
    else {
      throw DataError(
        .badData, file: path, place: "streams",
        problem: "are none, or have a number of samples that is not from 1 to \(Self.mostSamples)",
        mend: "write the finding anew with 'assay search'")
    }
    do {
      _ = try teacher
    } catch {
      throw DataError(
        .badData, file: path, place: "hiddenWeights", problem: "make no network with outputWeights: \(error)",
        mend: "write the finding anew with 'assay search'")
    }
  }

  /// The most samples of a stream that are read from a file.
  private static let mostSamples: Int = 1_000_000

  /// What one stream of a finding shows now.
  public struct Replayed: Codable, Sendable, Hashable {
    /// The stream, as it was recorded.
    public let stream: Stream
    /// What the recorded number of samples leads to now.
    public let outcome: Stream.Outcome
    /// What one sample fewer leads to now.
    public let outcomeBelow: Stream.Outcome
    /// Whether all is as recorded: the outcome, and where the teacher was recovered, that one sample fewer is refused.
    public var isAsRecorded: Bool {
      outcome == stream.outcome && (outcome != .recovered || outcomeBelow == .refused)
    }

    /// One line for people.
    public var text: String {
      "\(isAsRecorded ? "as recorded" : "CHANGED    ")  stream \(stream.seed): \(outcome.rawValue) from "
        + "\(stream.samples) samples, \(outcomeBelow.rawValue) from \(stream.samples - 1)"
    }
  }

  /// Tries both sides of every threshold again.
  ///
  /// - Throws: what the learner throws, but for samples that it cannot use.
  public func replayed(with learner: any Learner) throws -> [Replayed] {
    let teacher: Network = try teacher
    return try streams.map { stream in
      let below: RecoveryThreshold.Answer =
        stream.samples > 1
        ? try RecoveryThreshold.answer(to: stream.samples - 1, of: teacher, learner, stream.seed)
        : .refused(.insufficient)
      return Replayed(
        stream: stream,
        outcome: Self.outcome(
          try RecoveryThreshold.answer(to: stream.samples, of: teacher, learner, stream.seed)),
        outcomeBelow: Self.outcome(below))
    }
  }

  private static func outcome(_ answer: RecoveryThreshold.Answer) -> Stream.Outcome {
    switch answer {
    case .right: .recovered
    case .wrong: .wrong
    case .refused: .refused
    }
  }
}

extension HardestTeacher {
  /// The finding for people, in a few lines.
  public var text: String {
    let (inputs, hidden, outputs): (Int, Int, Int) = (
      hiddenWeights.first?.count ?? 0, hiddenWeights.count, outputWeights.count
    )
    var lines: [String] = [
      "the hardest of \(teachers) teachers with d=\(inputs), k=\(hidden), m=\(outputs) and condition numbers up to "
        + "\(conditionNumberBound) needs \(Self.short(need)) (d + k) samples; on \(freshStreams) fresh streams "
        + Self.short(freshNeed),
      "random ones need \(Self.short(random.least)) to \(Self.short(random.largest)), in the median "
        + "\(Self.short(random.median)); on fresh streams \(Self.short(freshRandomMedian))",
      "V = \(Self.text(hiddenWeights))", "U = \(Self.text(outputWeights))",
      "condition number \(Self.short(conditionNumber)), smallest angle of two rows \(Self.short(smallestAngle))",
    ]
    for stream in streams {
      switch stream.outcome {
      case .recovered:
        lines.append(
          "stream \(stream.seed): recovered from \(stream.samples) samples, from one fewer "
            + (stream.refusal ?? "refused"))
      case .refused:
        lines.append("stream \(stream.seed): \(stream.refusal ?? "refused") up to \(stream.samples) samples")
      case .wrong:
        lines.append("stream \(stream.seed): a wrong network was certified from \(stream.samples) samples")
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func short(_ number: Double?) -> String {
    number.map { ShortDecimal.text($0) } ?? "without bound"
  }

  private static func text(_ rows: [[Double]]) -> String {
    let rows: [String] = rows.map { row in
      "[" + row.map { Int(exactly: $0).map(String.init) ?? "\($0)" }.joined(separator: ", ") + "]"
    }
    return "[" + rows.joined(separator: ", ") + "]"
  }
}
