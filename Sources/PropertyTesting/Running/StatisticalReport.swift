/// What came of testing a statistical claim.
public struct StatisticalReport: Sendable {
  /// How a test of a claim ended.
  public enum Outcome: Sendable {
    /// The claim holds, at the error rates of the verdict.
    case holds
    /// The claim is violated; with the first failing value where values fail by themselves.
    case violated(Counterexample?)
    /// The trials do not decide.
    case undecided
    /// A trial threw an error although the claim is about a number.
    case broken(Counterexample)
    /// Too many values were discarded.
    case gaveUp
    /// Only the choices that the environment asks for were tried; they failed where there is a counterexample.
    case replayed(Counterexample?)
    /// Another part of the run tests the claim.
    case leftToAnotherShard
  }

  /// The name of the property.
  public let name: String
  /// Where it is checked.
  public let place: SourcePlace
  /// The seed of the run; with the name it fixes every value.
  public let seed: UInt64
  /// How the test ended.
  public internal(set) var outcome: Outcome
  /// What the trials say, with the error rates.
  public internal(set) var verdict: StatisticalVerdict
  /// How many values were discarded; the claim is about the others.
  public internal(set) var discards: Int = 0
  /// How many trials failed because they threw.
  public internal(set) var thrown: Int = 0
  /// The labels, commonest first.
  public internal(set) var labels: [PropertyReport.LabelCount] = []
  /// The collected values by the names of their tables.
  public internal(set) var tables: [PropertyReport.Table] = []
  /// What was spent of the false-alarm probability of the run.
  public internal(set) var spending: String
  /// What else should be known.
  public internal(set) var warnings: [String] = []

  /// Whether the claim holds, or is left to another part of the run.
  public var passed: Bool {
    switch outcome {
    case .holds, .leftToAnotherShard, .replayed(nil): true
    case .violated, .undecided, .broken, .gaveUp, .replayed: false
    }
  }

  /// The failing value, where there is one.
  public var counterexample: Counterexample? {
    switch outcome {
    case .violated(let example), .replayed(let example): example
    case .broken(let example): example
    default: nil
    }
  }
}

extension StatisticalReport: CustomStringConvertible {
  /// The verdict, the failing value and how to replay it, and what was counted.
  public var description: String {
    var lines: [String] = ["‘\(name)’ (\(place), seed \(seed)):"]
    switch outcome {
    case .holds, .violated, .undecided: lines.append(verdict.description)
    case .broken: lines.append("a trial threw an error, so that nothing was measured")
    case .gaveUp: lines.append("too many values were discarded; build valid ones, or raise `discardsPerCase`")
    case .replayed(let example):
      lines.append(
        "the choices of \(EnvironmentVariable.replay.rawValue) \(example == nil ? "succeed" : "fail")")
    case .leftToAnotherShard: lines.append("another part of the run tests it")
    }
    if thrown > 0 { lines.append("\(ShortNumber.text(thrown)) of the trials failed by throwing an error") }
    if let example: Counterexample = counterexample {
      lines += FailureText(name: name, place: place, example: example).lines.dropLast()
    }
    lines += DistributionText.lines(labels, tables)
    lines.append("false-alarm probability: \(spending)")
    return (lines + warnings.map { "note: \($0)" }).joined(separator: "\n")
  }
}

/// A statistical claim that is violated, undecided, or could not be tested.
public struct StatisticalFailure: Error, Sendable, CustomStringConvertible {
  /// What came of testing it.
  public let report: StatisticalReport

  /// Creates a failure from a report.
  public init(_ report: StatisticalReport) {
    self.report = report
  }

  /// The report for people.
  public var description: String { report.description }
}
